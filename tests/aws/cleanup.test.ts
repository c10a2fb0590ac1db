import { expect } from "chai";
import { previewCleanup } from "../../components/lifecycle/drain/aws/cleanup";
import { clusterState } from "../../components/lifecycle/drain/aws/cluster";
import type { Phase } from "../../components/lifecycle/drain/aws/ownership";
import { cleanUpAws } from "../../components/lifecycle/drain/drain";
import { type Runtime, thisProcess } from "../../components/lifecycle/drain/runtime";
import { sweep } from "../../components/lifecycle/drain/sweep";
import * as world from "./emulator";
import { aws, forgetAll, region } from "./setup";

const owned = (cluster: string) => ({ [`kubernetes.io/cluster/${cluster}`]: "owned" });
const balanced = (cluster: string) => ({ "elbv2.k8s.aws/cluster": cluster, "service.k8s.aws/stack": "shop/web" });
const karpenters = (cluster: string) => ({ ...owned(cluster), "eks:eks-cluster-name": cluster, "karpenter.sh/nodepool": "default" });

const profiled = (cluster: string, where = region) => ({
  ...owned(cluster),
  "karpenter.k8s.aws/ec2nodeclass": "default",
  "topology.kubernetes.io/region": where,
});

const foreigners = { owner: "somebody" };

/** All that is left, by kind. */
async function inventory() {
  const [balancers, classic, targets, groups, instances, templates, interfaces, volumes, logs, profiles] = await Promise.all([
    world.held("elbv2", "describe-load-balancers", "LoadBalancers[].LoadBalancerName"),
    world.held("elb", "describe-load-balancers", "LoadBalancerDescriptions[].LoadBalancerName"),
    world.held("elbv2", "describe-target-groups", "TargetGroups[].TargetGroupName"),
    world.held("ec2", "describe-security-groups", "SecurityGroups[?!starts_with(GroupName, 'default')].GroupName"),
    world.held("ec2", "describe-instances", "Reservations[].Instances[?State.Name=='running'][].InstanceId"),
    world.held("ec2", "describe-launch-templates", "LaunchTemplates[].LaunchTemplateName"),
    world.held("ec2", "describe-network-interfaces", "NetworkInterfaces[?starts_with(Description, 'aws-K8S')].NetworkInterfaceId"),
    world.held("ec2", "describe-volumes", "Volumes[?!Attachments].VolumeId"),
    world.held("logs", "describe-log-groups", "logGroups[].logGroupName"),
    world.held("iam", "list-instance-profiles", "InstanceProfiles[].InstanceProfileName"),
  ]);
  return { balancers, classic, targets, groups, instances, templates, interfaces, volumes, logs, profiles };
}

describe("what a cluster leaves in AWS (moto)", () => {
  let said: string[];
  let runtime: Runtime;
  let network: world.Network;
  let elsewhere: world.Network;
  const wait = () => ({ deadline: Date.now() + 500_000, pollMilliseconds: 100, speakMilliseconds: 1_000 });
  const clearing = (phase: Phase) => ({
    aws,
    scope: { clusterName: "shop", region, vpcId: network.vpcId },
    phase,
    runtime,
    wait: wait(),
  });

  beforeEach(async () => {
    await forgetAll();
    said = [];
    runtime = { ...thisProcess, print: (line) => said.push(line) };
    [network, elsewhere] = await Promise.all([world.makeNetwork(0), world.makeNetwork(1)]);
  });

  it("is removed in a drain, load balancers before what they use; nothing of another cluster, VPC or owner is", async () => {
    const group = await world.makeGroup(network, "k8s-shop-web", balanced("shop"));
    const cluster = await world.makeGroup(network, "eks-cluster-sg-shop-1", { ...owned("shop"), "aws:eks:cluster-name": "shop" });
    const other = await world.makeGroup(network, "k8s-shop-2-web", balanced("shop-2"));
    const [ended, ...kept] = await Promise.all([
      world.makeInstance(network, karpenters("shop")),
      world.makeInstance(network, owned("shop")),
      world.makeInstance(network, karpenters("shop-2")),
      world.makeInstance(elsewhere, karpenters("shop")),
    ]);
    await Promise.all([
      world.allow(cluster, group),
      world.makeLoadBalancer(network, "k8s-shop-web", group, balanced("shop")),
      world.makeLoadBalancer(network, "k8s-shop-2-web", other, balanced("shop-2")),
      world.makeLoadBalancer(network, "own", cluster, { "elbv2.k8s.aws/cluster": "shopping" }),
      world.makeTargetGroup(network, "k8s-shop-web", balanced("shop")),
      world.makeTargetGroup(network, "auto-mode-own", { "eks:eks-cluster-name": "shop" }),
      world.makeClassicLoadBalancer(network, "a1", { ...owned("shop"), "kubernetes.io/service-name": "shop/web" }),
      world.makeClassicLoadBalancer(network, "a2", { ...owned("shop-2"), "kubernetes.io/service-name": "shop/web" }),
      world.makeTemplate("karpenter.k8s.aws/1", karpenters("shop")),
      world.makeTemplate("karpenter.k8s.aws/2", karpenters("shop-2")),
      world.makeLogGroup("/aws/eks/shop/cluster"),
    ]);
    const role = await world.makeRole("nodes");
    await Promise.all([
      world.makeProfile("shop_1", `/karpenter/${region}/shop/uid/`, role, profiled("shop")),
      world.makeProfile("shop_2", `/karpenter/${region}/shop/uid/`, role, profiled("shop", "eu-west-2")),
      world.makeProfile("shop-2_1", `/karpenter/${region}/shop-2/uid/`, role, profiled("shop-2")),
      world.makeProfile("mine", "/", role, foreigners),
    ]);
    const snapshot = await world.makeSnapshot({ "ebs.csi.aws.com/cluster": "true", ...owned("shop") });
    const volume = await world.makeVolume({ "ebs.csi.aws.com/cluster": "true", ...owned("shop") });
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
    const removed = said.filter((line) => line.startsWith("Removing ")).map((line) => line.replace("Removing ", ""));
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
    expect(said).to.include(`keep snapshot ${snapshot} of a claim of shop: delete it yourself if its data is of no use`);
    expect(said).to.include(`keep volume ${volume} of a claim of shop: delete it yourself if its data is of no use`);
  });

  it("is swept when the cluster is gone: leaked interfaces, security groups, templates, log groups made again", async () => {
    const group = await world.makeGroup(network, "eks-cluster-sg-shop-1", owned("shop"));
    const nodes = await world.makeGroup(network, "nodes", owned("shop"));
    const foreign = await world.makeGroup(network, "database", foreigners);
    await Promise.all([world.allow(group, nodes), world.allow(nodes, group)]);
    const cni = (cluster: string) => ({ "cluster.k8s.amazonaws.com/name": cluster, "node.k8s.amazonaws.com/instance_id": "i-1" });
    const node = await world.makeInstance(network, owned("shop"));
    const [, ...kept] = await Promise.all([
      world.makeInterface(network, "aws-K8S-i-1", group, cni("shop")),
      world.makeInterface(network, "aws-K8S-i-2", foreign, cni("shop-2")),
      world.makeInterface(network, "aws-K8S-i-3", foreign, { "node.k8s.amazonaws.com/instance_id": "i-3" }),
      world.makeInterface(elsewhere, "aws-K8S-i-4", await world.makeGroup(elsewhere, "there", foreigners), cni("shop")),
    ]);
    await world.makeInterface(network, `aws-K8S-${node}`, foreign, { "node.k8s.amazonaws.com/instance_id": node });
    await Promise.all([
      world.makeTemplate("karpenter.k8s.aws/1", karpenters("shop")),
      world.makeTemplate("mine", karpenters("shop")),
      ...["/aws/eks/shop/cluster", "/aws/eks/shop-2/cluster", "/aws/eks/shop/cluster-audit"].map(world.makeLogGroup),
      ...["/aws/containerinsights/shop/host", "/aws/containerinsights/shop-2/host"].map(world.makeLogGroup),
    ]);

    await sweep({ clusterName: "shop", region, vpcId: network.vpcId, timeoutMinutes: 1 }, aws, runtime, wait());
    expect(await inventory()).to.deep.include({
      groups: ["database", "there"],
      templates: ["mine"],
      interfaces: kept.sort(),
      logs: ["/aws/containerinsights/shop-2/host", "/aws/eks/shop-2/cluster", "/aws/eks/shop/cluster-audit"],
    });
    expect(said.every((line) => line.startsWith("Removing ") || line.startsWith("Waiting "))).to.equal(true);
  });

  it("is left alone by a sweep while EKS still has the cluster", async () => {
    const role = "arn:aws:iam::123456789012:role/eks";
    const words = ["--role-arn", role, "--resources-vpc-config", `subnetIds=${network.subnetIds.join(",")}`];
    await aws(["eks", "create-cluster", "--name", "shop", ...words]);
    await world.makeGroup(network, "eks-cluster-sg-shop-1", owned("shop"));
    await sweep({ clusterName: "shop", region, vpcId: network.vpcId, timeoutMinutes: 1 }, aws, runtime, wait());
    expect((await inventory()).groups).to.deep.equal(["eks-cluster-sg-shop-1"]);
    expect(said).to.deep.equal(["The cluster shop is still there (ACTIVE): leaving all that is its own"]);
    expect(await clusterState(aws, "shop")).to.deep.include({ state: "there", status: "ACTIVE" });
    expect(await clusterState(aws, "shop-2")).to.deep.equal({ state: "gone" });
  });
});
