import { expect } from "chai";
import { actionsOf, inlineStatements, published, trustOf } from "../../../harness/mocks/policies";
import { type InstallOptions, pool, registered } from "../../fixtures";
import { issuesOf } from "../../plan/selection";

const addonType = "aws:eks/addon:Addon";

async function installed(options: InstallOptions = {}) {
  return registered({ addons: { "aws-fsx-csi-driver": true }, ...options });
}

const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const withOptions = (options: Record<string, unknown>) => installed({ addons: { "aws-fsx-csi-driver": options } });

describe("aws-fsx-csi-driver", () => {
  it("installs the EKS add-on and configures its region without instance metadata", async () => {
    const { inputs } = (await installed()).named("eks-aws-fsx-csi-driver", addonType);
    expect(inputs.addonName).to.equal("aws-fsx-csi-driver");
    expect(JSON.parse(inputs.configurationValues)).to.deep.equal({ controller: { region: "eu-west-1" } });
  });

  for (const [region, partition] of [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`allows exactly the published actions in ${partition}`, async () => {
      const resources = await installed({ region });
      const role = "eks-aws-fsx-csi-driver-fsx-csi-controller-sa";
      const statements = inlineStatements(resources, role);
      expect(actionsOf(statements)).to.deep.equal(actionsOf(published("aws-fsx-csi-driver", undefined)));
      for (const arn of statements.flatMap(({ Resource }) => Resource)) expect(arn).to.match(new RegExp(`^(\\*$|arn:${partition}:)`));
      expect(resources.all.filter(({ type, name }) => type.includes("RolePolicyAttachment") && name.includes("fsx"))).to.be.empty;
    });
  }

  it("gets its role by Pod Identity, or by IRSA when the cluster uses it", async () => {
    const podIdentity = (await installed()).named("eks-aws-fsx-csi-driver", addonType).inputs;
    expect(podIdentity.podIdentityAssociations).to.have.length(1);
    expect(podIdentity.podIdentityAssociations[0].serviceAccount).to.equal("fsx-csi-controller-sa");
    expect(podIdentity).not.to.have.property("serviceAccountRoleArn");

    const resources = await installed({ cluster: { identity: "irsa" } });
    const role = "eks-aws-fsx-csi-driver-fsx-csi-controller-sa";
    expect(resources.named("eks-aws-fsx-csi-driver", addonType).inputs).not.to.have.property("podIdentityAssociations");
    expect(resources.named("eks-aws-fsx-csi-driver", addonType).inputs.serviceAccountRoleArn).to.include(role);
    expect(trustOf(resources, role).Statement[0].Condition.StringEquals).to.include({
      "oidc.example/id/1:sub": "system:serviceaccount:kube-system:fsx-csi-controller-sa",
    });
  });

  it("tolerates the taints of the pools when every pool is tainted", async () => {
    const taints = [{ key: "dedicated", value: "storage", effect: "NoSchedule" }];
    const { inputs } = (await installed({ nodePools: { tainted: pool({ taints }) } })).named("eks-aws-fsx-csi-driver", addonType);
    expect(JSON.parse(inputs.configurationValues).controller.tolerations).to.deep.include({
      key: "dedicated",
      operator: "Equal",
      value: "storage",
      effect: "NoSchedule",
    });
  });

  it("is rejected when Fargate runs all pods, and runs in Auto Mode", async () => {
    const fargate = { batch: { selectors: [{ namespace: "batch", labels: {} }] } };
    let message = "";
    await installed({ nodePools: {}, fargate }).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.match(/is not supported if all pods run on Fargate/);
    const resources = await installed({ nodePools: {}, cluster: { autoMode: true } });
    expect(resources.named("eks-aws-fsx-csi-driver", addonType).inputs.addonName).to.equal("aws-fsx-csi-driver");
  });
});

describe("aws-fsx-csi-driver: file systems", () => {
  it("creates a file system that the nodes reach, and a volume for claims", async () => {
    const found = await withOptions({ fileSystem: { storageGiB: 2400, throughput: 250, zone: "eu-west-1b" } });
    const { inputs } = found.only("aws:fsx/lustreFileSystem:LustreFileSystem");
    expect(inputs).to.deep.include({
      subnetIds: "subnet-b",
      storageCapacity: 2400,
      perUnitStorageThroughput: 250,
      deploymentType: "PERSISTENT_2",
      dataCompressionType: "LZ4",
      automaticBackupRetentionDays: 7,
      skipFinalBackup: false,
    });
    const volume = found.named("eks-aws-fsx-csi-driver-volume").inputs;
    expect(volume.spec.csi.volumeAttributes).to.have.all.keys("dnsname", "mountname");
    expect(volume.spec.persistentVolumeReclaimPolicy).to.equal("Retain");
  });

  it("opens the documented ports between file servers and nodes, in both directions", async () => {
    const found = await withOptions({ fileSystem: true });
    const rules = (type: string) =>
      found.ofType(`aws:vpc/securityGroup${type}Rule:SecurityGroup${type}Rule`).map(({ inputs }) => `${inputs.fromPort}-${inputs.toPort}`);
    expect(rules("Ingress").sort()).to.deep.equal(["1018-1023", "1018-1023", "1018-1023", "988-988", "988-988", "988-988"]);
    expect(rules("Egress").sort()).to.deep.equal(["1018-1023", "1018-1023", "988-988", "988-988"]);
  });

  it("creates classes whose file systems have the tags of the stack and of the cluster", async () => {
    const found = await installed({
      tags: { owner: "platform", teams: "a,b" },
      addons: {
        "aws-fsx-csi-driver": { storageClasses: { fast: { throughput: 1000, kmsKeyArn }, scratch: { deploymentType: "SCRATCH_2" } } },
      },
    });
    const { parameters, mountOptions } = found.named("eks-aws-fsx-csi-driver-fast").inputs;
    expect(parameters).to.deep.include({
      perUnitStorageThroughput: "1000",
      kmsKeyId: kmsKeyArn,
      extraTags: "owner=platform,eks:cluster-name=shop",
    });
    expect(mountOptions).to.deep.equal(["flock"]);
    expect(found.named("eks-aws-fsx-csi-driver-scratch").inputs.parameters).not.to.have.any.keys("perUnitStorageThroughput", "kmsKeyId");
    const actions = inlineStatements(found, "eks-aws-fsx-csi-driver-fsx-csi-controller-sa").flatMap(({ Action }) => Action);
    expect(actions).to.include("kms:CreateGrant");
  });

  it("keeps the file system on request", async () => {
    const found = await withOptions({ fileSystem: { retain: true, finalBackup: false } });
    const { inputs, retainOnDelete } = found.only("aws:fsx/lustreFileSystem:LustreFileSystem");
    expect(retainOnDelete).to.equal(true);
    expect(inputs.skipFinalBackup).to.equal(true);
  });

  const errors: readonly (readonly [Record<string, unknown>, string])[] = [
    [{ fileSystem: { zone: "us-east-1a" } }, "zone us-east-1a is not a zone of the stack"],
    [{ fileSystem: { storageGiB: 3600 } }, "expected 1200, 2400 or a multiple of 2400, found 3600"],
    [{ fileSystem: { deploymentType: "SCRATCH_2", throughput: 250 } }, "fileSystem.throughput SCRATCH_2 has 200 MB/s"],
    [{ storageClasses: { tmp: { deploymentType: "SCRATCH_2", kmsKeyArn } } }, "storageClasses.tmp.kmsKeyArn SCRATCH_2"],
    [{ fileSystem: { kmsKeyArn: kmsKeyArn.replace("eu-west-1", "eu-west-2") } }, "is in another region"],
  ];
  for (const [options, message] of errors)
    it(`rejects: ${message}`, () => expect(issuesOf({ "aws-fsx-csi-driver": options })).to.contain(message));
});
