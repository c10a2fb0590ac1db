import { grantStatement } from "../../../iam/kms-grants";
import type { Statement } from "../../../iam/policy";

/**
 * Permissions in addition to the managed policy, for volumes encrypted with customer managed keys.
 * Source: kubernetes-sigs/aws-ebs-csi-driver docs/install.md (2026-08-18), where they apply to all keys of the account.
 */
export function volumeKeyStatements(keyArns: readonly string[]): readonly Statement[] {
  if (keyArns.length === 0) return [];
  return [{ Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"], Resource: keyArns }, grantStatement(keyArns)];
}
