export {
  type AnyAddon as Addon,
  eksAddon as managed,
  helmChart as chart,
  type InstallContext as Site,
  manifests,
  type WorkloadIdentity,
} from "./addons/addon";
export { Addons, type AddonsArgs } from "./addons/addons";
export { commonOptions } from "./addons/catalog/common/options";
export type { StackProfile as StackFacts } from "./addons/stack-profile";
export { Cluster, type ClusterArgs } from "./cluster/cluster";
export { ExistingCluster, type ExistingClusterArgs } from "./cluster/existing-cluster";
export { type ExistingClusterFacts, lookUpCluster } from "./cluster/lookup";
export type { ClusterHandle } from "./cluster/types";
export { Environment } from "./environment/environment";
export type { EnvironmentOutputs, TeamOutputs } from "./environment/outputs";
export {
  type EnvironmentArgs,
  type Extension,
  type ParsedSettings as CheckedSettings,
  parseSettings as checkSettings,
  parseStackConfig as checkStack,
  type RawStackConfig as StackTexts,
  readStackSettings as readStack,
  resolveSettings as resolve,
} from "./environment/resolve-settings";
export { GitOps } from "./gitops/gitops";
export type { GitOpsArgs, GitopsTeam } from "./gitops/types";
export { Role, type RoleArgs } from "./iam/role";
export { WorkloadRole, type WorkloadRoleArgs } from "./iam/workload-role";
export { Network, type NetworkArgs } from "./networking/network";
export { availabilityZones } from "./networking/zones";
export { FargateProfile, type FargateProfileArgs } from "./nodes/fargate-profile";
export { NodePool, type NodePoolArgs } from "./nodes/node-pool";
export { type Partition, partitions, type RegionFacts, regions } from "./reference/regions";
export { WebSample, type WebSampleArgs } from "./samples/web-sample";
export type { Settings, SettingsInput } from "./settings/types";
export type { ValidatedSettings as Reading } from "./settings/validation/sections";
export { ApplicationTeam, type ApplicationTeamArgs } from "./teams/application-team";
export { PlatformTeam, type PlatformTeamArgs } from "./teams/platform-team";
export { Teams, type TeamsArgs } from "./teams/teams";
export type { AssumeRole, AssumeRoleWithWebIdentity, AwsLogin } from "./util/aws-login";
export type { Context } from "./util/context";
export type { Finding, FindingLevel, SettingFinding } from "./util/finding";
export { SettingsError, type ValidationIssue as Problem } from "./util/settings-error";
