import { expect } from "chai";
import { issuesOf } from "../../../environment/counterparts/fixtures";
import { registered } from "../../fixtures";

const classType = "kubernetes:storage.k8s.io/v1:StorageClass";
const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const classes = (storageClasses: object, more: object = {}) => ({ "aws-ebs-csi-driver": { storageClasses, ...more } });

describe("aws-ebs-csi-driver: storageClasses", () => {
  it("adds encrypted classes beside the default one", async () => {
    const found = await registered({
      addons: classes({ fast: { type: "io2", iops: 10_000, reclaimPolicy: "Retain" } }, { kmsKeyArns: [key] }),
    });
    const { inputs } = found.named("eks-aws-ebs-csi-driver-fast", classType);
    expect(inputs).to.deep.include({ provisioner: "ebs.csi.aws.com", reclaimPolicy: "Retain", allowVolumeExpansion: true });
    expect(inputs.parameters).to.deep.equal({
      type: "io2",
      iops: "10000",
      "csi.storage.k8s.io/fstype": "ext4",
      encrypted: "true",
      kmsKeyId: key,
    });
    expect(inputs.metadata).to.deep.equal({ name: "fast" });
    expect(found.ofType(classType)).to.have.length(2);
  });

  it("adds them for both drivers on Auto Mode with node pools", async () => {
    const found = await registered({ addons: classes({ cold: { type: "sc1" } }), cluster: { autoMode: true } });
    const named = found.ofType(classType).map(({ inputs }) => [inputs.metadata.name, inputs.provisioner]);
    expect(named).to.deep.include.members([
      ["cold", "ebs.csi.eks.amazonaws.com"],
      ["cold-node-pools", "ebs.csi.aws.com"],
    ]);
  });

  const rejected: readonly (readonly [string, object, RegExp])[] = [
    ["a name that is taken", { gp3: {} }, /storageClasses\.gp3: a class of this name is created by `defaultStorageClass`/],
    ["a key that the driver may not use", { a: { kmsKeyArn: key } }, /storageClasses\.a\.kmsKeyArn: .*add it to `kmsKeyArns`/],
    ["io2 without IOPS", { a: { type: "io2" } }, /storageClasses\.a\.iops: missing; io2 needs the number/],
    ["IOPS of a type without", { a: { type: "st1", iops: 500 } }, /storageClasses\.a\.iops: st1 has no configurable IOPS/],
    ["IOPS beyond the type", { a: { iops: 500 } }, /storageClasses\.a\.iops: expected 3000 to 80000 for gp3, found 500/],
    [
      "throughput of a type without",
      { a: { type: "gp2", throughput: 200 } },
      /storageClasses\.a\.throughput: gp2 has no configurable throughput/,
    ],
    ["throughput beyond a quarter of the IOPS", { a: { throughput: 1000 } }, /expected at most 750, .*set `iops` to 4000 or more/],
  ];
  for (const [what, storageClasses, message] of rejected) {
    it(`rejects ${what}`, () => expect(issuesOf({ addons: classes(storageClasses) })).to.match(message));
  }
});
