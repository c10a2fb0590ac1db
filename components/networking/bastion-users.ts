import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../iam/policy";
import { nameInArn, parseArn } from "../util/arn";
import type { Context } from "../util/context";
import { outputAfter } from "../util/output-after";
import { portForwardingDocument } from "./bastion-outputs";

export interface BastionUsersArgs {
  readonly context: Context;
  readonly instanceArn: pulumi.Output<string>;
  /** ARNs of IAM roles and users of the account that get the policy. */
  readonly principals: readonly string[];
}

/**
 * The policy that allows forwarding ports by the bastion, but no shell on it, and its attachments to the principals.
 * Source: Systems Manager user guide, Sample IAM policies for Session Manager (2026).
 * @returns ARN of the policy
 */
export function bastionUsers(
  name: string,
  { context, instanceArn, principals }: BastionUsersArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const ssm = `arn:${context.partition}:ssm:${context.region}`;
  const document = policyDocument(
    {
      Effect: "Allow",
      Action: "ssm:StartSession",
      Resource: [instanceArn, `${ssm}::document/${portForwardingDocument}`],
      Condition: { BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" } }, // without it, a session needs no document
    },
    {
      Effect: "Allow",
      Action: ["ssm:ResumeSession", "ssm:TerminateSession", "ssmmessages:OpenDataChannel"],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of IAM
      Resource: ["${aws:userid}", "${aws:username}"].map((user) => `${ssm}:*:session/${user}-*`),
    },
  );
  const { iam, tags } = context;
  const description = `Port forwarding to EKS cluster ${context.clusterName} by its bastion`;
  const policy = new aws.iam.Policy(name, { policy: pulumi.jsonStringify(document), description, path: iam.path, tags }, opts);
  const attachments = principals.map((arn) => {
    const { resource = "" } = parseArn(arn) ?? {};
    const [kind, principal] = [resource.slice(0, resource.indexOf("/")), nameInArn(arn)];
    const own = `${name}-${kind}-${principal}`;
    return kind === "user"
      ? new aws.iam.UserPolicyAttachment(own, { user: principal, policyArn: policy.arn }, opts)
      : new aws.iam.RolePolicyAttachment(own, { role: principal, policyArn: policy.arn }, opts);
  });
  return outputAfter(policy.arn, attachments);
}
