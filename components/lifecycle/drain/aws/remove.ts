// Removes one AWS resource.
import { type Aws, AwsError } from "./cli";
import { isNotFound } from "./errors";
import { securityGroups } from "./list";
import { type AwsResource, isOfCluster, type Kind, type Scope } from "./ownership";

/** Kinds that may contain data have no entry: only their driver deletes them. */
const words: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  "load balancer": ["elbv2", "delete-load-balancer", "--load-balancer-arn"],
  "classic load balancer": ["elb", "delete-load-balancer", "--load-balancer-name"],
  "target group": ["elbv2", "delete-target-group", "--target-group-arn"],
  "security group": ["ec2", "delete-security-group", "--group-id"],
  instance: ["ec2", "terminate-instances", "--instance-ids"],
  "launch template": ["ec2", "delete-launch-template", "--launch-template-id"],
  "instance profile": ["iam", "delete-instance-profile", "--instance-profile-name"],
  "network interface": ["ec2", "delete-network-interface", "--network-interface-id"],
  "VPC endpoint": ["ec2", "delete-vpc-endpoints", "--vpc-endpoint-ids"],
  "log group": ["logs", "delete-log-group", "--log-group-name"],
};

export function isRemovable({ kind, state }: AwsResource): boolean {
  if (kind === "network interface") return state === "available"; // otherwise it is deleted with its instance
  return words[kind] !== undefined && state !== "shutting-down" && state !== "deleting";
}

/** Prepares the removal. Returns possible causes of a rejection. */
const loosen: Readonly<Partial<Record<Kind, (aws: Aws, id: string, scope: Scope) => Promise<string>>>> = {
  "security group": async (aws, id, scope) => {
    const foreign = await revokeReferences(aws, id, scope);
    return foreign.length > 0 ? `; it is referenced by rules of ${foreign.join(", ")}, which do not belong to the cluster` : "";
  },
  "instance profile": async (aws, name) => {
    const { InstanceProfile: profile } = (await aws(["iam", "get-instance-profile", "--instance-profile-name", name])) ?? {};
    for (const { RoleName } of profile?.Roles ?? [])
      await aws(["iam", "remove-role-from-instance-profile", "--instance-profile-name", name, "--role-name", RoleName]);
    return "";
  },
};

/** Removes a resource; succeeds if it no longer exists. @throws AwsError, for a security group with what refers to it */
export async function remove(aws: Aws, resource: AwsResource, scope: Scope): Promise<void> {
  let hint = "";
  try {
    hint = (await loosen[resource.kind]?.(aws, resource.id, scope)) ?? "";
    refused(await aws([...words[resource.kind]!, resource.id]));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (!isNotFound(error)) throw new AwsError(error.code, error.message + hint);
  }
}

/** Batch operations succeed as a whole and list each rejected item. @throws AwsError */
// biome-ignore lint/suspicious/noExplicitAny: as the service answers
function refused(answer: any): void {
  const { Code, Message } = answer?.Unsuccessful?.[0]?.Error ?? {};
  if (Code !== undefined) throw new AwsError(String(Code), String(Message ?? Code));
}

interface Permission {
  readonly UserIdGroupPairs?: readonly { readonly GroupId?: string }[];
  readonly [field: string]: unknown;
}

/** Removes rules that refer to a security group from the cluster's other groups. Returns the names of groups of others that refer to it. */
async function revokeReferences(aws: Aws, groupId: string, scope: Scope): Promise<string[]> {
  const foreign: string[] = [];
  for (const group of await securityGroups(aws, scope)) {
    if (group.GroupId === groupId) continue; // its own rules are deleted with it
    const tags = Object.fromEntries((group.Tags ?? []).map(({ Key, Value }: { Key: string; Value: string }) => [Key, Value]));
    for (const [field, operation] of [
      ["IpPermissions", "revoke-security-group-ingress"],
      ["IpPermissionsEgress", "revoke-security-group-egress"],
    ] as const) {
      const naming = ((group[field] ?? []) as Permission[]).flatMap((permission) => narrowed(permission, groupId));
      if (naming.length === 0) continue;
      if (isOfCluster(tags, scope.clusterName))
        await aws(["ec2", operation, "--group-id", group.GroupId, "--ip-permissions", JSON.stringify(naming)]);
      else foreign.push(`${group.GroupName} (${group.GroupId})`);
    }
  }
  return foreign;
}

/** The part of a rule that refers to a security group. */
function narrowed(permission: Permission, groupId: string): Permission[] {
  const pairs = (permission.UserIdGroupPairs ?? []).filter((pair) => pair.GroupId === groupId);
  const { IpProtocol, FromPort, ToPort } = permission;
  return pairs.length > 0 ? [{ IpProtocol, FromPort, ToPort, UserIdGroupPairs: pairs.map(({ GroupId }) => ({ GroupId })) }] : [];
}
