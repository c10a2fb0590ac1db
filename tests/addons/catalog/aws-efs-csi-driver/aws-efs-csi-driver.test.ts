import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EfsFileSystem } from "../../../../components/addons/catalog/aws-efs-csi-driver/file-system";
import { startMocks } from "../../../harness/mocks/mocks";
import { inlineStatements, published, trustOf } from "../../../harness/mocks/policies";
import { type InstallOptions, installContext, installNetwork, registered } from "../../fixtures";

const addonType = "aws:eks/addon:Addon";
const fileSystemType = "aws:efs/fileSystem:FileSystem";
const targetType = "aws:efs/mountTarget:MountTarget";
const classType = "kubernetes:storage.k8s.io/v1:StorageClass";
const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const controller = "eks-aws-efs-csi-driver-efs-csi-controller-sa";

type Options = Readonly<Record<string, unknown>>;

async function installed(options: true | Options = true, more: InstallOptions = {}) {
  return registered({ addons: { "aws-efs-csi-driver": options }, ...more });
}

async function errorOf(options: Options, more: InstallOptions = {}): Promise<string> {
  return installed(options, more).then(
    () => "",
    (error: Error) => error.message,
  );
}

describe("aws-efs-csi-driver", () => {
  it("installs only the driver by default", async () => {
    const resources = await installed();
    expect(resources.named("eks-aws-efs-csi-driver", addonType).inputs).to.include({
      addonName: "aws-efs-csi-driver",
      addonVersion: "v3.4.1-eksbuild.1",
    });
    expect(resources.ofType(fileSystemType)).to.be.empty;
    expect(resources.ofType(classType)).to.be.empty;
  });

  describe("fileSystem", () => {
    it("creates an encrypted file system with backups and a lifecycle policy", async () => {
      const resources = await installed({ fileSystem: true }, { tags: { owner: "platform" } });
      expect(resources.only(fileSystemType).inputs).to.deep.equal({
        encrypted: true,
        throughputMode: "elastic",
        lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
        tags: { owner: "platform", Name: "shop-efs" },
      });
      expect(resources.only("aws:efs/backupPolicy:BackupPolicy").inputs.backupPolicy).to.deep.equal({ status: "ENABLED" });
    });

    it("accepts a KMS key, another throughput mode, no lifecycle policy and no backups", async () => {
      const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
      const resources = await installed({
        fileSystem: { kmsKeyArn, throughput: "bursting", infrequentAccessAfterDays: 0, backup: false },
      });
      expect(resources.only(fileSystemType).inputs).to.deep.include({
        kmsKeyId: kmsKeyArn,
        throughputMode: "bursting",
        lifecyclePolicies: [],
      });
      expect(resources.only("aws:efs/backupPolicy:BackupPolicy").inputs.backupPolicy).to.deep.equal({ status: "DISABLED" });
    });

    it("retains the file system and its backup policy when `retain` is true, but nothing that blocks deletion of the VPC", async () => {
      const resources = await installed({ fileSystem: { retain: true } });
      const retained = resources.all.filter(({ retainOnDelete }) => retainOnDelete).map(({ type }) => type);
      expect(retained).to.have.members([fileSystemType, "aws:efs/backupPolicy:BackupPolicy"]);
      expect((await installed({ fileSystem: true })).all.some(({ retainOnDelete }) => retainOnDelete)).to.equal(false);
    });

    it("creates a mount target in each zone, named by the zone", async () => {
      const targets = (await installed({ fileSystem: true })).ofType(targetType);
      expect(targets.map(({ name, inputs }) => [name, inputs.subnetId])).to.have.deep.members([
        ["eks-aws-efs-csi-driver-file-system-eu-west-1a", "subnet-a"],
        ["eks-aws-efs-csi-driver-file-system-eu-west-1b", "subnet-b"],
        ["eks-aws-efs-csi-driver-file-system-eu-west-1c", "subnet-c"],
      ]);
    });

    it("uses the first subnet of each zone of an existing VPC, or all subnets when the zones are unknown", async () => {
      const targets = async (zones: readonly string[]) => {
        const mocks = startMocks();
        await mocks.run(() => {
          const privateSubnetIds = ["subnet-1", "subnet-2", "subnet-3"].map((id) => pulumi.output(id));
          const existing = { ...installContext(), network: { ...installNetwork(), privateSubnetIds, zones } };
          const settings = { throughput: "elastic", infrequentAccessAfterDays: 30, backup: true, retain: false } as const;
          new EfsFileSystem("files", { site: existing, ...settings });
        });
        return mocks.resources.ofType(targetType).map(({ name, inputs }) => [name, inputs.subnetId]);
      };
      expect(await targets(["eu-west-1a", "eu-west-1a", "eu-west-1b"])).to.have.deep.members([
        ["files-eu-west-1a", "subnet-1"],
        ["files-eu-west-1b", "subnet-3"],
      ]);
      expect(await targets([])).to.have.deep.members([
        ["files-1", "subnet-1"],
        ["files-2", "subnet-2"],
        ["files-3", "subnet-3"],
      ]);
    });

    it("allows only NFS from the cluster's security group", async () => {
      const resources = await installed({ fileSystem: true });
      const group = resources.only("aws:ec2/securityGroup:SecurityGroup");
      expect(group.inputs.vpcId).to.equal("vpc-1");
      expect(group.inputs).not.to.have.any.keys("ingress", "egress");
      const { inputs } = resources.only("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
      expect(inputs).to.include({ referencedSecurityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 2049, toPort: 2049 });
      expect(inputs).not.to.have.any.keys("cidrIpv4", "cidrIpv6");
      for (const target of resources.ofType(targetType)) {
        expect(target.propertyDependencies.securityGroups).to.deep.equal([group.urn]);
      }
    });

    it("creates a StorageClass with access points after all mount targets", async () => {
      const resources = await installed({ fileSystem: true });
      const storageClass = resources.only(classType);
      expect(storageClass.inputs).to.deep.include({
        metadata: { name: "efs" },
        provisioner: "efs.csi.aws.com",
        parameters: {
          provisioningMode: "efs-ap",
          fileSystemId: resources.idOf("aws:efs/fileSystem:FileSystem", "eks-aws-efs-csi-driver-file-system"),
          directoryPerms: "700",
        },
        reclaimPolicy: "Delete",
      });
      for (const target of resources.ofType(targetType)) expect(resources.waitsFor(storageClass, target)).to.equal(true);
      expect(resources.waitsFor(storageClass, resources.named("eks-aws-efs-csi-driver", addonType))).to.equal(true);
    });

    it("does not make the driver wait for the file system", async () => {
      const resources = await installed({ fileSystem: true });
      const driver = resources.named("eks-aws-efs-csi-driver", addonType);
      expect(resources.waitsFor(driver, resources.only(fileSystemType))).to.equal(false);
    });

    it("parents all its resources to the add-on's component", async () => {
      const resources = await installed({ fileSystem: true });
      const own = resources.named("eks-aws-efs-csi-driver", "eks-blueprints:index:InstalledAddon");
      const isBelow = (urn: string | undefined): boolean =>
        urn === own.urn || (urn !== undefined && isBelow(resources.all.find((each) => each.urn === urn)?.parent));
      for (const { name, parent } of resources.all.filter(({ name }) => name.startsWith("eks-aws-efs") && name !== own.name)) {
        expect(isBelow(parent), name).to.equal(true);
      }
    });
  });

  it("creates a StorageClass for an existing file system, but no file system", async () => {
    const resources = await installed({ fileSystemId: "fs-0123456789abcdef0" });
    expect(resources.only(classType).inputs.parameters.fileSystemId).to.equal("fs-0123456789abcdef0");
    expect(resources.ofType(fileSystemType)).to.be.empty;
    expect((await installed({ fileSystemId: "fs-0123456789abcdef0", storageClass: false })).ofType(classType)).to.be.empty;
  });

  it("rejects both `fileSystem` and `fileSystemId`, and a KMS key of another partition", async () => {
    expect(await errorOf({ fileSystem: true, fileSystemId: "fs-0123456789abcdef0" })).to.match(/remove one of the two/);
    const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
    expect(await errorOf({ fileSystem: { kmsKeyArn } }, { region: "cn-north-1" })).to.match(/expected arn:aws-cn:/);
  });

  describe("permissions", () => {
    for (const [region, partition] of [
      ["eu-west-1", "aws"],
      ["cn-north-1", "aws-cn"],
      ["us-gov-west-1", "aws-us-gov"],
    ] as const) {
      it(`gives the controller AWS's managed policy in ${partition}, and the nodes the actions to find mount targets`, async () => {
        const resources = await installed(true, { region });
        const attached = resources.ofType(attachmentType).filter(({ name }) => name.startsWith("eks-aws-efs-csi-driver"));
        expect(attached.map(({ name, inputs }) => [name, inputs.policyArn])).to.deep.equal([
          [`${controller}-AmazonEFSCSIDriverPolicy`, `arn:${partition}:iam::aws:policy/service-role/AmazonEFSCSIDriverPolicy`],
        ]);
        const [statement] = inlineStatements(resources, "eks-aws-efs-csi-driver-efs-csi-node-sa");
        const describes = published("aws-efs-csi-driver", undefined)[0]!;
        expect(describes.Action).to.include.members(statement!.Action);
        expect(statement!.Action).to.have.length(2);
      });
    }

    it("gives each service account a Pod Identity role", async () => {
      const { podIdentityAssociations } = (await installed()).named("eks-aws-efs-csi-driver", addonType).inputs;
      expect(podIdentityAssociations.map(({ serviceAccount }: { serviceAccount: string }) => serviceAccount)).to.deep.equal([
        "efs-csi-controller-sa",
        "efs-csi-node-sa",
      ]);
    });

    it("gives both service accounts one IRSA role, because the EKS add-on accepts only one", async () => {
      const resources = await installed(true, { cluster: { identity: "irsa" } });
      const { inputs } = resources.named("eks-aws-efs-csi-driver", addonType);
      expect(inputs).not.to.have.property("podIdentityAssociations");
      const roles = resources.ofType("aws:iam/role:Role").filter(({ name }) => name.startsWith("eks-aws-efs-csi-driver"));
      expect(roles).to.have.length(1);
      expect(trustOf(resources, roles[0]!.name).Statement[0].Condition.StringEquals["oidc.example/id/1:sub"]).to.deep.equal([
        "system:serviceaccount:kube-system:efs-csi-controller-sa",
        "system:serviceaccount:kube-system:efs-csi-node-sa",
      ]);
    });
  });

  it("is rejected when Fargate runs all pods", async () => {
    const fargate = { batch: { selectors: [{ namespace: "batch", labels: {} }] } };
    expect(await errorOf({}, { nodePools: {}, fargate })).to.match(/needs a DaemonSet/);
  });
});
