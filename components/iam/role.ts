import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsLimits } from "../reference/aws-limits";
import { parseArn } from "../util/arn";
import type { Context } from "../util/context";
import { outputAfter } from "../util/output-after";
import { fitsInline, managedPolicyCount, packStatements } from "../util/policy-size";
import { mergeTags } from "../util/tags";
import { truncateName } from "../util/truncate-name";
import { type PolicyDocument, policyDocument, type Statement } from "./policy";

export interface RoleArgs {
  readonly context: Context;
  readonly description: string;
  /** Who may assume the role. */
  readonly trust: pulumi.Input<PolicyDocument>;
  /** ARNs of managed policies to attach; plain values, because each attachment is a separate resource. */
  readonly managedPolicyArns?: readonly string[];
  /** Statements of an inline policy, or of managed policies where they are longer than IAM accepts inline. */
  readonly statements?: readonly Statement[];
  readonly tags?: Readonly<Record<string, string>>;
  /** A changed description replaces the role; default false: the description is updated in place. */
  readonly newByDescription?: boolean;
}

/**
 * An IAM role with the stack's permissions boundary, path and tags.
 * `arn` and `roleName` resolve when its policies are attached, so that consumers can use the role immediately.
 */
export class Role extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;
  /** The policies on the role, for `dependsOn` of resources that do not use the ARN. */
  readonly policies: pulumi.Resource[];

  constructor(name: string, args: RoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:Role", name, {}, opts);
    const { context } = args;
    requireFewPolicies(name, args);
    const role = new aws.iam.Role(
      truncateName(name, 64),
      {
        description: args.description,
        assumeRolePolicy: pulumi.jsonStringify(args.trust),
        permissionsBoundary: context.iam.permissionsBoundary,
        path: context.iam.path,
        tags: mergeTags(context.tags, args.tags),
      },
      { parent: this, replaceOnChanges: args.newByDescription ? ["description"] : [] },
    );
    this.policies = (args.managedPolicyArns ?? []).map(
      (policyArn) => new aws.iam.RolePolicyAttachment(`${name}-${policyName(policyArn)}`, { role: role.name, policyArn }, { parent: this }),
    );
    if (args.statements?.length) this.policies.push(...this.allow(name, role, args.statements, context));
    this.arn = outputAfter(role.arn, this.policies);
    this.roleName = outputAfter(role.name, this.policies);
    this.registerOutputs({ arn: this.arn, roleName: this.roleName });
  }

  private allow(name: string, role: aws.iam.Role, statements: readonly Statement[], { iam, tags }: Context): pulumi.Resource[] {
    if (fitsInline(statements)) {
      const policy = pulumi.jsonStringify(policyDocument(...statements));
      return [new aws.iam.RolePolicy(`${name}-policy`, { role: role.name, policy }, { parent: this })];
    }
    return packStatements(statements).map((packed, index) => {
      const part = `${name}-policy-${index + 1}`;
      const policy = new aws.iam.Policy(
        truncateName(part, 128),
        { policy: pulumi.jsonStringify(policyDocument(...packed)), path: iam.path, tags },
        { parent: this },
      );
      return new aws.iam.RolePolicyAttachment(part, { role: role.name, policyArn: policy.arn }, { parent: this });
    });
  }
}

/** @throws Error where no account can attach as many policies; settings are checked before */
function requireFewPolicies(name: string, { managedPolicyArns = [], statements = [] }: RoleArgs): void {
  const { highest } = awsLimits.managedPoliciesPerRole.quota;
  const count = managedPolicyCount(managedPolicyArns, statements);
  if (count > highest)
    throw new Error(`role ${name} needs ${count} managed policies, and IAM attaches ${highest} at most: give it fewer permissions`);
}

/** Name of a policy, with account and path unless it is an AWS managed one: stable when policies are added or removed. */
function policyName(arn: string): string {
  const { accountId = "", resource = arn } = parseArn(arn) ?? {};
  return accountId === "aws" ? resource.slice(resource.lastIndexOf("/") + 1) : `${accountId}-${resource.replace(/^policy\//, "")}`;
}
