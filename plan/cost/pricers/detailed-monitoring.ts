// Detailed monitoring of instances, which is charged as custom metrics.
import { byMonth, type Charge, type Quantity, times } from "../charge";
import type { CostContext } from "../context";
import { estimated } from "../price";
import type { CostedResource } from "../resource";

/** Metrics that an instance with detailed monitoring sends. No price list says how many; an estimate. */
const monitoringMetrics = 7;

export function monitoringCharge(resource: CostedResource, context: CostContext, description: string, instances: Quantity): Charge {
  const price = context.price(resource, "cloudwatch.metric.month");
  return byMonth(
    resource,
    description,
    "metric-month",
    "missing" in price ? price : estimated(price.value),
    times(instances, monitoringMetrics),
  );
}
