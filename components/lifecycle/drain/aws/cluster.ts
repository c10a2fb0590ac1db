// Finds out whether EKS still has a cluster.
import { type Aws, AwsError } from "./cli";

export type ClusterState =
  | {
      readonly state: "there";
      readonly status: string;
      readonly endpoint?: string;
      readonly certificateAuthority?: string;
      readonly vpcId?: string;
      readonly arn?: string;
    }
  | { readonly state: "gone" }
  /** EKS could not be asked, or the answer was invalid. */
  | { readonly state: "unknown"; readonly reason: string };

/** The answer of EKS in the caller's account. Call `verifyAccount` first, or "not found" means nothing. */
export async function clusterState(aws: Aws, name: string): Promise<ClusterState> {
  try {
    const cluster = (await aws(["eks", "describe-cluster", "--name", name]))?.cluster;
    if (typeof cluster?.status !== "string") return { state: "unknown", reason: "aws eks describe-cluster returned no status" };
    if (cluster.status === "DELETING") return { state: "gone" };
    return {
      state: "there",
      status: cluster.status,
      arn: cluster.arn,
      endpoint: cluster.endpoint,
      certificateAuthority: cluster.certificateAuthority?.data,
      vpcId: cluster.resourcesVpcConfig?.vpcId,
    };
  } catch (error) {
    if (error instanceof AwsError && error.code === "ResourceNotFoundException") return { state: "gone" };
    return { state: "unknown", reason: (error as Error).message };
  }
}
