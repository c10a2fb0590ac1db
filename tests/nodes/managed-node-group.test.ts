import { assert } from "chai";
import { makePool, plain } from "../harness/mocks/node-pools";

const group = "aws:eks/nodeGroup:NodeGroup";
const template = "aws:ec2/launchTemplate:LaunchTemplate";

describe("managed node group", () => {
  it("passes instance types, capacity type, size, updates, repair, labels and taints to EKS", async () => {
    const { resources, outputs } = await makePool({
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
    assert.deepEqual(resources.only(group).inputs, {
      clusterName: "shop",
      nodeRoleArn: outputs.nodeRoleArn,
      subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
      instanceTypes: ["m7g.large", "m6g.large"],
      capacityType: "SPOT",
      amiType: "AL2023_ARM_64_STANDARD",
      version: "1.35",
      launchTemplate: { id: "eks-general-template-id", version: "1" },
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

  it("leaves image, security group and instance profile to EKS", async () => {
    const { resources } = await makePool({});
    assert.doesNotHaveAnyKeys(resources.only(template).inputs, [
      "imageId",
      "vpcSecurityGroupIds",
      "iamInstanceProfile",
      "instanceType",
      "userData",
    ]);
    assert.isEmpty(resources.ofType("aws:eks/accessEntry:AccessEntry"));
  });

  it("passes only the user's user data to EKS", async () => {
    const shell = plain((await makePool({ userData: "echo hello" })).resources.only(template).inputs.userData);
    assert.include(shell, "echo hello");
    assert.notInclude(shell, "NodeConfig");
    const toml = '[settings.kernel]\nlockdown = "integrity"\n';
    const settings = plain((await makePool({ ami: "bottlerocket", userData: toml })).resources.only(template).inputs.userData);
    assert.equal(settings, toml);
  });

  it("sets neither AMI type nor version with a custom AMI", async () => {
    const { resources } = await makePool({ ami: { id: "ami-0abc", family: "bottlerocket" }, instanceTypes: ["g7.2xlarge"] });
    assert.doesNotHaveAnyKeys(resources.only(group).inputs, ["amiType", "version", "releaseVersion"]);
    assert.include(plain(resources.only(template).inputs.userData), "172.20.0.10");
  });

  it("derives the AMI type from instance types and AMI family", async () => {
    const { resources } = await makePool({ ami: "bottlerocket", instanceTypes: ["g5.xlarge"] });
    assert.equal(resources.only(group).inputs.amiType, "BOTTLEROCKET_x86_64_NVIDIA");
  });

  it("ignores changes of its desired size only when an autoscaler scales it", async () => {
    assert.deepEqual((await makePool({}, { autoscaled: true })).resources.only(group).ignoreChanges, ["scalingConfig.desiredSize"]);
    assert.deepEqual((await makePool({})).resources.only(group).ignoreChanges, []);
  });

  it("has its zone as a label with perZone", async () => {
    const { resources } = await makePool({ spread: "perZone", labels: { workload: "db" } });
    assert.deepEqual(resources.named("eks-general-eu-west-1b", group).inputs.labels, {
      workload: "db",
      "eks-blueprints/zone": "eu-west-1b",
    });
  });

  it("tags its Auto Scaling group for cluster-autoscaler", async () => {
    const { resources, outputs } = await makePool({
      labels: { workload: "gpu" },
      taints: [{ key: "dedicated", value: "gpu", effect: "NoSchedule" }],
    });
    const tags = resources.ofType("aws:autoscaling/tag:Tag");
    assert.deepEqual(
      tags.map(({ name, inputs }) => [name, inputs.tag.key, inputs.tag.value]),
      [
        ["eks-general-autoscaler-enabled", "k8s.io/cluster-autoscaler/enabled", "true"],
        ["eks-general-autoscaler-cluster", "k8s.io/cluster-autoscaler/shop", "owned"],
        ["eks-general-label-workload", "k8s.io/cluster-autoscaler/node-template/label/workload", "gpu"],
        ["eks-general-taint-dedicated", "k8s.io/cluster-autoscaler/node-template/taint/dedicated", "gpu:NoSchedule"],
      ],
    );
    for (const { inputs } of tags) assert.equal(inputs.autoscalingGroupName, outputs.autoScalingGroupNames[0]);
  });
});
