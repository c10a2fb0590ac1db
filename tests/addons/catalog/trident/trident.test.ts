import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { zonesOf } from "../../../../components/addons/catalog/trident/ontap-file-system";
import { inlineStatements } from "../../../harness/mocks/policies";
import { type InstallOptions, profileOf, registered } from "../../fixtures";
import { issuesOf } from "../../plan/selection";

const secretArn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/vsadmin-AbCdEf";
const existing = { fileSystemId: "fs-0123456789abcdef0", svm: "shop", secretArn };
const fileSystemType = "aws:fsx/ontapFileSystem:OntapFileSystem";
const role = "eks-trident-trident-controller";

const installed = (options: Record<string, unknown>, more: InstallOptions = {}) => registered({ ...more, addons: { trident: options } });
const values = async (options: Record<string, unknown>, more?: InstallOptions) =>
  (await installed(options, more)).only("kubernetes:helm.sh/v3:Release").inputs.values;

/** A value that the engine encrypts in the state. @throws AssertionError for any other */
function secretIn(value: { readonly value: string; readonly [signature: string]: string }): string {
  expect(value[pulumi.runtime.specialSigKey]).to.equal(pulumi.runtime.specialSecretSig);
  return value.value;
}

describe("trident", () => {
  it("creates a file system that only the nodes reach, on the ports of ONTAP's API and NFS 4.1", async () => {
    const found = await installed({ fileSystem: { zone: "eu-west-1c", weeklyMaintenance: "7:03:30" } });
    expect(found.only(fileSystemType).inputs).to.deep.include({
      deploymentType: "SINGLE_AZ_1",
      subnetIds: ["subnet-c"],
      preferredSubnetId: "subnet-c",
      storageCapacity: 1024,
      throughputCapacity: 128,
      automaticBackupRetentionDays: 7,
      weeklyMaintenanceStartTime: "7:03:30",
    });
    expect(found.only(fileSystemType).inputs).not.to.have.any.keys("routeTableIds", "fsxAdminPassword");
    const rules = found.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ inputs }) => inputs);
    expect(rules.map(({ ipProtocol, fromPort, toPort }) => `${ipProtocol} ${fromPort}-${toPort}`)).to.have.members([
      "tcp 443-443",
      "tcp 2049-2049",
    ]);
    for (const { referencedSecurityGroupId } of rules) expect(referencedSecurityGroupId).to.equal("sg-1");
  });

  it("places a file system over two zones behind the route tables of the VPC, or those that are named", async () => {
    const placed = async (fileSystem: object) =>
      (await installed({ fileSystem: { deploymentType: "MULTI_AZ_2", ...fileSystem } })).only(fileSystemType).inputs;
    expect(await placed({})).to.deep.include({
      subnetIds: ["subnet-a", "subnet-b"],
      preferredSubnetId: "subnet-a",
      routeTableIds: ["rtb-a", "rtb-b", "rtb-c"],
      throughputCapacityPerHaPair: 384,
    });
    const routeTableIds = ["rtb-0123456789abcdef0"];
    expect(await placed({ zone: "eu-west-1c", routeTableIds })).to.deep.include({ subnetIds: ["subnet-c", "subnet-a"], routeTableIds });
  });

  it("never sets the throughput of an HA pair of the first generation, which the provider would replace to raise it", async () => {
    const capacity = async (fileSystem: object) => {
      const { inputs } = (await installed({ fileSystem })).only(fileSystemType);
      return [inputs.haPairs, inputs.throughputCapacity, inputs.throughputCapacityPerHaPair];
    };
    for (const deploymentType of ["SINGLE_AZ_1", "MULTI_AZ_1"])
      expect(await capacity({ deploymentType, throughput: 256 }), deploymentType).to.deep.equal([undefined, 256, undefined]);
    for (const deploymentType of ["SINGLE_AZ_2", "MULTI_AZ_2"])
      expect(await capacity({ deploymentType, throughput: 768 }), deploymentType).to.deep.equal([1, undefined, 768]);
  });

  it("finds a standby in another zone wherever there is one", () => {
    const zones = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 2 });
    fc.assert(
      fc.property(zones, fc.nat(), fc.constantFrom("MULTI_AZ_1" as const, "MULTI_AZ_2" as const), (all, at, deploymentType) => {
        const zone = all[at % all.length]!;
        for (const chosen of [zone, undefined]) {
          const found = zonesOf({ zone: chosen, standbyZone: undefined, deploymentType }, all);
          expect(all).to.include(found.standbyZone);
          expect(found.standbyZone).not.to.equal(found.zone);
        }
      }),
    );
  });

  it("gives a random password to the storage virtual machine and its secret, as secrets, once", async () => {
    const found = await installed({ fileSystem: {} });
    const version = found.only("aws:secretsmanager/secretVersion:SecretVersion");
    const svm = found.only("aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine");
    const { username, password } = JSON.parse(secretIn(version.inputs.secretString));
    expect(username).to.equal("vsadmin");
    expect(svm.inputs.name).to.equal("trident");
    expect(secretIn(svm.inputs.svmAdminPassword)).to.equal(password);
    expect(version.ignoreChanges).to.deep.equal(["secretString"]);
    expect(found.waitsFor(svm, version)).to.equal(true);
    const { credentials } = found.named("eks-trident-backend").inputs.spec;
    expect(credentials.name).to.match(/^arn:aws:secretsmanager:/);
    expect(JSON.stringify(found.named("eks-trident-backend").inputs)).not.to.contain(password);
  });

  it("reads the password from a secret that exists, and creates none", async () => {
    const found = await installed({ fileSystem: { secretArn } });
    expect(found.ofType("aws:secretsmanager/secret:Secret")).to.be.empty;
    const { svmAdminPassword } = found.only("aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine").inputs;
    expect(secretIn(svmAdminPassword)).to.match(/^\S{8,50}$/);
    expect(found.named("eks-trident-backend").inputs.spec.credentials).to.deep.equal({ name: secretArn, type: "awsarn" });
  });

  it("keeps file system, storage virtual machine, secret and security group with `retain`, but not the rules for the cluster's group", async () => {
    const found = await installed({ fileSystem: { retain: true } });
    const kept = found.all.filter(({ retainOnDelete }) => retainOnDelete).map(({ type }) => type.split(":").at(-1));
    expect(kept).to.have.members([
      ...["SecurityGroup", "OntapFileSystem", "OntapStorageVirtualMachine", "Secret", "SecretVersion"],
      ...["Namespace", "CustomResourceDefinition"], // always
    ]);
    expect(found.named("eks-trident-backend").inputs.spec.deletionPolicy).to.equal("retain");
  });

  it("waits for the backend before it offers a class with volumes of it", async () => {
    const found = await installed({ existing }, { addons: {} });
    const backend = found.named("eks-trident-backend");
    expect(backend.inputs.metadata.annotations).to.deep.equal({ "pulumi.com/waitFor": "jsonpath={.status.phase}=Bound" });
    expect(backend.inputs.spec).to.deep.include({ svm: "shop", aws: { fsxFilesystemID: existing.fileSystemId, apiRegion: "eu-west-1" } });
    const storageClass = found.named("eks-trident-fsx-ontap");
    expect(storageClass.inputs).to.deep.include({ provisioner: "csi.trident.netapp.io", mountOptions: ["nfsvers=4.1"] });
    expect(storageClass.inputs.parameters.storagePools).to.equal(`${backend.inputs.spec.backendName}:.*`);
    expect(found.waitsFor(storageClass, backend)).to.equal(true);
    expect(found.waitsFor(backend, found.only("kubernetes:helm.sh/v3:Release"))).to.equal(true);
    expect(found.waitsFor(backend, found.named("eks-trident-backends"))).to.equal(true);
  });

  it("creates a VolumeSnapshotClass where there is a snapshot controller", async () => {
    const classesWith = async (snapshots: boolean) => {
      const found = await registered({ addons: { trident: { existing }, "aws-ebs-csi-driver": { snapshots } } });
      return found.all.filter(({ inputs }) => inputs.driver === "csi.trident.netapp.io").length;
    };
    expect([await classesWith(true), await classesWith(false)]).to.deep.equal([1, 0]);
  });

  it("manages volumes of its file system alone, and reads its secret alone", async () => {
    const statements = inlineStatements(await installed({ existing }), role);
    const resourcesOf = (action: string) =>
      statements.filter(({ Action }) => [Action].flat().includes(action)).flatMap(({ Resource }) => Resource);
    expect(resourcesOf("fsx:DeleteVolume")).to.deep.equal([
      `arn:aws:fsx:eu-west-1:*:volume/${existing.fileSystemId}/*`,
      `arn:aws:fsx:eu-west-1:*:storage-virtual-machine/${existing.fileSystemId}/*`,
    ]);
    expect(resourcesOf("secretsmanager:GetSecretValue")).to.deep.equal([secretArn]);
  });

  it("installs Trident alone, without role and backend, and sends nothing to NetApp", async () => {
    const found = await registered({ addons: { trident: true } });
    expect(found.all.filter(({ type }) => /^aws:(iam|fsx|secretsmanager)/.test(type) && /trident/.test(type))).to.be.empty;
    expect(found.all.some(({ name }) => name === "eks-trident-backend")).to.equal(false);
    expect((await values({})).tridentExcludeAutosupport).to.equal(true);
  });

  it("takes all images from mirrors, in the version of the chart", async () => {
    const images = { registries: { "docker.io": "mirror.example/hub", "registry.k8s.io": "mirror.example/k8s" } };
    expect(await values({ version: "100.2602.1" }, { images })).to.include({
      operatorImage: "mirror.example/hub/netapp/trident-operator:26.02.1",
      tridentImage: "mirror.example/hub/netapp/trident:26.02.1",
      tridentAutosupportImage: "mirror.example/hub/netapp/trident-autosupport:26.02",
      imageRegistry: "mirror.example/k8s/sig-storage",
    });
  });

  it("passes the role by the operator with IRSA, and nothing with Pod Identity", async () => {
    const cluster = { identity: "irsa" as const };
    const passed = await registered({ cluster, addons: { trident: { existing }, "eks-pod-identity-agent": false } });
    const { cloudProvider, cloudIdentity } = passed.only("kubernetes:helm.sh/v3:Release").inputs.values;
    expect(cloudProvider).to.equal("AWS");
    expect(cloudIdentity).to.match(/^'eks\.amazonaws\.com\/role-arn: arn:aws:iam::\d{12}:role\/\S+'$/);
    expect(await values({ existing })).not.to.have.any.keys("cloudProvider", "cloudIdentity");
  });

  it("runs on tainted nodes", async () => {
    expect(profileOf().taints).to.be.empty;
    const { tolerations, tridentControllerPluginTolerations } = await values({});
    expect(tolerations)
      .to.deep.equal(tridentControllerPluginTolerations)
      .and.to.deep.include({ key: "CriticalAddonsOnly", operator: "Exists" });
  });

  const inVpc = { network: { existing: { vpcId: "vpc-1", privateSubnetIds: ["subnet-1", "subnet-2"] } } };
  const errors: readonly (readonly [object, string, object?])[] = [
    [{ fileSystem: true, existing }, "remove one of the two"],
    [{ fileSystem: { zone: "us-east-1a" } }, "zone us-east-1a is not a zone of the stack"],
    [
      { fileSystem: { throughput: 384 } },
      "fileSystem.throughput expected one of 128, 256, 512, 1024, 2048, 4096 for SINGLE_AZ_1, found 384",
    ],
    [{ fileSystem: { deploymentType: "MULTI_AZ_2", throughput: 128 } }, "expected one of 384, 768, 1536, 3072, 6144 for MULTI_AZ_2"],
    [{ fileSystem: { haPairs: 2 } }, "SINGLE_AZ_1 has one pair of file servers"],
    [
      { fileSystem: { deploymentType: "SINGLE_AZ_2", haPairs: 4, throughput: 384, storageGiB: 8192 } },
      "expected one of 1536, 3072, 6144 for SINGLE_AZ_2 with 4 pairs",
    ],
    [
      { fileSystem: { deploymentType: "SINGLE_AZ_2", haPairs: 4 } },
      "fileSystem.storageGiB expected 4096 to 1048576 for SINGLE_AZ_2 with 4 pairs",
    ],
    [{ fileSystem: { storageGiB: 200_000 } }, "expected 1024 to 196608 for SINGLE_AZ_1, found 200000"],
    [{ fileSystem: { standbyZone: "eu-west-1b" } }, "fileSystem.standbyZone SINGLE_AZ_1 is in one zone"],
    [{ fileSystem: { routeTableIds: ["rtb-0123456789abcdef0"] } }, "fileSystem.routeTableIds SINGLE_AZ_1 is in one zone"],
    [{ fileSystem: { deploymentType: "MULTI_AZ_1", zone: "eu-west-1a", standbyZone: "eu-west-1a" } }, "the standby needs another zone"],
    [{ fileSystem: { deploymentType: "MULTI_AZ_1" } }, "fileSystem.routeTableIds missing; MULTI_AZ needs it in an existing VPC", inVpc],
    [
      { fileSystem: { deploymentType: "MULTI_AZ_1", routeTableIds: ["rtb-0123456789abcdef0"] } },
      "the zones of the existing subnets are not known; set `network.existing.zones`",
      inVpc,
    ],
    [{ fileSystem: { secretArn: secretArn.replace("eu-west-1", "us-east-1") } }, "is in another region"],
    [{ existing }, "add `fsx` and `secretsmanager` to `network.endpoints`", { network: { nat: "none", endpoints: ["s3"] } }],
    [{}, "remove one of the two keys", { cluster: { ipFamily: "ipv6" } }],
  ];
  for (const [options, message, stack = {}] of errors)
    it(`rejects: ${message}`, () => expect(issuesOf({ trident: options as Record<string, unknown> }, stack)).to.contain(message));
});
