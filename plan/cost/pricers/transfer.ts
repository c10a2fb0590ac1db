import { type Charge, usage } from "../charge";
import type { CostContext } from "../context";

/** Where traffic that no resource measures is charged: the first of these that the plan has. */
const anchors = ["aws:ec2/vpc:Vpc", "aws:eks/cluster:Cluster", "aws:eks/nodeGroup:NodeGroup", "aws:autoscaling/group:Group"];

/** Data transfer that is assumed: to the internet, and between zones, which AWS charges in both directions. */
export function transferCharges(context: CostContext): Charge[] {
  const [anchor] = anchors.flatMap((type) => context.ofType(type));
  if (!anchor) return [];
  const { internetGiBPerMonth, crossZoneGiBPerMonth } = context.assumptions;
  return [
    ...usage(anchor, "traffic to the internet", "GB", context.price(anchor, "transfer.internetOut.gb"), internetGiBPerMonth),
    ...usage(
      anchor,
      "traffic between zones, both directions",
      "GB",
      context.price(anchor, "transfer.crossAz.gb"),
      2 * crossZoneGiBPerMonth,
    ),
  ];
}
