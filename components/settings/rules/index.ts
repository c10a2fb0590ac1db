import type { SettingFinding } from "../../util/finding";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import { accessRules } from "./access";
import { accessEntryTypeRules } from "./access-entry-types";
import { amiRules } from "./amis";
import { autoModeRules } from "./auto-mode";
import { awsLoginRules } from "./aws-login";
import { bastionRules } from "./bastion";
import { clusterRules } from "./cluster";
import { capabilityRules } from "./cluster-capabilities";
import { clusterExtraRules } from "./cluster-extras";
import { controlPlaneSubnetRules } from "./control-plane-subnets";
import { domainRules } from "./domain";
import { edgePlaceRules } from "./edge-places";
import { egressRules } from "./egress";
import { endpointPolicyRules } from "./endpoint-policies";
import { fargateRules } from "./fargate";
import { gitopsRules } from "./gitops";
import { iamPolicyRules } from "./iam-policies";
import { imageCacheRules } from "./image-cache";
import { instanceTypeRules } from "./instance-types";
import { ipFamilyRules } from "./ip-family";
import { networkRules } from "./network";
import { networkExtraRules } from "./network-extras";
import { nodeCapacityRules } from "./node-capacity";
import { nodeEfaRules } from "./node-efa";
import { nodeLabelRules } from "./node-labels";
import { nodePlaceRules } from "./node-places";
import { nodePoolRules } from "./node-pools";
import { nodeRepairRules } from "./node-repair";
import { nodeUpdateRules, nodeVolumeRules } from "./node-volumes";
import { nodeWindowsRules } from "./node-windows";
import { overrideRules } from "./overrides";
import { podRangeRules } from "./pod-range";
import { quotaRules } from "./quotas";
import { remoteNetworkRules } from "./remote-networks";
import type { ParsedStack, Rule } from "./rule";
import { sampleRules } from "./samples";
import { serviceAccountRules } from "./service-accounts";
import { tagRules } from "./tags";
import { teamIsolationRules } from "./team-isolation";
import { teamLimitRules } from "./team-limits";
import { teamMemberRules } from "./team-members";
import { teamPodSecurityRules } from "./team-pod-security";
import { teamPoolRules } from "./team-pools";
import { teamQuotaRules } from "./team-quotas";
import { teamRbacRules } from "./team-rbac";
import { teamSecretRules } from "./team-secrets";
import { teamRules } from "./teams";
import { tenantRules } from "./tenants";
import { userDataRules } from "./user-data";
import { versionRules } from "./version";

export { namesOf, type Stack } from "./rule";

/** All rules about more than one value, in the order of the report. */
const rules: readonly Rule[] = [
  ...tagRules,
  ...networkRules,
  ...networkExtraRules,
  ...egressRules,
  ...controlPlaneSubnetRules,
  ...endpointPolicyRules,
  ...bastionRules,
  ...podRangeRules,
  ...clusterRules,
  ...clusterExtraRules,
  ...autoModeRules,
  ...capabilityRules,
  ...remoteNetworkRules,
  ...ipFamilyRules,
  ...versionRules,
  ...accessRules,
  ...accessEntryTypeRules,
  ...awsLoginRules,
  ...instanceTypeRules,
  ...amiRules,
  ...nodePoolRules,
  ...nodePlaceRules,
  ...edgePlaceRules,
  ...nodeCapacityRules,
  ...nodeEfaRules,
  ...nodeWindowsRules,
  ...nodeVolumeRules,
  ...nodeUpdateRules,
  ...nodeRepairRules,
  ...nodeLabelRules,
  ...userDataRules,
  ...fargateRules,
  ...teamMemberRules,
  ...teamRules,
  ...teamIsolationRules,
  ...teamPoolRules,
  ...tenantRules,
  ...teamSecretRules,
  ...teamRbacRules,
  ...teamLimitRules,
  ...teamQuotaRules,
  ...teamPodSecurityRules,
  ...sampleRules,
  ...domainRules,
  ...gitopsRules,
  ...imageCacheRules,
  ...iamPolicyRules,
  ...serviceAccountRules,
  ...quotaRules,
  ...overrideRules,
];

/** Runs all rules whose values are valid. */
export function validateRules(parsed: ParsedStack): (ValidationIssue | SettingFinding)[] {
  return rules.flatMap((rule) => [...rule(parsed)].map(({ at, ...result }) => ({ ...result, path: pathOf(...at) })));
}
