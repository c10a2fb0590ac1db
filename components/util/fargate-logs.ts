/** Log group of the pods of a cluster that run on Fargate, beside that of its control plane. */
export function fargateLogGroup(clusterName: string): string {
  return `/aws/eks/${clusterName}/fargate`;
}
