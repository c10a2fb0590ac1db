export { z } from "zod";
export {
  type AnyAddon as Addon,
  eksAddon,
  helmChart,
  type InstallContext,
  manifests,
  type WorkloadIdentity,
} from "./addons/addon";
export { Addons, type AddonsArgs } from "./addons/addons";
export { commonOptions } from "./addons/catalog/common/options";
export { type DefinedAddon, defineAddon } from "./addons/define-addon";
export type { AddonsInput } from "./addons/generated/addons-input";
export type { StackProfile } from "./addons/stack-profile";
export { Cluster, type ClusterArgs } from "./cluster/cluster";
export { ExistingCluster, type ExistingClusterArgs } from "./cluster/existing-cluster";
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
export { FargateProfile, type FargateProfileArgs } from "./nodes/fargate-profile";
export { NodePool, type NodePoolArgs } from "./nodes/node-pool";
export type { Partition } from "./reference/regions";
export type { Settings } from "./settings/types";
export { ApplicationTeam, type ApplicationTeamArgs } from "./teams/application-team";
export { PlatformTeam, type PlatformTeamArgs } from "./teams/platform-team";
export type { Teams } from "./teams/teams";
export type { AssumeRole, AssumeRoleWithWebIdentity, AwsLogin } from "./util/aws-login";
export type { Context } from "./util/context";
export type { Finding, FindingLevel, SettingFinding } from "./util/finding";
export { SettingsError, type ValidationIssue } from "./util/settings-error";
