// What controllers of a cluster made in AWS and no stack knows of, in a rig's world; and what is like it, but must stay.

import { types } from "../fake-aws/references";
import type { RemoteFakeAws } from "../fake-aws/remote";
import { ingressRule, instance, instanceProfile, snapshot, targetGroup, volume } from "./aws-command/answers";

type Planted = Parameters<RemoteFakeAws["plant"]>[0];
type Tags = Readonly<Record<string, string>>;

const owned = (cluster: string): Tags => ({ [`kubernetes.io/cluster/${cluster}`]: "owned" });
const profiled = (cluster: string): Tags => ({
  ...owned(cluster),
  "karpenter.k8s.aws/ec2nodeclass": "default",
  "topology.kubernetes.io/region": "eu-west-1",
});
const guarded: Tags = { GuardDutyManaged: "true" };
const balanced = (cluster: string): Tags => ({ "elbv2.k8s.aws/cluster": cluster, "service.k8s.aws/stack": "shop/web" });

/** Plants what a cluster owns, tags as its controllers write them. Gives what must go with the cluster. */
export async function plantOrphans(fakeAws: RemoteFakeAws, cluster: string): Promise<readonly Planted[]> {
  const own = (await fakeAws.resources(types.group)).find(({ outputs }) =>
    outputs.name?.toString().startsWith(`eks-cluster-sg-${cluster}`),
  )!;
  const subnet = (await fakeAws.resources(types.subnet)).find(({ inputs }) => inputs.mapPublicIpOnLaunch === false)!;
  const vpcId = subnet.inputs.vpcId!;
  const group = (id: string, tags: Tags): Planted => ({ type: types.group, id, inputs: { name: `k8s-${id}`, vpcId, tags } });
  const guard: Planted = {
    type: types.group,
    id: "sg-guardduty",
    inputs: { name: `GuardDutyManagedSecurityGroup-${String(vpcId)}`, vpcId, tags: guarded },
  };
  const groups = [group("sg-balancer", balanced(cluster)), group("sg-traffic", owned(cluster)), guard];
  const rest: readonly Planted[] = [
    balancerOf("k8s-shop-web", subnet.id, vpcId.toString(), "sg-balancer", balanced(cluster)),
    { type: targetGroup, id: "arn:targets/k8s-shop-web", inputs: { name: "k8s-shop-web", vpcId, tags: balanced(cluster) } },
    {
      type: ingressRule,
      id: "sgr-1",
      inputs: { securityGroupId: own.id, referencedSecurityGroupId: "sg-balancer", ipProtocol: "tcp", fromPort: 80, toPort: 80 },
    },
    {
      type: instance,
      id: "i-karpenter",
      inputs: { subnetId: subnet.id, vpcSecurityGroupIds: [own.id], tags: { ...owned(cluster), "karpenter.sh/nodepool": "default" } },
      outputs: { vpcId },
    },
    {
      type: types.launchTemplate,
      id: "lt-karpenter",
      inputs: { name: "karpenter.k8s.aws/1", tags: { ...owned(cluster), "karpenter.sh/nodepool": "default" } },
    },
    profileOf(cluster),
    {
      type: types.networkInterface,
      id: "eni-leaked",
      inputs: {
        subnetId: subnet.id,
        securityGroups: ["sg-traffic"],
        description: "aws-K8S-i-gone",
        tags: { "cluster.k8s.amazonaws.com/name": cluster },
      },
      outputs: { vpcId },
    },
    {
      type: types.endpoint,
      id: "vpce-guardduty",
      inputs: {
        vpcId,
        vpcEndpointType: "Interface",
        serviceName: "com.amazonaws.eu-west-1.guardduty-data",
        subnetIds: [subnet.id],
        securityGroupIds: ["sg-guardduty"],
        tags: guarded,
      },
    },
    ...[`/aws/eks/${cluster}/cluster`, `/aws/containerinsights/${cluster}/application`].map((id) => ({
      type: types.logGroup,
      id,
      inputs: { name: id },
    })),
  ];
  for (const thing of [...groups, ...rest]) await fakeAws.plant(thing);
  return [...groups, ...rest];
}

/** Plants another network, with another cluster's things and things that only look like the cluster's; and a claim's volume. Gives all of it. */
export async function plantStaying(fakeAws: RemoteFakeAws, cluster: string): Promise<readonly Planted[]> {
  const [vpcId, subnetId, other] = ["vpc-other", "subnet-other", `${cluster}-2`];
  const all: readonly Planted[] = [
    { type: types.vpc, id: vpcId, inputs: { cidrBlock: "10.9.0.0/16" } },
    { type: types.subnet, id: subnetId, inputs: { vpcId } },
    { type: types.group, id: "sg-users", inputs: { name: "k8s-users", vpcId, tags: { ...owned(cluster), ...balanced(cluster) } } },
    { type: types.group, id: "sg-other", inputs: { name: "k8s-other", vpcId, tags: balanced(other) } },
    balancerOf("k8s-other-web", subnetId, vpcId, "sg-other", balanced(other)),
    { type: targetGroup, id: "arn:targets/own", inputs: { name: "own", vpcId, tags: { "eks:eks-cluster-name": cluster } } },
    { type: instance, id: "i-other", inputs: { subnetId, tags: { ...owned(other), "karpenter.sh/nodepool": "a" } }, outputs: { vpcId } },
    { type: types.networkInterface, id: "eni-own", inputs: { subnetId, description: "mine", tags: owned(cluster) }, outputs: { vpcId } },
    profileOf(other),
    { type: snapshot, id: "snap-data", inputs: { tags: { ...owned(cluster), "ebs.csi.aws.com/cluster": "true" } } },
    { type: volume, id: "vol-data", inputs: { tags: { ...owned(cluster), "ebs.csi.aws.com/cluster": "true" } } },
    ...[`/aws/eks/${other}/cluster`, `/aws/containerinsights/${other}/application`].map((id) => ({
      type: types.logGroup,
      id,
      inputs: { name: id },
    })),
  ];
  for (const thing of all) await fakeAws.plant(thing);
  return all;
}

function profileOf(cluster: string): Planted {
  const inputs = { name: `${cluster}_1`, path: `/karpenter/eu-west-1/${cluster}/uid/`, tags: profiled(cluster) };
  return { type: instanceProfile, id: `${cluster}_1`, inputs };
}

function balancerOf(name: string, subnet: string, vpcId: string, group: string, tags: Tags): Planted {
  const inputs = { name, subnets: [subnet], securityGroups: [group], tags };
  return { type: types.loadBalancer, id: `arn:balancer/${name}`, inputs, outputs: { vpcId } };
}
