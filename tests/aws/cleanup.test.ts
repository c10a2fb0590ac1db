import { expect } from "chai";
import { previewCleanup } from "../../components/lifecycle/drain/aws/cleanup";
import { clusterState } from "../../components/lifecycle/drain/aws/cluster";
import type { Phase } from "../../components/lifecycle/drain/aws/ownership";
import { cleanUpAws } from "../../components/lifecycle/drain/drain";
import { type Runtime, thisProcess } from "../../components/lifecycle/drain/runtime";
import { sweep } from "../../components/lifecycle/drain/sweep";
import * as emulator from "./emulator";
import { aws, region, reset } from "./setup";

const owned = (cluster: string) => ({ [`kubernetes.io/cluster/${cluster}`]: "owned" });
const balanced = (cluster: string) => ({ "elbv2.k8s.aws/cluster": cluster, "service.k8s.aws/stack": "shop/web" });
const karpenters = (cluster: string) => ({ ...owned(cluster), "eks:eks-cluster-name": cluster, "karpenter.sh/nodepool": "default" });

const profiled = (cluster: string, where = region) => ({
  ...owned(cluster),
  "karpenter.k8s.aws/ec2nodeclass": "default",
  "topology.kubernetes.io/region": where,
});

const foreigners = { owner: "somebody" };

/** The remaining resources by kind. */
async function inventory() {
  const [balancers, classic, targets, groups, instances, templates, interfaces, volumes, logs, profiles] = await Promise.all([
    emulator.remaining("elbv2", "describe-load-balancers", "LoadBalancers[].LoadBalancerName"),
    emulator.remaining("elb", "describe-load-balancers", "LoadBalancerDescriptions[].LoadBalancerName"),
    emulator.remaining("elbv2", "describe-target-groups", "TargetGroups[].TargetGroupName"),
    emulator.remaining("ec2", "describe-security-groups", "SecurityGroups[?!starts_with(GroupName, 'default')].GroupName"),
    emulator.remaining("ec2", "describe-instances", "Reservations[].Instances[?State.Name=='running'][].InstanceId"),
    emulator.remaining("ec2", "describe-launch-templates", "LaunchTemplates[].LaunchTemplateName"),
    emulator.remaining("ec2", "describe-network-interfaces", "NetworkInterfaces[?starts_with(Description, 'aws-K8S')].NetworkInterfaceId"),
    emulator.remaining("ec2", "describe-volumes", "Volumes[?!Attachments].VolumeId"),
    emulator.remaining("logs", "describe-log-groups", "logGroups[].logGroupName"),
    emulator.remaining("iam", "list-instance-profiles", "InstanceProfiles[].InstanceProfileName"),
  ]);
  return { balancers, classic, targets, groups, instances, templates, interfaces, volumes, logs, profiles };
}

describe("AWS cleanup of a cluster on moto", () => {
  let printed: string[];
  let runtime: Runtime;
  let network: emulator.Network;
  let elsewhere: emulator.Network;
  const wait = () => ({ deadline: Date.now() + 500_000, pollMilliseconds: 100, speakMilliseconds: 1_000 });
  const clearing = (phase: Phase) => ({
    aws,
    scope: { clusterName: "shop", region, vpcId: network.vpcId },
    phase,
    runtime,
    wait: wait(),
  });

  beforeEach(async () => {
    await reset();
    printed = [];
    runtime = { ...thisProcess, print: (line) => printed.push(line) };
    [network, elsewhere] = await Promise.all([emulator.createNetwork(0), emulator.createNetwork(1)]);
  });

  it("removes the cluster's resources in a drain, load balancers first, and nothing of another cluster, VPC or owner", async () => {
    const group = await emulator.createGroup(network, "k8s-shop-web", balanced("shop"));
    const cluster = await emulator.createGroup(network, "eks-cluster-sg-shop-1", { ...owned("shop"), "aws:eks:cluster-name": "shop" });
    const other = await emulator.createGroup(network, "k8s-shop-2-web", balanced("shop-2"));
    const [ended, ...kept] = await Promise.all([
      emulator.createInstance(network, karpenters("shop")),
      emulator.createInstance(network, owned("shop")),
      emulator.createInstance(network, karpenters("shop-2")),
      emulator.createInstance(elsewhere, karpenters("shop")),
    ]);
    await Promise.all([
      emulator.allow(cluster, group),
      emulator.createLoadBalancer(network, "k8s-shop-web", group, balanced("shop")),
      emulator.createLoadBalancer(network, "k8s-shop-2-web", other, balanced("shop-2")),
      emulator.createLoadBalancer(network, "own", cluster, { "elbv2.k8s.aws/cluster": "shopping" }),
      emulator.createTargetGroup(network, "k8s-shop-web", balanced("shop")),
      emulator.createTargetGroup(network, "auto-mode-own", { "eks:eks-cluster-name": "shop" }),
      emulator.createClassicLoadBalancer(network, "a1", { ...owned("shop"), "kubernetes.io/service-name": "shop/web" }),
      emulator.createClassicLoadBalancer(network, "a2", { ...owned("shop-2"), "kubernetes.io/service-name": "shop/web" }),
      emulator.createTemplate("karpenter.k8s.aws/1", karpenters("shop")),
      emulator.createTemplate("karpenter.k8s.aws/2", karpenters("shop-2")),
      emulator.createLogGroup("/aws/eks/shop/cluster"),
    ]);
    const role = await emulator.createRole("nodes");
    await Promise.all([
      emulator.createProfile("shop_1", `/karpenter/${region}/shop/uid/`, role, profiled("shop")),
      emulator.createProfile("shop_2", `/karpenter/${region}/shop/uid/`, role, profiled("shop", "eu-west-2")),
      emulator.createProfile("shop-2_1", `/karpenter/${region}/shop-2/uid/`, role, profiled("shop-2")),
      emulator.createProfile("mine", "/", role, foreigners),
    ]);
    const snapshot = await emulator.createSnapshot({ "ebs.csi.aws.com/cluster": "true", ...owned("shop") });
    const volume = await emulator.createVolume({ "ebs.csi.aws.com/cluster": "true", ...owned("shop") });
    const previews = [await previewCleanup(clearing("drain")), await previewCleanup(clearing("nodes"))];
    expect(previews.flatMap(({ unlisted }) => unlisted)).to.deep.equal([]);
    const before = await inventory();

    for (const phase of ["drain", "nodes"] as const) await cleanUpAws(clearing(phase), false, "AWS still has", "Try again.");
    expect(await inventory()).to.deep.equal({
      ...before,
      balancers: ["k8s-shop-2-web", "own"],
      classic: ["a2"],
      targets: ["auto-mode-own"],
      groups: ["eks-cluster-sg-shop-1", "k8s-shop-2-web"],
      instances: kept.sort(),
      templates: ["karpenter.k8s.aws/2"],
      profiles: ["mine", "shop-2_1", "shop_2"],
    });
    const removed = printed.filter((line) => line.startsWith("Removing ")).map((line) => line.replace("Removing ", ""));
    expect(previews.flatMap(({ lines }) => lines)).to.have.members([
      ...removed.map((name) => `remove ${name} from AWS`),
      `keep snapshot ${snapshot}`,
      `keep volume ${volume}`,
    ]);
    expect(removed).to.include.members(["load balancer k8s-shop-web", "classic load balancer a1", `instance ${ended}`]);
    const places = (names: readonly string[]) => names.map((name) => removed.indexOf(name));
    const lastBalancer = Math.max(...places(["load balancer k8s-shop-web", "classic load balancer a1"]));
    expect(Math.min(...places(["target group k8s-shop-web", "security group k8s-shop-web"]))).to.be.greaterThan(lastBalancer);
    expect(removed).to.include.members(["launch template karpenter.k8s.aws/1", "instance profile shop_1"]);
    expect(printed).to.include(`keep snapshot ${snapshot} of a claim of shop: delete it yourself if you do not need its data`);
    expect(printed).to.include(`keep volume ${volume} of a claim of shop: delete it yourself if you do not need its data`);
  });

  it("removes leaked interfaces, security groups, templates and recreated log groups in a sweep after the cluster is deleted", async () => {
    const group = await emulator.createGroup(network, "eks-cluster-sg-shop-1", owned("shop"));
    const nodes = await emulator.createGroup(network, "nodes", owned("shop"));
    const foreign = await emulator.createGroup(network, "database", foreigners);
    await Promise.all([emulator.allow(group, nodes), emulator.allow(nodes, group)]);
    const cni = (cluster: string) => ({ "cluster.k8s.amazonaws.com/name": cluster, "node.k8s.amazonaws.com/instance_id": "i-1" });
    const node = await emulator.createInstance(network, owned("shop"));
    const [, ...kept] = await Promise.all([
      emulator.createInterface(network, "aws-K8S-i-1", group, cni("shop")),
      emulator.createInterface(network, "aws-K8S-i-2", foreign, cni("shop-2")),
      emulator.createInterface(network, "aws-K8S-i-3", foreign, { "node.k8s.amazonaws.com/instance_id": "i-3" }),
      emulator.createInterface(elsewhere, "aws-K8S-i-4", await emulator.createGroup(elsewhere, "there", foreigners), cni("shop")),
    ]);
    await emulator.createInterface(network, `aws-K8S-${node}`, foreign, { "node.k8s.amazonaws.com/instance_id": node });
    await Promise.all([
      emulator.createTemplate("karpenter.k8s.aws/1", karpenters("shop")),
      emulator.createTemplate("mine", karpenters("shop")),
      ...["/aws/eks/shop/cluster", "/aws/eks/shop-2/cluster", "/aws/eks/shop/cluster-audit"].map(emulator.createLogGroup),
      ...["/aws/containerinsights/shop/host", "/aws/containerinsights/shop-2/host"].map(emulator.createLogGroup),
    ]);

    await sweep({ clusterName: "shop", region, vpcId: network.vpcId, timeoutMinutes: 1 }, aws, runtime, wait());
    expect(await inventory()).to.deep.include({
      groups: ["database", "there"],
      templates: ["mine"],
      interfaces: kept.sort(),
      logs: ["/aws/containerinsights/shop-2/host", "/aws/eks/shop-2/cluster", "/aws/eks/shop/cluster-audit"],
    });
    expect(printed.every((line) => line.startsWith("Removing ") || line.startsWith("Waiting "))).to.equal(true);
  });

  it("removes nothing in a sweep while EKS still has the cluster", async () => {
    const role = "arn:aws:iam::123456789012:role/eks";
    const words = ["--role-arn", role, "--resources-vpc-config", `subnetIds=${network.subnetIds.join(",")}`];
    await aws(["eks", "create-cluster", "--name", "shop", ...words]);
    await emulator.createGroup(network, "eks-cluster-sg-shop-1", owned("shop"));
    await sweep({ clusterName: "shop", region, vpcId: network.vpcId, timeoutMinutes: 1 }, aws, runtime, wait());
    expect((await inventory()).groups).to.deep.equal(["eks-cluster-sg-shop-1"]);
    expect(printed).to.deep.equal(["The cluster shop still exists (ACTIVE): keeping all its resources"]);
    expect(await clusterState(aws, "shop")).to.deep.include({ state: "there", status: "ACTIVE" });
    expect(await clusterState(aws, "shop-2")).to.deep.equal({ state: "gone" });
  });
});
