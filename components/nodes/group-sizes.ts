import * as aws from "@pulumi/aws";
import type { InvokeOptions } from "@pulumi/pulumi";
import type { NodePoolSettings } from "../settings/types";
import { discoveryTags } from "../util/autoscaler-tags";

/** Size of an Auto Scaling group on AWS. */
export interface GroupSize {
  /** Name of the Auto Scaling group, such as `eks-shop-general-1a2b3c4-<uuid>`. */
  readonly group: string;
  /** Smallest number of nodes. */
  readonly min: number;
  /** Largest number of nodes. */
  readonly max: number;
  /** Number of nodes that the group has. */
  readonly desired: number;
}

/**
 * Looks up the groups that the cluster autoscaler scales, with their sizes; none if the cluster does not exist yet.
 * @param opts `provider`, if it is not the default one
 */
export async function lookUpGroupSizes(clusterName: string, opts?: InvokeOptions): Promise<readonly GroupSize[]> {
  const [, ofCluster] = discoveryTags(clusterName);
  // the SDK's name for the data source `aws_autoscaling_groups`
  const found = await aws.autoscaling.getAmiIds({ filters: [{ name: `tag:${ofCluster}`, values: ["owned"] }] }, opts);
  return Promise.all(
    (found?.names ?? []).map(async (name) => {
      const { minSize, maxSize, desiredCapacity } = await aws.autoscaling.getGroup({ name }, opts);
      return { group: name, min: minSize, max: maxSize, desired: desiredCapacity };
    }),
  );
}

/**
 * The group of a logical name. A managed group's Auto Scaling group is called `eks-<node group>-<uuid>`, and Pulumi ends the names of node groups
 * and Auto Scaling groups in seven random digits. While a group is being replaced there are two: the larger one counts.
 */
export function groupOf(name: string, groups: readonly GroupSize[]): GroupSize | undefined {
  const own = groups.filter(({ group }) => {
    const [prefix, rest] = group.split(name, 2);
    return (prefix === "" || prefix === "eks-") && /^(-[0-9a-f]{7})?(-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/.test(rest ?? "-");
  });
  return own.sort((one, other) => other.desired - one.desired)[0];
}

/** What an update of a group sends. */
export interface PlannedSize {
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  /** Whether the number of nodes stays as it is, whatever `desired` says. */
  readonly keepsDesired: boolean;
}

interface ScaledGroup {
  readonly settings: Pick<NodePoolSettings, "size">;
  readonly autoscaled: boolean;
  readonly currentSize: GroupSize | "unknown" | undefined;
}

/**
 * The size of a group that an autoscaler may scale. The provider sends all three numbers together, and AWS rejects a desired size outside of the other two: so a
 * change of `min` or `max` comes with the number of nodes that run, as far as the new bounds allow. Otherwise the desired size is ignored.
 * Source: terraform-provider-aws internal/service/eks/node_group.go; internal/service/autoscaling/group.go, which waits for exactly that many instances.
 */
export function plannedSize({ settings, autoscaled, currentSize: current }: ScaledGroup): PlannedSize {
  const { min, max, desired } = settings.size;
  if (!autoscaled || current === undefined) return { min, max, desired, keepsDesired: false };
  if (current === "unknown" || (current.min === min && current.max === max)) return { min, max, desired, keepsDesired: true };
  return { min, max, desired: Math.min(Math.max(current.desired, min), max), keepsDesired: false };
}
