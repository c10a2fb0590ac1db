import type { Statement } from "../../../iam/policy";

/**
 * Permission to create KMS grants only for AWS services, as EBS requires for encrypted volumes.
 * Source: AWS KMS developer guide, condition key `kms:GrantIsForAWSResource`, which these three calls support.
 */
export function grantStatement(keyArns: readonly string[]): Statement {
  return {
    Effect: "Allow",
    Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
    Resource: keyArns,
    Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
  };
}
