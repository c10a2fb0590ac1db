import { expect } from "chai";
import { type Call, isAllowed, tags } from "../../../harness/mocks/iam-evaluation";
import type { Resources } from "../../../harness/mocks/mocks";
import { registered } from "../../fixtures";

const fileSystem = "arn:aws:fsx:eu-west-1:123456789012:file-system/fs-0123456789abcdef0";
const volume = { CSIVolumeName: "pvc-1" };

/** Calls as pkg/cloud/cloud.go of driver 1.9.0 sends them. */
describe("IAM policy of aws-fsx-csi-driver", () => {
  let resources: Resources;
  before(async () => {
    resources = await registered({ addons: { "aws-fsx-csi-driver": true } });
  });
  const allowed = (action: string, context: Call["context"] = {}, resource = fileSystem) =>
    isAllowed(resources, "eks-aws-fsx-csi-driver-fsx-csi-controller-sa", { action, resource, context });

  it("allows creating a file system and tagging it in the same call", async () => {
    expect(await allowed("fsx:CreateFileSystem", tags("RequestTag", volume))).to.equal(true);
    expect(await allowed("fsx:TagResource", tags("RequestTag", volume))).to.equal(true);
    expect(await allowed("fsx:CreateFileSystem")).to.equal(false);
    expect(await allowed("fsx:TagResource", tags("RequestTag", { team: "data" }))).to.equal(false);
  });

  for (const action of ["fsx:UpdateFileSystem", "fsx:DeleteFileSystem"]) {
    it(`allows ${action} on file systems of a driver, but not of another cluster`, async () => {
      expect(await allowed(action, tags("ResourceTag", volume))).to.equal(true);
      expect(await allowed(action, tags("ResourceTag", { ...volume, "eks:cluster-name": "shop" }))).to.equal(true);
      expect(await allowed(action, tags("ResourceTag", { ...volume, "eks:cluster-name": "shop-2" }))).to.equal(false);
      expect(await allowed(action, tags("ResourceTag", { Name: "made by hand" }))).to.equal(false);
      expect(await allowed(action)).to.equal(false);
    });
  }

  it("denies new tags on file systems of a driver, which could claim them", async () => {
    const claim = tags("RequestTag", { ...volume, "eks:cluster-name": "shop" });
    expect(await allowed("fsx:TagResource", { ...claim, ...tags("ResourceTag", { ...volume, "eks:cluster-name": "shop-2" }) })).to.equal(
      false,
    );
  });

  it("allows describing file systems and reading a linked bucket", async () => {
    expect(await allowed("fsx:DescribeFileSystems", {}, "*")).to.equal(true);
    expect(await allowed("s3:ListBucket", {}, "arn:aws:s3:::data")).to.equal(true);
  });

  it("allows creating only the service-linked roles of FSx", async () => {
    const role =
      "arn:aws:iam::123456789012:role/aws-service-role/s3.data-source.lustre.fsx.amazonaws.com/AWSServiceRoleForFSxS3Access_fs-1";
    for (const action of ["iam:CreateServiceLinkedRole", "iam:AttachRolePolicy", "iam:PutRolePolicy"]) {
      expect(await allowed(action, {}, role), action).to.equal(true);
      expect(await allowed(action, {}, "arn:aws:iam::123456789012:role/admin"), action).to.equal(false);
    }
  });
});
