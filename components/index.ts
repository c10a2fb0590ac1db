export { z } from "zod";
export type {
  Addon as TypedAddon,
  AddonCheck,
  AddonIssue,
  AddonWarning,
  AnyAddon as Addon,
  InstallContext,
  InstallNetwork,
  Selected,
  WorkloadIdentity,
} from "./addons/addon";
export type { AddonUi } from "./addons/addon-ui";
export { Addons } from "./addons/addons";
export type { AddonsArgs } from "./addons/addons-args";
export { commonOptions } from "./addons/catalog/common/options";
export type { DataStore } from "./addons/data-store";
export { type DefinedAddon, defineAddon, type OwnAddonsInput } from "./addons/define-addon";
export type * from "./addons/generated/addons-input";
export type { GitopsMetadata, InstalledAddon } from "./addons/install/installed-addon";
export {
  type AdditionalRelease,
  type Annotate,
  type EksAddonStep,
  eksAddon,
  type HelmChartStep,
  helmChart,
  type InstallStep,
  type InstallStepOptions,
  type ManifestsStep,
  type Mirror,
  manifests,
  type Values,
} from "./addons/install-step";
export type { KarpenterPool } from "./addons/karpenter-pools";
export type { AddonName, Step } from "./addons/names";
export type { AddonPlan, EnabledAddon } from "./addons/plan/addon-plan";
export type { OrderedStep } from "./addons/plan/order";
export type { Requirement } from "./addons/plan/requirements";
export type { PodNetworking } from "./addons/pod-networking";
export type { StackProfile, Taint } from "./addons/stack-profile";
export type { AddonVersions, Pins, Source as VersionSource } from "./addons/versions";
export type { AutoModeRole } from "./cluster/auto-mode-roles";
export type { CapabilityOutputs } from "./cluster/capabilities";
export { Cluster } from "./cluster/cluster";
export type { ClusterArgs, ClusterPlace } from "./cluster/cluster-args";
export type { ClusterComponent } from "./cluster/cluster-component";
export { ExistingCluster } from "./cluster/existing-cluster";
export type { ExistingClusterArgs } from "./cluster/existing-cluster-args";
export type { HybridNodesOutputs } from "./cluster/hybrid-nodes";
export { type ExistingClusterFacts, lookUpCluster } from "./cluster/lookup";
export type { ClusterHandle } from "./cluster/types";
export * from "./deprecated";
export type { DomainOutputs } from "./domain/domain";
export { Environment } from "./environment/environment";
export type { EnvironmentOutputs, TeamOutputs } from "./environment/outputs";
export {
  type Extension,
  type ParsedSettings,
  parseSettings,
  parseStackConfig,
  type RawStackConfig,
  readStackSettings,
  type SettingsInput,
} from "./environment/read-settings";
export { type EnvironmentArgs, resolveSettings } from "./environment/resolve-settings";
export type { ServiceAccountOutputs } from "./environment/service-accounts";
export type { Statement } from "./iam/policy";
export type { ServiceAccount } from "./iam/policy-documents";
export {
  type IdentityCluster,
  type IdentityMode,
  type WorkloadPermissions,
  WorkloadRole,
  type WorkloadRoleArgs,
} from "./iam/workload-role";
export type { BastionOutputs } from "./networking/bastion-outputs";
export { Network } from "./networking/network";
export type { NetworkArgs } from "./networking/network-args";
export { availabilityZones } from "./networking/zones";
export type { AutoModePool, AutoModePoolArgs } from "./nodes/auto-mode-pool";
export { FargateProfile } from "./nodes/fargate-profile";
export type { FargateProfileArgs } from "./nodes/fargate-profile-args";
export { type GroupSize, lookUpGroupSizes } from "./nodes/group-sizes";
export { NodePool } from "./nodes/node-pool";
export type { NodePoolArgs, NodePoolPlace } from "./nodes/node-pool-args";
export type { NodeCluster } from "./nodes/types";
export type { AmiChoice } from "./reference/ami-of-family";
export type { AmiFamily, AmiTypeName } from "./reference/ami-types";
export type { Accelerator, Architecture } from "./reference/instance-families";
export type { Partition } from "./reference/regions";
export type { EndpointName } from "./reference/vpc-endpoints";
export type * from "./settings/generated/settings-input";
export type * from "./settings/types";
export type { ValidatedSettings } from "./settings/validation/validate-settings";
export { ApplicationTeam } from "./teams/application-team";
export { PlatformTeam } from "./teams/platform-team";
export type { SecretsAddon } from "./teams/secrets-addon";
export type { AllowedEgressInput, AllowedIngressInput, ApplicationTeamArgs, PlatformTeamArgs, TeamMembers } from "./teams/team-args";
export type { Teams } from "./teams/teams";
export type { AssumeRole, AssumeRoleWithWebIdentity, AwsLogin } from "./util/aws-login";
export type { ClusterScope, Context } from "./util/context";
export type { FargateSelector, NamespaceGroup } from "./util/fargate-selectors";
export type { Finding, FindingLevel, SettingFinding } from "./util/finding";
export type { PolicyException, PolicyProfile, PolicySettings } from "./util/policy-settings";
export type { PoolOwner } from "./util/pool-owners";
export { SettingsError, type ValidationIssue } from "./util/settings-error";
export type { SubnetIds } from "./util/subnet-ids";
