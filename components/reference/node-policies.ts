/** AWS managed policies with which nodes join and pull images. The permissions of the CNI are with the CNI. */
export const nodePolicies: readonly string[] = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"];
