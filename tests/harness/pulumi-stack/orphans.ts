// Orphans of a cluster on the fake AWS: resources that its controllers created outside of the stack; and similar resources that must stay.

import { types } from "../fake-aws/references";
import type { RemoteFakeAws } from "../fake-aws/remote";
import { ingressRule, instance, instanceProfile, snapshot, targetGroup, volume } from "./aws-command/answers";

type Unmanaged = Parameters<RemoteFakeAws["addUnmanaged"]>[0];
type Tags = Readonly<Record<string, string>>;

const owned = (cluster: string): Tags => ({ [`kubernetes.io/cluster/${cluster}`]: "owned" });
const profiled = (cluster: string): Tags => ({
  ...owned(cluster),
  "karpenter.k8s.aws/ec2nodeclass": "default",
  "topology.kubernetes.io/region": "eu-west-1",
});
const guarded: Tags = { GuardDutyManaged: "true" };
const balanced = (cluster: string): Tags => ({ "elbv2.k8s.aws/cluster": cluster, "service.k8s.aws/stack": "shop/web" });

/** Creates the orphans of a cluster, with the tags that its controllers write. @returns the resources that a destroy must remove */
export async function createOrphans(fakeAws: RemoteFakeAws, cluster: string): Promise<readonly Unmanaged[]> {
  const own = (await fakeAws.resources(types.group)).find(({ outputs }) =>
    outputs.name?.toString().startsWith(`eks-cluster-sg-${cluster}`),
  )!;
  const subnet = (await fakeAws.resources(types.subnet)).find(({ inputs }) => inputs.mapPublicIpOnLaunch === false)!;
  const vpcId = subnet.inputs.vpcId!;
  const group = (id: string, tags: Tags): Unmanaged => ({ type: types.group, id, inputs: { name: `k8s-${id}`, vpcId, tags } });
  const guard: Unmanaged = {
    type: types.group,
    id: "sg-guardduty",
    inputs: { name: `GuardDutyManagedSecurityGroup-${String(vpcId)}`, vpcId, tags: guarded },
  };
  const groups = [group("sg-balancer", balanced(cluster)), group("sg-traffic", owned(cluster)), guard];
  const rest: readonly Unmanaged[] = [
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
  for (const resource of [...groups, ...rest]) await fakeAws.addUnmanaged(resource);
  return [...groups, ...rest];
}

/** Creates another network with resources of another cluster and lookalikes, and the volume of a claim. @returns the resources that must stay */
export async function createUnrelated(fakeAws: RemoteFakeAws, cluster: string): Promise<readonly Unmanaged[]> {
  const [vpcId, subnetId, other] = ["vpc-other", "subnet-other", `${cluster}-2`];
  const all: readonly Unmanaged[] = [
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
  for (const resource of all) await fakeAws.addUnmanaged(resource);
  return all;
}

function profileOf(cluster: string): Unmanaged {
  const inputs = { name: `${cluster}_1`, path: `/karpenter/eu-west-1/${cluster}/uid/`, tags: profiled(cluster) };
  return { type: instanceProfile, id: `${cluster}_1`, inputs };
}

function balancerOf(name: string, subnet: string, vpcId: string, group: string, tags: Tags): Unmanaged {
  const inputs = { name, subnets: [subnet], securityGroups: [group], tags };
  return { type: types.loadBalancer, id: `arn:balancer/${name}`, inputs, outputs: { vpcId } };
}
