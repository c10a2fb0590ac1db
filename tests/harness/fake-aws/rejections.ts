// What AWS says when something goes that others still hold. Codes and texts: the API references of EC2, IAM, EKS, S3, EFS and EventBridge, and the
// messages that users of terraform-provider-aws quote in its issues (read 2026-11).
import type { Ledger } from "./ledger";
import { bound, types } from "./references";
import { FakeAwsError, type LiveResource } from "./types";

type Told = (thing: LiveResource, holders: readonly LiveResource[]) => FakeAwsError;

const dependent =
  (words: (thing: LiveResource) => string): Told =>
  (thing) =>
    new FakeAwsError("DependencyViolation", words(thing));

const told: Readonly<Record<string, Told>> = {
  [types.vpc]: dependent(({ id }) => `The vpc '${id}' has dependencies and cannot be deleted.`),
  [types.subnet]: dependent(({ id }) => `The subnet '${id}' has dependencies and cannot be deleted.`),
  [types.group]: dependent(({ id }) => `resource ${id} has a dependent object`),
  [types.eip]: ({ outputs }) => new FakeAwsError("InvalidIPAddress.InUse", `Address ${String(outputs.publicIp)} is in use.`),
  [types.role]: (_, holders) =>
    new FakeAwsError(
      "DeleteConflict",
      `Cannot delete entity, must ${holders.some(({ type }) => type === types.attachment) ? "detach all policies" : "delete policies"} first.`,
    ),
  [types.user]: () => new FakeAwsError("DeleteConflict", "Cannot delete entity, must delete policies first."),
  [types.policy]: () => new FakeAwsError("DeleteConflict", "Cannot delete a policy attached to entities."),
  [types.cluster]: ({ id }, holders) =>
    new FakeAwsError(
      "ResourceInUseException",
      holders.some(({ type }) => type === types.nodeGroup)
        ? "Cluster has nodegroups attached"
        : `Cannot delete because cluster ${id} currently has Fargate profile ${holders[0]!.id.split(":").at(-1)} in status ACTIVE`,
    ),
  [types.bucket]: () => new FakeAwsError("BucketNotEmpty", "The bucket you tried to delete is not empty"),
  [types.fileSystem]: ({ id }) => new FakeAwsError("FileSystemInUse", `${id} has mount targets created in it.`),
  [types.eventRule]: () => new FakeAwsError("ValidationException", "Rule can't be deleted since it has targets."),
};

/** Why a thing cannot go now, or nothing. */
export function refusal(thing: LiveResource, ledger: Ledger): FakeAwsError | undefined {
  const { type, id, inputs } = thing;
  const all = ledger.there();
  if (type === types.cluster && inputs.deletionProtection === true)
    return new FakeAwsError("InvalidRequestException", `Cannot delete cluster ${id} because deletion protection is enabled.`);
  if (type === types.cluster && ledger.isBusy(thing))
    return new FakeAwsError("ResourceInUseException", `Cannot delete because cluster ${id} currently has an update in progress`);
  if (type === types.internetGateway) return mapped(String(inputs.vpcId), all);
  if (type === types.bucket && inputs.forceDestroy === true) return undefined;
  // EKS deletes its own security group with the cluster; what else uses it then loses it.
  const holders = [...bound(thing, "holds", all), ...(type === types.group ? behind(thing, all) : [])].filter(
    ({ serial, owner }) => owner !== thing.serial && serial !== thing.owner,
  );
  const one = holders.length > 0 ? told[type] : undefined;
  return one?.(thing, holders);
}

/** A gateway cannot be detached while something in its VPC has a public address. */
function mapped(vpcId: string, all: readonly LiveResource[]): FakeAwsError | undefined {
  const isPublic = ({ type, inputs, outputs }: LiveResource) =>
    outputs.vpcId === vpcId &&
    ((type === types.natGateway && outputs.connectivityType !== "private") || (type === types.loadBalancer && inputs.internal !== true));
  if (!all.some(isPublic)) return undefined;
  return new FakeAwsError(
    "DependencyViolation",
    `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
  );
}

/** Groups of machines hold the security groups of their launch template: it is their interfaces that bear them. */
function behind(group: LiveResource, all: readonly LiveResource[]): readonly LiveResource[] {
  const templates = all.filter(({ type, inputs }) => type === types.launchTemplate && JSON.stringify(inputs).includes(`"${group.id}"`));
  const machines = templates.flatMap((template) => bound(template, "uses", all));
  return machines.filter(({ type }) => type === types.nodeGroup || type === types.autoScalingGroup);
}
