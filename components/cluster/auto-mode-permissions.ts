import { instanceVolumeKeyStatements } from "../iam/kms-grants";
import type { Statement } from "../iam/policy";
import type { AutoModePoolSettings } from "../settings/types";
import type { Context } from "../util/context";

type Pools = Readonly<Record<string, AutoModePoolSettings>>;

/**
 * What the role of the control plane needs for the stack's own node pools, besides AWS's policies for Auto Mode: those allow neither tags of the user's nor customer managed keys.
 */
export function autoModeStatements({ tags }: Pick<Context, "tags">, pools: Pools): readonly Statement[] {
  const all = Object.values(pools);
  const tagged = all.length > 0 && [tags, ...all.map((pool) => pool.tags)].some((each) => Object.keys(each).length > 0);
  const keys = [...new Set(all.flatMap(({ disk }) => disk.kmsKeyArn ?? []))];
  return [...(tagged ? tagStatements : []), ...instanceVolumeKeyStatements(keys)];
}

/** EKS assumes the role with the cluster's name as session tag. */
const ofCluster = { "aws:RequestTag/eks:eks-cluster-name": `\${aws:PrincipalTag/eks:eks-cluster-name}` };

/** Source: EKS user guide, "Custom AWS tags for EKS Auto resources" (2026): its statements for what a NodeClass tags. */
const tagStatements: readonly Statement[] = [
  {
    Sid: "Compute",
    Effect: "Allow",
    Action: ["ec2:CreateFleet", "ec2:RunInstances", "ec2:CreateLaunchTemplate"],
    Resource: "*",
    Condition: {
      StringEquals: ofCluster,
      StringLike: { "aws:RequestTag/eks:kubernetes-node-class-name": "*", "aws:RequestTag/eks:kubernetes-node-pool-name": "*" },
    },
  },
  {
    Sid: "Networking",
    Effect: "Allow",
    Action: "ec2:CreateNetworkInterface",
    Resource: "*",
    Condition: { StringEquals: ofCluster, StringLike: { "aws:RequestTag/eks:kubernetes-cni-node-name": "*" } },
  },
];
