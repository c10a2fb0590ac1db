// Resources that must exist before others are created, and AWS's errors if they do not. Unknown resources count as existing:
// they belong to others. Messages: see rejections.ts.

import { isRecord } from "../../../components/util/is-record";
import { texts } from "../../../plan/simulation/values";
import type { Value, Values } from "../../../plan/types";
import { isList } from "../../../plan/types";
import type { Clock } from "./clock";
import type { Ledger } from "./ledger";
import { isNamed, type ResourceReference, referencesOf, types } from "./references";
import { FakeAwsError, type LiveResource } from "./types";

type Missing = (value: string) => FakeAwsError;
const notFound =
  (code: string, words: (value: string) => string): Missing =>
  (value) =>
    new FakeAwsError(code, words(value));

const missing: Readonly<Record<string, Missing>> = {
  [types.vpc]: notFound("InvalidVpcID.NotFound", (id) => `The vpc ID '${id}' does not exist`),
  [types.subnet]: notFound("InvalidSubnetID.NotFound", (id) => `The subnet ID '${id}' does not exist`),
  [types.group]: notFound("InvalidGroup.NotFound", (id) => `The security group '${id}' does not exist`),
  [types.routeTable]: notFound("InvalidRouteTableID.NotFound", (id) => `The routeTable ID '${id}' does not exist`),
  [types.internetGateway]: notFound("InvalidInternetGatewayID.NotFound", (id) => `The internetGateway ID '${id}' does not exist`),
  [types.natGateway]: notFound("InvalidNatGatewayID.NotFound", (id) => `The natGateway ID '${id}' does not exist`),
  [types.eip]: notFound("InvalidAllocationID.NotFound", (id) => `The allocation ID '${id}' does not exist`),
  [types.launchTemplate]: notFound(
    "InvalidLaunchTemplateId.NotFound",
    (id) => `The specified launch template, with template ID ${id}, does not exist.`,
  ),
  [types.role]: notFound("NoSuchEntity", (name) => `The role with name ${name} cannot be found.`),
  [types.user]: notFound("NoSuchEntity", (name) => `The user with name ${name} cannot be found.`),
  [types.policy]: notFound("NoSuchEntity", (arn) => `Policy ${arn} does not exist or is not attachable.`),
  [types.key]: notFound("KMSInvalidStateException", (arn) => `${arn} is pending deletion.`),
  [types.cluster]: notFound("ResourceNotFoundException", (name) => `No cluster found for name: ${name}.`),
  [types.queue]: notFound("QueueDoesNotExist", () => "The specified queue does not exist."),
};

/** EKS has its own messages for a missing role. */
const ofRoles: Readonly<Record<string, Missing>> = {
  [types.accessEntry]: () => new FakeAwsError("InvalidParameterException", "The specified principalArn is invalid: invalid principal."),
  [types.podIdentity]: () => new FakeAwsError("InvalidParameterException", "Role provided in the request does not exist."),
};
const eksRole: Missing = (arn) => new FakeAwsError("InvalidParameterException", `roleArn, ${arn}, does not exist`);

/** The service that must be able to assume the role of a property. */
const trusted: readonly { readonly type: string; readonly property: string; readonly service: string; readonly error: Missing }[] = [
  {
    type: types.cluster,
    property: "roleArn",
    service: "eks.",
    error: () => new FakeAwsError("InvalidParameterException", "Role could not be assumed because the trusted entity is not correct"),
  },
  {
    type: types.nodeGroup,
    property: "nodeRoleArn",
    service: "ec2.",
    error: (arn) =>
      new FakeAwsError(
        "InvalidParameterException",
        `Following required service principals [ec2.amazonaws.com] were not found in the trust relationships of nodeRole ${arn}`,
      ),
  },
  {
    type: types.fargateProfile,
    property: "podExecutionRoleArn",
    service: "eks-fargate-pods.",
    error: () =>
      new FakeAwsError(
        "InvalidParameterException",
        "Misconfigured PodExecutionRole Trust Policy; Please add the eks-fargate-pods.amazonaws.com Service Principal",
      ),
  },
  {
    type: types.podIdentity,
    property: "roleArn",
    service: "pods.eks.",
    error: () =>
      new FakeAwsError("InvalidParameterException", "Trust policy of the role does not allow the service principal pods.eks.amazonaws.com"),
  },
];

/** The reason for which a resource cannot be created with its inputs now, if any. */
export function unmetRequirement(type: string, inputs: Values, ledger: Ledger, clock: Clock): FakeAwsError | undefined {
  for (const reference of referencesOf(type, inputs)) {
    // IAM sees its own resources immediately.
    const now = type.startsWith("aws:iam/") && reference.to.startsWith("aws:iam/") ? Number.POSITIVE_INFINITY : clock.now();
    if (isMissing(reference, ledger, now)) return errorFor(type, reference)(reference.value);
  }
  const named = referencesOf(type, inputs).flatMap(({ to, value }) => (to === types.cluster ? value : []));
  for (const name of named) {
    const cluster = ledger.find(types.cluster, name);
    if (cluster && (cluster.gone !== undefined || cluster.ready > clock.now()))
      return new FakeAwsError("InvalidRequestException", `Cluster '${name}' is not in ACTIVE status`);
  }
  const distrusted = trusted.find((rule) => rule.type === type && !isTrusted(inputs[rule.property], rule.service, ledger));
  return distrusted ? distrusted.error(String(inputs[distrusted.property])) : missingPolicies(type, inputs, ledger);
}

function errorFor(type: string, { to }: ResourceReference): Missing {
  if (to === types.role && type.startsWith("aws:eks/")) return ofRoles[type] ?? eksRole;
  return missing[to] ?? notFound("ResourceNotFoundException", (value) => `${value} does not exist`);
}

/** Deleted, being deleted, or not visible yet. */
function isMissing({ to, value }: ResourceReference, ledger: Ledger, now: number): boolean {
  const here = ledger.of(to).filter((live) => isNamed(live, value));
  if (here.length > 0) return here.every(({ gone, visible }) => gone !== undefined || visible > now);
  return ledger.deleted().some((live) => live.type === to && isNamed(live, value));
}

function isTrusted(arn: Value | undefined, service: string, ledger: Ledger): boolean {
  const role = ledger.of(types.role).find((live) => isNamed(live, String(arn)));
  const policy = role?.outputs.assumeRolePolicy;
  return typeof policy !== "string" || principals(JSON.parse(policy) as Value).some((principal) => principal.startsWith(service));
}

function principals(policy: Value): readonly string[] {
  const given = isRecord(policy) ? policy.Statement : undefined;
  const statements: readonly Value[] = isList(given) ? given : [given ?? null];
  return statements.flatMap((statement) => {
    const principal =
      isRecord(statement) && statement.Effect === "Allow" && isRecord(statement.Principal) ? statement.Principal.Service : undefined;
    return typeof principal === "string" ? [principal] : texts(principal);
  });
}

/** A control plane whose role has no policies yet. */
function missingPolicies(type: string, inputs: Values, ledger: Ledger): FakeAwsError | undefined {
  const role = type === types.cluster ? ledger.of(types.role).find((live) => isNamed(live, String(inputs.roleArn))) : undefined;
  if (!role || hasPolicies(role, ledger)) return undefined;
  return new FakeAwsError(
    "InvalidParameterException",
    "The provided role doesn't have the Amazon EKS Managed Policies associated with it. Please ensure the following policy is attached: arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
  );
}

export function hasPolicies(role: LiveResource, ledger: Ledger): boolean {
  const own = [...ledger.of(types.attachment), ...ledger.of(types.rolePolicy)].some(
    ({ inputs, gone }) => gone === undefined && isNamed(role, String(inputs.role)),
  );
  return own || texts(role.inputs.managedPolicyArns).length > 0;
}
