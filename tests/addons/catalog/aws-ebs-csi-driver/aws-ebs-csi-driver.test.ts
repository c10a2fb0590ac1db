import { readFileSync } from "node:fs";
import { expect } from "chai";
import { issuesByCrd } from "../../../harness/mocks/crds";
import { type Mocks, startMocks } from "../../../harness/mocks/mocks";
import { actionsOf, inlineStatements } from "../../../harness/mocks/policies";
import { type InstallOptions, install } from "../../fixtures";
import { issuesOf, warningsOf } from "../../plan/selection";

const addonType = "aws:eks/addon:Addon";
const classType = "kubernetes:storage.k8s.io/v1:StorageClass";
const on = { "aws-ebs-csi-driver": true };

async function installed(options: InstallOptions): Promise<Mocks> {
  const mocks = startMocks();
  await mocks.run(() => install(options));
  return mocks;
}

const isDriver = ({ name, type }: { readonly name: string; readonly type: string }) =>
  type === addonType && name === "eks-aws-ebs-csi-driver";

describe("aws-ebs-csi-driver", () => {
  it("tags volumes with the cluster name and the stack tags, and configures the region without instance metadata", async () => {
    const reserved = { "kubernetes.io/cluster/shop": "shared", CSIVolumeName: "a", "ebs.csi.aws.com/cluster": "true" };
    const mocks = await installed({ addons: on, tags: { owner: "platform", ...reserved } });
    const { inputs } = mocks.resources.named("eks-aws-ebs-csi-driver", addonType);
    expect(JSON.parse(inputs.configurationValues)).to.deep.equal({
      controller: { region: "eu-west-1", k8sTagClusterId: "shop", extraVolumeTags: { owner: "platform" } },
      node: { metadataSources: "kubernetes" },
    });
    expect(inputs.podIdentityAssociations).to.have.length(1);
    expect(inputs.podIdentityAssociations[0].serviceAccount).to.equal("ebs-csi-controller-sa");
  });

  it("leaves tags out that the add-on's schema rejects, and says which", async () => {
    const tags = { owner: "platform", größe: "1", note: "tür", "a=b": "c", url: "https://a.example/?x=1".replace("?", "") };
    const mocks = await installed({ addons: on, tags });
    const { controller } = JSON.parse(mocks.resources.named("eks-aws-ebs-csi-driver", addonType).inputs.configurationValues);
    expect(controller.extraVolumeTags).to.deep.equal({ owner: "platform", url: tags.url });
    expect(warningsOf(on, { tags })).to.contain("volumes of claims do not get the tags größe, note, a=b: ");
    expect(warningsOf(on, { tags: { owner: "platform" } })).to.equal("");
  });

  it("rejects more tags than volumes can have with those of the driver", () => {
    const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "x"]));
    expect(issuesOf(on, { tags: tags(41) })).to.equal("");
    expect(issuesOf(on, { tags: tags(42) })).to.equal(
      "addons.aws-ebs-csi-driver volumes would have 51 tags, 9 of them set by the add-on, and AWS accepts 50; remove 1 from `tags`",
    );
  });

  it("gets AWS's managed policy, which is limited to volumes of the driver, in every partition", async () => {
    for (const [region, partition] of [
      ["eu-west-1", "aws"],
      ["cn-north-1", "aws-cn"],
      ["us-gov-west-1", "aws-us-gov"],
    ] as const) {
      const mocks = await installed({ addons: on, region });
      const attachments = mocks.resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
      expect(attachments.map(({ inputs }) => inputs.policyArn)).to.include(`arn:${partition}:iam::aws:policy/AmazonEBSCSIDriverPolicyV2`);
    }
  });

  it("creates an encrypted gp3 StorageClass as the default, with the cluster's provider", async () => {
    const mocks = await installed({ addons: on });
    const storageClass = mocks.resources.only(classType);
    expect(storageClass.name).to.equal("eks-aws-ebs-csi-driver-gp3");
    expect(storageClass.inputs).to.deep.include({
      metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true" },
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
      reclaimPolicy: "Delete",
    });
    expect(storageClass.inputs).not.to.have.property("allowedTopologies");
    expect(storageClass.provider).to.include("pulumi:providers:kubernetes::cluster");
    expect(mocks.resources.waitsFor(storageClass, mocks.resources.named("eks-aws-ebs-csi-driver", addonType))).to.equal(true);
  });

  it("creates no StorageClass when `defaultStorageClass` is false", async () => {
    const mocks = await installed({ addons: { "aws-ebs-csi-driver": { defaultStorageClass: false } } });
    expect(mocks.resources.ofType(classType)).to.be.empty;
    expect(mocks.resources.all.some(isDriver)).to.equal(true);
  });

  it("creates only a StorageClass in Auto Mode, with Auto Mode's provisioner", async () => {
    for (const addons of [{}, on]) {
      const mocks = await installed({ addons, nodePools: {}, cluster: { autoMode: true } });
      const { inputs } = mocks.resources.only(classType);
      expect(inputs).to.deep.include({
        provisioner: "ebs.csi.eks.amazonaws.com",
        allowedTopologies: [{ matchLabelExpressions: [{ key: "eks.amazonaws.com/compute-type", values: ["auto"] }] }],
      });
      expect(inputs.metadata.annotations).to.deep.equal({ "storageclass.kubernetes.io/is-default-class": "true" });
      expect(mocks.resources.ofType(addonType)).to.be.empty;
      expect(mocks.resources.ofType("aws:iam/role:Role")).to.be.empty;
    }
  });

  it("adds a StorageClass for the stack's own nodes beside Auto Mode's default", async () => {
    const mocks = await installed({ addons: on, cluster: { autoMode: true } });
    const classes = mocks.resources
      .ofType(classType)
      .map(({ inputs }) => [
        inputs.metadata.name,
        inputs.provisioner,
        inputs.metadata.annotations["storageclass.kubernetes.io/is-default-class"],
      ]);
    expect(classes).to.have.deep.members([
      ["gp3", "ebs.csi.eks.amazonaws.com", "true"],
      ["gp3-node-pools", "ebs.csi.aws.com", "false"],
    ]);
    expect(mocks.resources.all.some(isDriver)).to.equal(true);
  });

  it("is not installed on the stack's own nodes beside Auto Mode unless enabled", async () => {
    const mocks = await installed({ cluster: { autoMode: true } });
    expect(mocks.resources.ofType(classType)).to.have.length(1);
    expect(mocks.resources.all.some(isDriver)).to.equal(false);
  });

  describe("kmsKeyArns", () => {
    const keys = ["arn:aws:kms:eu-west-1:123456789012:key/volumes", "arn:aws:kms:eu-west-1:123456789012:key/old"];
    const withKeys = { "aws-ebs-csi-driver": { kmsKeyArns: keys } };
    const role = "eks-aws-ebs-csi-driver-ebs-csi-controller-sa";

    it("allows the published KMS actions on these keys only", async () => {
      const published = JSON.parse(readFileSync("tests/fixtures/iam/aws-ebs-csi-driver.json", "utf8")).additionalStatements.kms;
      const { resources } = await installed({ addons: withKeys });
      const statements = inlineStatements(resources, role);
      expect(actionsOf(statements)).to.include.members(published.Action);
      for (const { Resource } of statements) expect(Resource).to.deep.equal(keys);
    });

    it("encrypts the volumes of its StorageClasses with the first key", async () => {
      const { resources } = await installed({ addons: withKeys });
      expect(resources.only(classType).inputs.parameters).to.deep.equal({ type: "gp3", encrypted: "true", kmsKeyId: keys[0] });
    });

    it("grants no KMS permissions by default", async () => {
      const { resources } = await installed({ addons: on });
      expect(resources.ofType("aws:iam/rolePolicy:RolePolicy")).to.be.empty;
    });

    it("rejects keys of another partition", async () => {
      const error = await installed({ addons: withKeys, region: "us-gov-west-1" }).catch((error: Error) => error.message);
      expect(error).to.match(/key\/volumes is in another partition.*expected arn:aws-us-gov:/);
    });
  });

  describe("snapshots", () => {
    const snapshots = { "aws-ebs-csi-driver": { snapshots: true } };
    const snapshotClassType = "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass";
    const controller = "eks-aws-ebs-csi-driver-snapshot-controller";

    it("installs snapshot-controller before the driver, which looks up its CRDs", async () => {
      const { resources } = await installed({ addons: snapshots });
      const snapshotController = resources.named(controller, addonType);
      expect(snapshotController.inputs).to.include({
        addonName: "snapshot-controller",
        addonVersion: "v8.6.0-eksbuild.4",
        configurationValues: "{}",
      });
      expect(snapshotController.inputs).not.to.have.any.keys("podIdentityAssociations", "serviceAccountRoleArn");
      expect(resources.waitsFor(resources.named("eks-aws-ebs-csi-driver", addonType), snapshotController)).to.equal(true);
    });

    it("creates a default VolumeSnapshotClass that Velero finds too", async () => {
      const { resources } = await installed({ addons: snapshots });
      const snapshotClass = resources.only(snapshotClassType);
      expect(snapshotClass.inputs).to.deep.include({
        metadata: {
          name: "ebs",
          annotations: { "snapshot.storage.kubernetes.io/is-default-class": "true" },
          labels: { "velero.io/csi-volumesnapshot-class": "true" },
        },
        driver: "ebs.csi.aws.com",
        deletionPolicy: "Delete",
      });
      expect(issuesByCrd("external-snapshotter/volumesnapshotclasses", snapshotClass.inputs)).to.deep.equal([]);
      expect(resources.waitsFor(snapshotClass, resources.named(controller, addonType))).to.equal(true);
    });

    it("creates a VolumeSnapshotClass for Auto Mode's driver and for the driver of the stack's own nodes", async () => {
      const alone = await installed({ addons: snapshots, nodePools: {}, cluster: { autoMode: true } });
      expect(alone.resources.only(snapshotClassType).inputs.driver).to.equal("ebs.csi.eks.amazonaws.com");
      expect(alone.resources.ofType(addonType).map(({ name }) => name)).to.deep.equal([controller]);
      const both = await installed({ addons: snapshots, cluster: { autoMode: true } });
      expect(both.resources.ofType(snapshotClassType).map(({ inputs }) => inputs.driver)).to.have.members([
        "ebs.csi.eks.amazonaws.com",
        "ebs.csi.aws.com",
      ]);
    });

    it("accepts a version of snapshot-controller and keeps the version of the driver", async () => {
      const mocks = startMocks();
      const addons = { "aws-ebs-csi-driver": { snapshots: { version: "v8.7.0-eksbuild.1" }, version: "v1.66.0-eksbuild.1" } };
      const versions = await mocks.run(() => install({ addons }).versions);
      expect(mocks.resources.named(controller, addonType).inputs.addonVersion).to.equal("v8.7.0-eksbuild.1");
      expect(versions["aws-ebs-csi-driver"]).to.equal("v1.66.0-eksbuild.1");
    });
  });
});
