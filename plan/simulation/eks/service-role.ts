// Roles like those of the published `ServiceRole`: a role and an attachment for each managed policy.
import { createHash } from "node:crypto";
import type { Child, Scope } from "../expansion/scope";
import { derive, type TrackedValue } from "../expansion/tracked-value";

export interface ServiceRole {
  readonly role: Child;
  /** The role, once its policies are attached. */
  readonly resolved: TrackedValue;
  /** Its ARN, once its policies are attached. */
  readonly resolvedArn: TrackedValue;
}

interface ServiceRoleArgs {
  /** `ec2.amazonaws.com` and the like: the same in all partitions. */
  readonly service: string;
  readonly description?: string;
  /** Names of AWS managed policies. */
  readonly policies: readonly string[];
  readonly actions?: readonly string[];
  readonly partition: TrackedValue;
}

export async function registerServiceRole(scope: Scope, name: string, args: ServiceRoleArgs): Promise<ServiceRole> {
  const parent = await scope.group("eks:index:ServiceRole", name, [scope.args.get("tags")]);
  const role = await scope.add(
    "aws:iam/role:Role",
    `${name}-role`,
    {
      description: args.description,
      assumeRolePolicy: trust(args.service, args.actions ?? ["sts:AssumeRole"]),
      tags: scope.args.get("tags"),
    },
    { parent },
  );
  const attachments: TrackedValue[] = [];
  for (const policy of args.policies) attachments.push((await attach(scope, name, parent, role, policy, args.partition)).id);
  const arns = [role.out("arn"), ...attachments];
  return { role, resolved: derive(arns, () => role.reference), resolvedArn: derive(arns, () => role.out("arn")) };
}

function trust(service: string, actions: readonly string[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Action: actions, Effect: "Allow", Principal: { Service: [service] } }] });
}

/** Attachments are named by the policy's ARN in the common partition, whatever partition they are in. */
function attach(scope: Scope, name: string, parent: Child, role: Child, policy: string, partition: TrackedValue): Promise<Child> {
  const suffix = createHash("sha1").update(`arn:aws:iam::aws:policy/${policy}`).digest("hex").slice(0, 8);
  const policyArn = derive(partition, (found: string) => `arn:${found}:iam::aws:policy/${policy}`);
  return scope.add(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    `${name}-${suffix}`,
    { policyArn, role: role.reference },
    { parent },
  );
}
