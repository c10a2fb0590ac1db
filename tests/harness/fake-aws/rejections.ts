// What AWS says when something goes that others still hold. Codes and texts: the API references of EC2, IAM, EKS, S3, EFS and EventBridge, and the
// messages that users of terraform-provider-aws quote in its issues (read 2026-11).
import type { Ledger } from "./ledger";
import { bound, types } from "./references";
import { type Standing, WorldError } from "./types";

type Told = (thing: Standing, holders: readonly Standing[]) => WorldError;

const dependent =
  (words: (thing: Standing) => string): Told =>
  (thing) =>
    new WorldError("DependencyViolation", words(thing));

const told: Readonly<Record<string, Told>> = {
  [types.vpc]: dependent(({ id }) => `The vpc '${id}' has dependencies and cannot be deleted.`),
  [types.subnet]: dependent(({ id }) => `The subnet '${id}' has dependencies and cannot be deleted.`),
  [types.group]: dependent(({ id }) => `resource ${id} has a dependent object`),
  [types.eip]: ({ outputs }) => new WorldError("InvalidIPAddress.InUse", `Address ${String(outputs.publicIp)} is in use.`),
  [types.role]: (_, holders) =>
    new WorldError(
      "DeleteConflict",
      `Cannot delete entity, must ${holders.some(({ type }) => type === types.attachment) ? "detach all policies" : "delete policies"} first.`,
    ),
  [types.user]: () => new WorldError("DeleteConflict", "Cannot delete entity, must delete policies first."),
  [types.policy]: () => new WorldError("DeleteConflict", "Cannot delete a policy attached to entities."),
  [types.cluster]: ({ id }, holders) =>
    new WorldError(
      "ResourceInUseException",
      holders.some(({ type }) => type === types.nodeGroup)
        ? "Cluster has nodegroups attached"
        : `Cannot delete because cluster ${id} currently has Fargate profile ${holders[0]!.id.split(":").at(-1)} in status ACTIVE`,
    ),
  [types.bucket]: () => new WorldError("BucketNotEmpty", "The bucket you tried to delete is not empty"),
  [types.fileSystem]: ({ id }) => new WorldError("FileSystemInUse", `${id} has mount targets created in it.`),
  [types.eventRule]: () => new WorldError("ValidationException", "Rule can't be deleted since it has targets."),
};

/** Why a thing cannot go now, or nothing. */
export function refusal(thing: Standing, ledger: Ledger): WorldError | undefined {
  const { type, id, inputs } = thing;
  const all = ledger.there();
  if (type === types.cluster && inputs.deletionProtection === true)
    return new WorldError("InvalidRequestException", `Cannot delete cluster ${id} because deletion protection is enabled.`);
  if (type === types.cluster && ledger.isBusy(thing))
    return new WorldError("ResourceInUseException", `Cannot delete because cluster ${id} currently has an update in progress`);
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
function mapped(vpcId: string, all: readonly Standing[]): WorldError | undefined {
  const isPublic = ({ type, inputs, outputs }: Standing) =>
    outputs.vpcId === vpcId &&
    ((type === types.natGateway && outputs.connectivityType !== "private") || (type === types.loadBalancer && inputs.internal !== true));
  if (!all.some(isPublic)) return undefined;
  return new WorldError(
    "DependencyViolation",
    `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
  );
}

/** Groups of machines hold the security groups of their launch template: it is their interfaces that bear them. */
function behind(group: Standing, all: readonly Standing[]): readonly Standing[] {
  const templates = all.filter(({ type, inputs }) => type === types.launchTemplate && JSON.stringify(inputs).includes(`"${group.id}"`));
  const machines = templates.flatMap((template) => bound(template, "uses", all));
  return machines.filter(({ type }) => type === types.nodeGroup || type === types.autoScalingGroup);
}
