import { tagIssues } from "../../../settings/rules/tags";
import { mergeTags } from "../../../util/tags";
import { type StackTags, tagCountIssue, tagsThat } from "../common/stack-tags";

/** Tags that Karpenter gives its instances, and that an EC2NodeClass must not have (its CRD; pkg/utils/utils.go, controllers/nodeclaim/tagging, v1.14). */
const ownTags = ["karpenter.sh/nodepool", "karpenter.sh/nodeclaim", "karpenter.k8s.aws/ec2nodeclass", "eks:eks-cluster-name"];
const clusterTag = "kubernetes.io/cluster";

const isReserved = (key: string) => ownTags.includes(key) || key.startsWith(clusterTag);

/** Tags of the stack and of a pool as an EC2NodeClass can have them. */
export function nodeClassTags(tags: StackTags, own: StackTags = {}): StackTags {
  return mergeTags(
    tagsThat((key) => !isReserved(key), tags),
    own,
  );
}

export function instanceTagIssue(tags: StackTags, own: StackTags = {}): string | undefined {
  return tagCountIssue(nodeClassTags(tags, own), "instances", [...ownTags, `${clusterTag}/`, "Name"]);
}

/** Tags of a pool that its instances cannot have. */
export function* poolTagIssues({
  tags,
}: {
  readonly tags: StackTags;
}): Iterable<{ readonly path: readonly string[]; readonly message: string }> {
  for (const [key, value] of Object.entries(tags)) {
    if (isReserved(key)) yield { path: ["tags", key], message: "Karpenter sets this tag itself; use another key" };
    else for (const message of tagIssues(key, value)) yield { path: ["tags", key], message };
  }
}
