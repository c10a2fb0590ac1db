import type { Quantity } from "../charge";
import type { CostContext } from "../context";
import { number, record } from "../values";
import { sizes } from "./nodes";

/** Nodes of all groups, at each size: managed node groups and Auto Scaling groups. */
export function nodesOf(context: CostContext): Quantity {
  const all = [
    ...context.ofType("aws:eks/nodeGroup:NodeGroup").map(({ inputs }) => {
      const { desiredSize, minSize, maxSize } = record(inputs.scalingConfig);
      return sizes(number(desiredSize), number(minSize), number(maxSize));
    }),
    ...context
      .ofType("aws:autoscaling/group:Group")
      .map(({ inputs }) => sizes(number(inputs.desiredCapacity), number(inputs.minSize), number(inputs.maxSize))),
  ];
  const total = { start: 0, min: 0, max: 0 };
  for (const size of all) {
    total.start += size?.start ?? 0;
    total.min += size?.min ?? 0;
    total.max += size?.max ?? 0;
  }
  return total;
}
