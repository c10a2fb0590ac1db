import { expect } from "chai";
import { type Call, isAllowed } from "../../../harness/mocks/iam-evaluation";
import type { Resources } from "../../../harness/mocks/mocks";
import { registered } from "../../fixtures";

const secretArn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/vsadmin-AbCdEf";
const [own, other] = ["fs-0123456789abcdef0", "fs-0fedcba9876543210"];
const volume = (fileSystem: string) => `arn:aws:fsx:eu-west-1:123456789012:volume/${fileSystem}/fsvol-0123456789abcdef0`;
const svm = (fileSystem: string) => `arn:aws:fsx:eu-west-1:123456789012:storage-virtual-machine/${fileSystem}/svm-0123456789abcdef0`;

/** Calls as storage_drivers/ontap/awsapi/aws.go of Trident 26.06 sends them. */
describe("IAM policy of trident", () => {
  let resources: Resources;
  before(async () => {
    resources = await registered({ addons: { trident: { existing: { fileSystemId: own, svm: "shop", secretArn } } } });
  });
  const allowed = (action: string, resource: string, context: Call["context"] = {}) =>
    isAllowed(resources, "eks-trident-trident-controller", { action, resource, context });

  for (const action of ["fsx:DeleteVolume", "fsx:UpdateVolume", "fsx:TagResource", "fsx:UntagResource"]) {
    it(`allows ${action} on volumes of the file system alone`, async () => {
      expect(await allowed(action, volume(own))).to.equal(true);
      expect(await allowed(action, volume(other))).to.equal(false);
    });
  }

  it("allows creating volumes in the file system alone", async () => {
    expect(await allowed("fsx:CreateVolume", volume(own))).to.equal(true);
    expect(await allowed("fsx:CreateVolume", volume(other))).to.equal(false);
  });

  it("allows neither deleting storage virtual machines nor file systems", async () => {
    expect(await allowed("fsx:DeleteStorageVirtualMachine", svm(own))).to.equal(false);
    expect(await allowed("fsx:DeleteFileSystem", `arn:aws:fsx:eu-west-1:123456789012:file-system/${own}`)).to.equal(false);
  });

  it("allows reading the secret alone, and its key through Secrets Manager alone", async () => {
    expect(await allowed("secretsmanager:GetSecretValue", secretArn)).to.equal(true);
    expect(await allowed("secretsmanager:GetSecretValue", secretArn.replace("vsadmin", "other"))).to.equal(false);
    const key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    expect(await allowed("kms:Decrypt", key, { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" })).to.equal(true);
    expect(await allowed("kms:Decrypt", key)).to.equal(false);
  });
});
