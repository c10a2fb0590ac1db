import { expect } from "chai";
import { fipsEndpointOff } from "../../components/util/user-data/bottlerocket";
import { createPool, plain } from "../harness/mocks/node-pools";

const group = "aws:eks/nodeGroup:NodeGroup";
const template = "aws:ec2/launchTemplate:LaunchTemplate";

describe("managed node group", () => {
  it("passes instance types, capacity type, size, updates, repair, labels and taints to EKS", async () => {
    const { resources, outputs } = await createPool({
      instanceTypes: ["m7g.large", "m6g.large"],
      capacity: "spot",
      size: { min: 0, max: 9, desired: 2 },
      update: { maxUnavailablePercentage: 50 },
      repair: false,
      labels: { workload: "batch" },
      taints: [
        { key: "a", value: "x", effect: "NoSchedule" },
        { key: "b", value: "", effect: "NoExecute" },
        { key: "c", value: "z", effect: "PreferNoSchedule" },
      ],
    });
    expect(resources.only(group).inputs).to.deep.equal({
      clusterName: "shop",
      nodeRoleArn: outputs.nodeRoleArn,
      subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
      instanceTypes: ["m7g.large", "m6g.large"],
      capacityType: "SPOT",
      amiType: "AL2023_ARM_64_STANDARD",
      version: "1.35",
      launchTemplate: { id: resources.idOf(template, "eks-general-template"), version: "1" },
      scalingConfig: { minSize: 0, maxSize: 9, desiredSize: 2 },
      updateConfig: { maxUnavailablePercentage: 50 },
      nodeRepairConfig: { enabled: false },
      labels: { workload: "batch" },
      taints: [
        { key: "a", value: "x", effect: "NO_SCHEDULE" },
        { key: "b", effect: "NO_EXECUTE" },
        { key: "c", value: "z", effect: "PREFER_NO_SCHEDULE" },
      ],
      tags: { owner: "platform" },
    });
  });

  it("passes limits and strategy of updates and repairs to EKS", async () => {
    const { resources } = await createPool({
      update: { maxUnavailable: 2, force: true, strategy: "minimal" },
      repair: { enabled: true, maxUnhealthyPercentage: 20, maxParallel: 1 },
    });
    expect(resources.only(group).inputs).to.deep.include({
      updateConfig: { maxUnavailable: 2, updateStrategy: "MINIMAL" },
      forceUpdateVersion: true,
      nodeRepairConfig: { enabled: true, maxUnhealthyNodeThresholdPercentage: 20, maxParallelNodesRepairedCount: 1 },
    });
  });

  it("passes overrides of node repair to EKS", async () => {
    const condition = "AcceleratedHardwareReady";
    const { resources } = await createPool({
      repair: {
        enabled: true,
        overrides: [
          { condition, reason: "NvidiaXID64Error", waitMinutes: 5, action: "replace" },
          { condition, reason: "NvidiaXID31Error", waitMinutes: 15, action: "noAction" },
        ],
      },
    });
    const override = (nodeUnhealthyReason: string, minRepairWaitTimeMins: number, repairAction: string) => ({
      nodeMonitoringCondition: condition,
      nodeUnhealthyReason,
      minRepairWaitTimeMins,
      repairAction,
    });
    expect(resources.only(group).inputs.nodeRepairConfig).to.deep.equal({
      enabled: true,
      nodeRepairConfigOverrides: [override("NvidiaXID64Error", 5, "Replace"), override("NvidiaXID31Error", 15, "NoAction")],
    });
  });

  it("starts nodes in a Capacity Block, whose instance type is in the launch template", async () => {
    const { resources } = await createPool({
      reservation: { id: "cr-1", type: "capacityBlock" },
      instanceTypes: ["p5.48xlarge"],
      zones: ["eu-west-1a"],
      size: { min: 0, max: 2, desired: 0 },
    });
    expect(resources.only(group).inputs).to.include({ capacityType: "CAPACITY_BLOCK" }).and.to.not.have.property("instanceTypes");
    expect(resources.only(template).inputs).to.deep.include({
      instanceType: "p5.48xlarge",
      instanceMarketOptions: { marketType: "capacity-block" },
      capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId: "cr-1" } },
    });
  });

  it("has the AMI type and release of Windows", async () => {
    const { resources } = await createPool({ ami: { family: "windows2022", version: "1.34-2026.11.10" }, instanceTypes: ["m7i.large"] });
    expect(resources.only(group).inputs).to.include({
      amiType: "WINDOWS_CORE_2022_x86_64",
      releaseVersion: "1.34-2026.11.10",
      version: "1.34",
    });
  });

  it("has a warm pool", async () => {
    const { resources } = await createPool({ warmPool: { min: 1, maxPrepared: 5, state: "stopped", reuse: true } });
    expect(resources.only(group).inputs.warmPoolConfig).to.deep.equal({
      minSize: 1,
      maxGroupPreparedCapacity: 5,
      poolState: "STOPPED",
      reuseOnScaleIn: true,
    });
  });

  it("has the given AMI type and release, and the Kubernetes version of an Amazon Linux release", async () => {
    const fips = await createPool({ ami: { type: "BOTTLEROCKET_ARM_64_FIPS", family: "bottlerocket", version: "1.50.0-0a1b2c3d" } });
    expect(fips.resources.only(group).inputs).to.include({
      amiType: "BOTTLEROCKET_ARM_64_FIPS",
      releaseVersion: "1.50.0-0a1b2c3d",
      version: "1.35",
    });
    const own = Buffer.from(fips.resources.only(template).inputs.userData, "base64").toString();
    expect(own).to.equal(`[settings.aws]\nconfig = "${fipsEndpointOff}"\n`); // eu-west-1 has no FIPS endpoint of ECR
    const al2023 = await createPool({ ami: { family: "al2023", version: "1.34.2-20261101" } });
    expect(al2023.resources.only(group).inputs).to.include({ releaseVersion: "1.34.2-20261101", version: "1.34" });
  });

  it("keeps an older version than the control plane", async () => {
    const { resources } = await createPool({ version: "1.34" });
    expect(resources.only(group).inputs.version).to.equal("1.34");
  });

  it("adds security groups to that of the cluster, which EKS then does not attach itself", async () => {
    const { resources } = await createPool({ securityGroupIds: ["sg-a", "sg-b"] });
    expect(resources.only(template).inputs.vpcSecurityGroupIds).to.deep.equal(["sg-cluster", "sg-a", "sg-b"]);
  });

  it("passes the maximum number of pods to the node software, which merges it with what EKS adds", async () => {
    const al2023 = plain((await createPool({ maxPods: 20 })).resources.only(template).inputs.userData);
    expect(al2023).to.include("application/node.eks.aws").and.to.include("maxPods: 20");
    const bottlerocket = plain((await createPool({ maxPods: 20, ami: "bottlerocket" })).resources.only(template).inputs.userData);
    expect(bottlerocket).to.equal("[settings.kubernetes]\nmax-pods = 20\n");
  });

  it("leaves image, security group and instance profile to EKS", async () => {
    const { resources } = await createPool({});
    expect(resources.only(template).inputs).to.not.have.any.keys([
      "imageId",
      "vpcSecurityGroupIds",
      "iamInstanceProfile",
      "instanceType",
      "userData",
    ]);
    expect(resources.ofType("aws:eks/accessEntry:AccessEntry")).to.be.empty;
  });

  it("passes only the user's user data to EKS", async () => {
    const shell = plain((await createPool({ userData: "echo hello" })).resources.only(template).inputs.userData);
    expect(shell).to.include("echo hello");
    expect(shell).to.not.include("NodeConfig");
    const toml = '[settings.kernel]\nlockdown = "integrity"\n';
    const settings = plain((await createPool({ ami: "bottlerocket", userData: toml })).resources.only(template).inputs.userData);
    expect(settings).to.equal(toml);
  });

  it("sets neither AMI type nor version with a custom AMI", async () => {
    const { resources } = await createPool({ ami: { id: "ami-0abc", family: "bottlerocket" }, instanceTypes: ["g7.2xlarge"] });
    expect(resources.only(group).inputs).to.not.have.any.keys(["amiType", "version", "releaseVersion"]);
    expect(plain(resources.only(template).inputs.userData)).to.include("172.20.0.10");
  });

  it("derives the AMI type from instance types and AMI family", async () => {
    const { resources } = await createPool({ ami: "bottlerocket", instanceTypes: ["g5.xlarge"] });
    expect(resources.only(group).inputs.amiType).to.equal("BOTTLEROCKET_x86_64_NVIDIA");
  });

  it("ignores changes of its desired size only when an autoscaler scales it", async () => {
    expect((await createPool({}, { autoscaled: true })).resources.only(group).ignoreChanges).to.deep.equal(["scalingConfig.desiredSize"]);
    expect((await createPool({})).resources.only(group).ignoreChanges).to.deep.equal([]);
  });

  it("has its zone as a label with perZone", async () => {
    const { resources } = await createPool({ spread: "perZone", labels: { workload: "db" } });
    expect(resources.named("eks-general-eu-west-1b", group).inputs.labels).to.deep.equal({
      workload: "db",
      "eks-blueprints/zone": "eu-west-1b",
    });
  });

  it("tags its Auto Scaling group for cluster-autoscaler", async () => {
    const { resources, outputs } = await createPool({
      labels: { workload: "gpu" },
      taints: [{ key: "dedicated", value: "gpu", effect: "NoSchedule" }],
    });
    const tags = resources.ofType("aws:autoscaling/tag:Tag");
    expect(tags.map(({ name, inputs }) => [name, inputs.tag.key, inputs.tag.value])).to.deep.equal([
      ["eks-general-autoscaler-enabled", "k8s.io/cluster-autoscaler/enabled", "true"],
      ["eks-general-autoscaler-cluster", "k8s.io/cluster-autoscaler/shop", "owned"],
      ["eks-general-label-workload", "k8s.io/cluster-autoscaler/node-template/label/workload", "gpu"],
      ["eks-general-taint-dedicated", "k8s.io/cluster-autoscaler/node-template/taint/dedicated", "gpu:NoSchedule"],
    ]);
    for (const { inputs } of tags) expect(inputs.autoscalingGroupName).to.equal(outputs.autoScalingGroupNames[0]);
  });
});
