import { expect } from "chai";
import { type Call, isAllowed, tags } from "../../../harness/mocks/iam-evaluation";
import type { Resources } from "../../../harness/mocks/mocks";
import { registered } from "../../fixtures";

const ec2 = "arn:aws:ec2:eu-west-1";
const snapshot = `${ec2}::snapshot/snap-0123456789abcdef0`;
const volume = `${ec2}:123456789012:volume/vol-0123456789abcdef0`;
const key = "arn:aws:kms:eu-west-1:123456789012:key/backups";
/** Tags of a snapshot: Velero's own (pkg/backup/item_backupper.go) and the volume's (volume_snapshotter.go, getTags). */
const snapshotTags = { "velero.io/backup": "daily-20261130", "velero.io/pv": "pvc-1", "ebs.csi.aws.com/cluster": "true" };

describe("IAM policy of velero", () => {
  let resources: Resources;
  before(async () => {
    resources = await registered({ addons: { velero: { bucket: "backups", kmsKeyArn: key } } });
  });
  const allowed = (action: string, resource: string, context: Call["context"] = {}) =>
    isAllowed(resources, "eks-velero-velero-server", { action, resource, context });

  it("allows creating a snapshot of a volume with its tags (volume_snapshotter.go, CreateSnapshot)", async () => {
    expect(await allowed("ec2:CreateSnapshot", volume)).to.equal(true);
    expect(await allowed("ec2:CreateSnapshot", snapshot, tags("RequestTag", snapshotTags))).to.equal(true);
    expect(
      await allowed("ec2:CreateTags", snapshot, { "ec2:CreateAction": "CreateSnapshot", ...tags("RequestTag", snapshotTags) }),
    ).to.equal(true);
  });

  it("allows creating a volume from a snapshot with its tags (volume_snapshotter.go, CreateVolumeFromSnapshot)", async () => {
    expect(await allowed("ec2:CreateVolume", volume, tags("RequestTag", snapshotTags))).to.equal(true);
    expect(await allowed("ec2:CreateVolume", snapshot)).to.equal(true);
    expect(await allowed("ec2:CreateTags", volume, { "ec2:CreateAction": "CreateVolume", ...tags("RequestTag", snapshotTags) })).to.equal(
      true,
    );
  });

  it("allows backup and restore of volumes and snapshots with any cluster's tag or none, as after a restore into a new cluster", async () => {
    const owned = (cluster: string) => tags("ResourceTag", { [`kubernetes.io/cluster/${cluster}`]: "owned", KubernetesCluster: cluster });
    for (const context of [owned("shop"), owned("shop-2025"), tags("ResourceTag", { "ebs.csi.aws.com/cluster": "true" }), {}]) {
      expect(await allowed("ec2:CreateSnapshot", volume, context), JSON.stringify(context)).to.equal(true);
      expect(await allowed("ec2:CreateVolume", snapshot, context), JSON.stringify(context)).to.equal(true);
    }
  });

  it("denies tags on existing resources and on other new resources", async () => {
    const asked = tags("RequestTag", snapshotTags);
    for (const resource of [snapshot, volume, `${ec2}:123456789012:instance/i-1`]) {
      expect(await allowed("ec2:CreateTags", resource, asked), resource).to.equal(false);
      expect(await allowed("ec2:CreateTags", resource, { ...asked, "ec2:CreateAction": "RunInstances" }), resource).to.equal(false);
    }
  });

  it("allows deleting only snapshots of backups, including those of a previous cluster", async () => {
    expect(await allowed("ec2:DeleteSnapshot", snapshot, tags("ResourceTag", snapshotTags))).to.equal(true);
    const before = { ...snapshotTags, "kubernetes.io/cluster/shop-2025": "owned" };
    expect(await allowed("ec2:DeleteSnapshot", snapshot, tags("ResourceTag", before))).to.equal(true);
    expect(await allowed("ec2:DeleteSnapshot", snapshot, tags("ResourceTag", { "ebs.csi.aws.com/cluster": "true" }))).to.equal(false);
    expect(await allowed("ec2:DeleteSnapshot", snapshot)).to.equal(false);
  });

  it("allows describing volumes and snapshots", async () => {
    expect(await allowed("ec2:DescribeVolumes", "*")).to.equal(true);
    expect(await allowed("ec2:DescribeSnapshots", "*")).to.equal(true);
  });

  it("allows using the bucket's key, with grants only for AWS services", async () => {
    for (const action of ["Decrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "DescribeKey", "ReEncryptFrom", "ReEncryptTo"]) {
      expect(await allowed(`kms:${action}`, key), action).to.equal(true);
    }
    for (const action of ["kms:CreateGrant", "kms:RevokeGrant"]) {
      expect(await allowed(action, key, { "kms:GrantIsForAWSResource": "true" }), action).to.equal(true);
      expect(await allowed(action, key, { "kms:GrantIsForAWSResource": "false" }), action).to.equal(false);
      expect(await allowed(action, key), action).to.equal(false);
    }
  });
});
