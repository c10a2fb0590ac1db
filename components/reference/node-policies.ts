/** AWS managed policies with which nodes join and pull images. The permissions of the CNI are with the CNI. */
export const nodePolicies: readonly string[] = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"];

/** AWS managed policies of Auto Mode's nodes. Source: EKS user guide, "Amazon EKS Auto Mode node IAM role" (2026). */
export const autoModeNodePolicies: readonly string[] = ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"];
