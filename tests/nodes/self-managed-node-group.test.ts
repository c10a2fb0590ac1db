import { expect } from "chai";
import type { NodePoolSettings } from "../../components/settings/types";
import { createPool, plain } from "../harness/mocks/node-pools";

const group = "aws:autoscaling/group:Group";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const make = (changes: Partial<NodePoolSettings> = {}, args?: Parameters<typeof createPool>[1]) =>
  createPool({ kind: "selfManaged", ...changes }, args);

describe("self-managed node group", () => {
  it("creates an Auto Scaling group over the pool's instance types", async () => {
    const { resources } = await make({
      instanceTypes: ["m7g.large", "m6g.large"],
      size: { min: 2, max: 9, desired: 3 },
      update: { maxUnavailablePercentage: 20 },
    });
    const { tags: _, ...inputs } = resources.only(group).inputs;
    expect(inputs).to.deep.equal({
      vpcZoneIdentifiers: ["subnet-a", "subnet-b", "subnet-c"],
      minSize: 2,
      maxSize: 9,
      desiredCapacity: 3,
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: { launchTemplateId: resources.idOf(template, "eks-general-template"), version: "1" },
          overrides: [{ instanceType: "m7g.large" }, { instanceType: "m6g.large" }],
        },
        instancesDistribution: {
          onDemandBaseCapacity: 0,
          onDemandPercentageAboveBaseCapacity: 100,
          spotAllocationStrategy: "price-capacity-optimized",
        },
      },
      capacityRebalance: false,
      instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: 80 } },
      suspendedProcesses: ["AZRebalance"],
    });
  });

  it("uses no on-demand instances with spot, and replaces instances at risk of interruption", async () => {
    const { inputs } = (await make({ capacity: "spot" })).resources.only(group);
    expect(inputs.mixedInstancesPolicy.instancesDistribution.onDemandPercentageAboveBaseCapacity).to.equal(0);
    expect(inputs.capacityRebalance).to.equal(true);
  });

  it("mixes on-demand and spot instances", async () => {
    const { resources } = await createPool({ kind: "selfManaged", capacity: { onDemandBase: 1, onDemandPercentage: 20 } });
    const { mixedInstancesPolicy, capacityRebalance } = resources.only("aws:autoscaling/group:Group").inputs;
    expect(mixedInstancesPolicy.instancesDistribution).to.deep.include({
      onDemandBaseCapacity: 1,
      onDemandPercentageAboveBaseCapacity: 20,
    });
    expect(capacityRebalance).to.equal(true);
  });

  it("has its own access entry, instance profile and the cluster's security group", async () => {
    const { resources, outputs } = await make();
    const entry = resources.only("aws:eks/accessEntry:AccessEntry");
    expect(entry.inputs).to.deep.equal({
      clusterName: "shop",
      principalArn: outputs.nodeRoleArn,
      type: "EC2_LINUX",
      tags: { owner: "platform" },
    });
    const profile = resources.only("aws:iam/instanceProfile:InstanceProfile");
    expect(profile.inputs).to.deep.include({ path: "/eks/", tags: { owner: "platform" } });
    const { inputs } = resources.only(template);
    expect(inputs.vpcSecurityGroupIds).to.deep.equal(["sg-cluster"]);
    expect(inputs.iamInstanceProfile.arn).to.equal(resources.outputsOf(profile.type, profile.name).arn);
    expect(resources.waitsFor(resources.only(group), entry)).to.equal(true);
  });

  it("shares one access entry among its groups", async () => {
    const { resources } = await make({ spread: "perZone" });
    expect(resources.ofType(group)).to.have.lengthOf(3);
    expect(resources.ofType("aws:eks/accessEntry:AccessEntry")).to.have.lengthOf(1);
  });

  const images: [Partial<NodePoolSettings>, string][] = [
    [{}, "resolve:ssm:/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/arm64/standard/recommended/image_id"],
    [
      { instanceTypes: ["inf2.xlarge"] },
      "resolve:ssm:/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/neuron/recommended/image_id",
    ],
    [{ ami: "bottlerocket" }, "resolve:ssm:/aws/service/bottlerocket/aws-k8s-1.35/arm64/latest/image_id"],
    [
      { ami: "bottlerocket", instanceTypes: ["g5.xlarge"] },
      "resolve:ssm:/aws/service/bottlerocket/aws-k8s-1.35-nvidia/x86_64/latest/image_id",
    ],
    [{ ami: { id: "ami-0abc", family: "bottlerocket" } }, "ami-0abc"],
  ];
  for (const [changes, image] of images) {
    it(`uses AMI ${image}`, async () => {
      expect((await make(changes)).resources.only(template).inputs.imageId).to.equal(image);
    });
  }

  it("registers its nodes with labels, taints and zone", async () => {
    const { resources } = await make({
      spread: "perZone",
      labels: { workload: "db" },
      taints: [{ key: "dedicated", value: "db", effect: "NoSchedule" }],
    });
    const userData = plain(resources.named("eks-general-eu-west-1b-template").inputs.userData);
    expect(userData).to.include("--node-labels=workload=db,eks-blueprints/zone=eu-west-1b");
    expect(userData).to.include("--register-with-taints=dedicated=db:NoSchedule");
  });

  it("propagates the tags of the stack and the cluster to instances, but not those for cluster-autoscaler", async () => {
    const { resources } = await make({ labels: { workload: "db" } });
    expect(resources.only(group).inputs.tags).to.deep.equal([
      { key: "owner", value: "platform", propagateAtLaunch: true },
      { key: "kubernetes.io/cluster/shop", value: "owned", propagateAtLaunch: true },
      { key: "k8s.io/cluster-autoscaler/enabled", value: "true", propagateAtLaunch: false },
      { key: "k8s.io/cluster-autoscaler/shop", value: "owned", propagateAtLaunch: false },
      { key: "k8s.io/cluster-autoscaler/node-template/label/workload", value: "db", propagateAtLaunch: false },
    ]);
    const [instance] = resources.only(template).inputs.tagSpecifications;
    expect(instance.tags).to.have.property("kubernetes.io/cluster/shop", "owned");
  });

  it("ignores changes of its desired size only when an autoscaler scales it", async () => {
    expect((await make({}, { autoscaled: true })).resources.only(group).ignoreChanges).to.deep.equal(["desiredCapacity"]);
    expect((await make()).resources.only(group).ignoreChanges).to.deep.equal([]);
  });
});
