import type { Statement } from "./policy";

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

/**
 * Permissions of a role that starts instances whose volumes are encrypted with customer managed keys: without them EC2 terminates each instance while it starts.
 * Sources: EC2 user guide, permissions for EBS encryption; EKS user guide, customer managed KMS keys for EKS Auto Mode (2026).
 */
export function instanceVolumeKeyStatements(keyArns: readonly string[]): readonly Statement[] {
  if (keyArns.length === 0) return [];
  const use = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];
  return [{ Sid: "AllowEncryptedVolumes", Effect: "Allow", Action: use, Resource: keyArns }, grantStatement(keyArns)];
}
