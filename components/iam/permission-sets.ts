import * as aws from "@pulumi/aws";
import type { InvokeOptions } from "@pulumi/pulumi";
import { identityCenterPath } from "../reference/aws-names";
import { answered } from "../util/answered";

/**
 * ARNs of the roles that IAM Identity Center created in the account for a permission set: `AWSReservedSSO_<name>_<16 hexadecimal digits>`.
 * @param opts `provider`, if it is not the default one
 */
export async function rolesOfPermissionSet(name: string, opts?: InvokeOptions): Promise<readonly string[]> {
  const args = { pathPrefix: identityCenterPath, nameRegex: `^AWSReservedSSO_${name.replace(/[.+]/g, "\\$&")}_[0-9a-f]{16}$` };
  const answer = await aws.iam.getRoles(args, opts);
  return answered({ asked: "aws.iam.getRoles", args, answer }, "arns", answer.arns);
}
