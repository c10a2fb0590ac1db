// The security groups of pulumi-eks: one for the control plane, one for nodes, and the rules between them.

import type { Child, Scope } from "../expansion/scope";
import { derive, type Input, type TrackedValue } from "../expansion/tracked-value";

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const ruleType = "aws:ec2/securityGroupRule:SecurityGroupRule";

/** Defaults of the SDK for every security group. */
const description = "Managed by Pulumi";

const toInternet = {
  description: "Allow internet access.",
  type: "egress",
  fromPort: 0,
  toPort: 0,
  protocol: "-1",
  cidrBlocks: ["0.0.0.0/0"],
};

/** Group of the control plane. */
export async function registerClusterGroup(scope: Scope, vpcId: Input): Promise<Child> {
  const { args, name } = scope;
  const tags = derive([args.get("clusterSecurityGroupTags"), args.get("tags")], ([own, shared]: (object | null)[]) => ({
    Name: `${name}-eksClusterSecurityGroup`,
    ...own,
    ...shared,
  }));
  const group = await scope.add(groupType, `${name}-eksClusterSecurityGroup`, { vpcId, description, revokeRulesOnDelete: true, tags });
  await scope.add(ruleType, `${name}-eksClusterInternetEgressRule`, { ...toInternet, securityGroupId: group.id });
  return group;
}

export interface NodeGroupSecurity {
  readonly group: Child;
  /** The rule by which pods reach the API server: nodes wait for it. */
  readonly clusterRule: Child;
}

interface NodeSecurityArgs {
  readonly vpcId: Input;
  readonly clusterGroupId: TrackedValue;
  readonly clusterName: TrackedValue;
  readonly tags: Input;
}

/** Group of nodes, with the rules between nodes, control plane and internet. */
export async function registerNodeGroupSecurity(
  scope: Scope,
  { vpcId, clusterGroupId, clusterName, tags }: NodeSecurityArgs,
): Promise<NodeGroupSecurity> {
  const { name } = scope;
  const group = await scope.add(groupType, `${name}-nodeSecurityGroup`, {
    vpcId,
    description,
    revokeRulesOnDelete: true,
    tags: derive([tags, clusterName], ([own, cluster]: [object | null, string]) => ({
      Name: `${name}-nodeSecurityGroup`,
      [`kubernetes.io/cluster/${cluster}`]: "owned",
      ...own,
    })),
  });
  const fromCluster = { type: "ingress", protocol: "tcp", securityGroupId: group.id, sourceSecurityGroupId: clusterGroupId };
  await scope.add(ruleType, `${name}-eksNodeIngressRule`, {
    description: "Allow nodes to communicate with each other",
    type: "ingress",
    fromPort: 0,
    toPort: 0,
    protocol: "-1",
    securityGroupId: group.id,
    self: true,
  });
  await scope.add(ruleType, `${name}-eksNodeClusterIngressRule`, {
    description: "Allow worker Kubelets and pods to receive communication from the cluster control plane",
    fromPort: 1025,
    toPort: 65535,
    ...fromCluster,
  });
  await scope.add(ruleType, `${name}-eksExtApiServerClusterIngressRule`, {
    description: "Allow pods running extension API servers on port 443 to receive communication from cluster control plane",
    fromPort: 443,
    toPort: 443,
    ...fromCluster,
  });
  await scope.add(ruleType, `${name}-eksNodeInternetEgressRule`, { ...toInternet, securityGroupId: group.id });
  const clusterRule = await scope.add(ruleType, `${name}-eksClusterIngressRule`, {
    description: "Allow pods to communicate with the cluster API Server",
    type: "ingress",
    fromPort: 443,
    toPort: 443,
    protocol: "tcp",
    securityGroupId: clusterGroupId,
    sourceSecurityGroupId: group.id,
  });
  return { group, clusterRule };
}
