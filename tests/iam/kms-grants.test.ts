import { expect } from "chai";
import { grantStatement } from "../../components/iam/kms-grants";
import { registered } from "../addons/fixtures";
import { isAllowed } from "../harness/mocks/iam-evaluation";

const keys = ["arn:aws:kms:eu-west-1:123456789012:key/volumes", "arn:aws:kms:eu-west-1:123456789012:key/old"];

describe("grantStatement", () => {
  it("allows grants only for AWS services", () => {
    expect(grantStatement(keys)).to.deep.include({ Resource: keys, Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } });
  });

  it("allows aws-ebs-csi-driver to create encrypted volumes with the configured keys", async () => {
    const resources = await registered({ addons: { "aws-ebs-csi-driver": { kmsKeyArns: keys } } });
    const allowed = (action: string, resource: string, context = {}) =>
      isAllowed(resources, "eks-aws-ebs-csi-driver-ebs-csi-controller-sa", { action, resource, context });
    const forService = { "kms:GrantIsForAWSResource": "true", "kms:ViaService": "ec2.eu-west-1.amazonaws.com" };
    for (const key of keys) {
      expect(await allowed("kms:CreateGrant", key, forService)).to.equal(true);
      expect(await allowed("kms:CreateGrant", key)).to.equal(false);
      expect(await allowed("kms:Decrypt", key)).to.equal(true);
      expect(await allowed("kms:GenerateDataKeyWithoutPlaintext", key)).to.equal(true);
    }
    expect(await allowed("kms:CreateGrant", "arn:aws:kms:eu-west-1:123456789012:key/other", forService)).to.equal(false);
  });
});
