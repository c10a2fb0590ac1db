export { z } from "zod";
export {
  type AnyAddon as Addon,
  eksAddon,
  helmChart,
  type InstallContext,
  manifests,
  type WorkloadIdentity,
} from "./addons/addon";
export { Addons } from "./addons/addons";
export type { AddonsArgs } from "./addons/addons-args";
export { commonOptions } from "./addons/catalog/common/options";
export { type DefinedAddon, defineAddon, type OwnAddonsInput } from "./addons/define-addon";
export type * from "./addons/generated/addons-input";
export type { StackProfile } from "./addons/stack-profile";
export { Cluster } from "./cluster/cluster";
export type { ClusterArgs } from "./cluster/cluster-args";
export { ExistingCluster } from "./cluster/existing-cluster";
export type { ExistingClusterArgs } from "./cluster/existing-cluster-args";
export { type ExistingClusterFacts, lookUpCluster } from "./cluster/lookup";
export type { ClusterHandle } from "./cluster/types";
export * from "./deprecated";
export { Environment } from "./environment/environment";
export type { EnvironmentOutputs, TeamOutputs } from "./environment/outputs";
export {
  type EnvironmentArgs,
  type Extension,
  type ParsedSettings,
  parseSettings,
  parseStackConfig,
  type RawStackConfig,
  readStackSettings,
  resolveSettings,
  type SettingsInput,
} from "./environment/resolve-settings";
export { WorkloadRole, type WorkloadRoleArgs } from "./iam/workload-role";
export { Network } from "./networking/network";
export type { NetworkArgs } from "./networking/network-args";
export { availabilityZones } from "./networking/zones";
export { FargateProfile } from "./nodes/fargate-profile";
export type { FargateProfileArgs } from "./nodes/fargate-profile-args";
export { NodePool } from "./nodes/node-pool";
export type { NodePoolArgs } from "./nodes/node-pool-args";
export type { Partition } from "./reference/regions";
export type { Settings } from "./settings/types";
export { ApplicationTeam } from "./teams/application-team";
export { PlatformTeam } from "./teams/platform-team";
export type { AllowedIngressInput, ApplicationTeamArgs, PlatformTeamArgs } from "./teams/team-args";
export type { Teams } from "./teams/teams";
export type { AssumeRole, AssumeRoleWithWebIdentity, AwsLogin } from "./util/aws-login";
export type { Context } from "./util/context";
export type { Finding, FindingLevel, SettingFinding } from "./util/finding";
export { SettingsError, type ValidationIssue } from "./util/settings-error";
