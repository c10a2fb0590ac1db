export { Addons, type AddonsArgs } from "./addons/addons";
export { type AnyAddon as Addon, chart, managed, manifests, type Site, type WorkloadIdentity } from "./addons/contract";
export type { StackFacts } from "./addons/facts";
export { commonOptions } from "./addons/options";
export { Cluster, type ClusterArgs } from "./cluster/cluster";
export { ExistingCluster, type ExistingClusterArgs } from "./cluster/existing-cluster";
export { type ExistingClusterFacts, lookUpCluster } from "./cluster/lookup";
export type { ClusterHandle } from "./cluster/types";
export type { Reading } from "./config/read";
export type { Settings, SettingsInput } from "./config/types";
export { Environment } from "./environment";
export { WorkloadRole, type WorkloadRoleArgs } from "./identity/workload-role";
export { Network, type NetworkArgs } from "./networking/network";
export { availabilityZones } from "./networking/zones";
export { FargateProfile, type FargateProfileArgs } from "./nodes/fargate-profile";
export { NodePool, type NodePoolArgs } from "./nodes/node-pool";
export type { EnvironmentOutputs, TeamOutputs } from "./outputs";
export type { AssumeRole, AssumeRoleWithWebIdentity, AwsLogin } from "./shared/aws-login";
export type { Context } from "./shared/context";
export { type Partition, partitions, type RegionFacts, regions } from "./shared/facts/regions";
export type { Finding, FindingLevel, SettingFinding } from "./shared/finding";
export { type Problem, SettingsError } from "./shared/problems";
export { Role, type RoleArgs } from "./shared/role";
export {
  type CheckedSettings,
  checkSettings,
  checkStack,
  type EnvironmentArgs,
  type Extension,
  readStack,
  resolve,
  type StackTexts,
} from "./stack";
export { ApplicationTeam, type ApplicationTeamArgs } from "./teams/application-team";
export { GitOps, type GitOpsArgs, type GitopsTeam } from "./teams/gitops/gitops";
export { PlatformTeam, type PlatformTeamArgs } from "./teams/platform-team";
export { WebSample, type WebSampleArgs } from "./teams/samples/web-sample";
export { Teams, type TeamsArgs } from "./teams/teams";
