import type { Statement } from "../../../iam/policy";
import { grantStatement } from "../common/kms-grants";

/**
 * What the driver needs besides its managed policy to encrypt volumes with keys of the user's own.
 * Source: kubernetes-sigs/aws-ebs-csi-driver docs/install.md (2026-08-18), there for all keys of the account.
 */
export function volumeKeyStatements(keyArns: readonly string[]): readonly Statement[] {
  if (keyArns.length === 0) return [];
  return [{ Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"], Resource: keyArns }, grantStatement(keyArns)];
}
