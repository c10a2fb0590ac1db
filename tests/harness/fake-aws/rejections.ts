// AWS's errors for the deletion of resources in use. Codes and messages: the API references of EC2, IAM, EKS, S3, EFS and EventBridge, and the
// messages that users of terraform-provider-aws quote in its issues (read 2026-11).
import type { Ledger } from "./ledger";
import { referrers, types } from "./references";
import { FakeAwsError, type LiveResource } from "./types";

type Rejection = (resource: LiveResource, holders: readonly LiveResource[]) => FakeAwsError;

const dependent =
  (words: (resource: LiveResource) => string): Rejection =>
  (resource) =>
    new FakeAwsError("DependencyViolation", words(resource));

const rejections: Readonly<Record<string, Rejection>> = {
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

/** The reason for which a resource cannot be deleted now, if any. */
export function rejectedDeletion(resource: LiveResource, ledger: Ledger): FakeAwsError | undefined {
  const { type, id, inputs } = resource;
  const all = ledger.existing();
  if (type === types.cluster && inputs.deletionProtection === true)
    return new FakeAwsError("InvalidRequestException", `Cannot delete cluster ${id} because deletion protection is enabled.`);
  if (type === types.cluster && ledger.isBusy(resource))
    return new FakeAwsError("ResourceInUseException", `Cannot delete because cluster ${id} currently has an update in progress`);
  if (type === types.internetGateway) return publicAddressConflict(String(inputs.vpcId), all);
  if (type === types.bucket && inputs.forceDestroy === true) return undefined;
  // EKS deletes its own security group with the cluster, even if other resources use it.
  const holders = [...referrers(resource, "blocks", all), ...(type === types.group ? groupsOfMachines(resource, all) : [])].filter(
    ({ serial, owner }) => owner !== resource.serial && serial !== resource.owner,
  );
  const one = holders.length > 0 ? rejections[type] : undefined;
  return one?.(resource, holders);
}

/** A gateway cannot be detached while something in its VPC has a public address. */
function publicAddressConflict(vpcId: string, all: readonly LiveResource[]): FakeAwsError | undefined {
  const isPublic = ({ type, inputs, outputs }: LiveResource) =>
    outputs.vpcId === vpcId &&
    ((type === types.natGateway && outputs.connectivityType !== "private") || (type === types.loadBalancer && inputs.internal !== true));
  if (!all.some(isPublic)) return undefined;
  return new FakeAwsError(
    "DependencyViolation",
    `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
  );
}

/** Node groups and Auto Scaling groups use the security groups of their launch template through their network interfaces. */
function groupsOfMachines(group: LiveResource, all: readonly LiveResource[]): readonly LiveResource[] {
  const templates = all.filter(({ type, inputs }) => type === types.launchTemplate && JSON.stringify(inputs).includes(`"${group.id}"`));
  const machines = templates.flatMap((template) => referrers(template, "uses", all));
  return machines.filter(({ type }) => type === types.nodeGroup || type === types.autoScalingGroup);
}
