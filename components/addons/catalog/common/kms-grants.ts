import type { Statement } from "../../../iam/policy";

/**
 * Permission to hand the use of keys to AWS services, as EBS asks of whoever makes an encrypted volume, and to nobody else.
 * Source: AWS KMS developer guide, condition key `kms:GrantIsForAWSResource`, which these three calls know.
 */
export function grantStatement(keyArns: readonly string[]): Statement {
  return {
    Effect: "Allow",
    Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
    Resource: keyArns,
    Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
  };
}
