import { type StackTags, tagCountIssue, tagsThat } from "../common/stack-tags";

/** Tags that Karpenter gives its instances, and that an EC2NodeClass must not have (its CRD; pkg/utils/utils.go, controllers/nodeclaim/tagging, v1.14). */
const ownTags = ["karpenter.sh/nodepool", "karpenter.sh/nodeclaim", "karpenter.k8s.aws/ec2nodeclass", "eks:eks-cluster-name"];
const clusterTag = "kubernetes.io/cluster";

/** Tags of the stack as an EC2NodeClass can have them. */
export function nodeClassTags(tags: StackTags): StackTags {
  return tagsThat((key) => !ownTags.includes(key) && !key.startsWith(clusterTag), tags);
}

export function instanceTagIssue(tags: StackTags): string | undefined {
  return tagCountIssue(nodeClassTags(tags), "instances", [...ownTags, `${clusterTag}/`, "Name"]);
}
