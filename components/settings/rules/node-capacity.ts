import { amiFamilyOf, instanceFamilyOf } from "../../reference/ami-of-family";
import { excludedFromClusterGroup, spreadInstancesPerZone } from "../../util/placement-issues";
import { advice, issue, poolRule, type Rule } from "./rule";

const capacityFits = poolRule(["capacity", "kind"], function* ({ capacity, kind }, pool) {
  if (typeof capacity === "object" && kind === "managed")
    yield issue(
      ["nodePools", pool, "capacity"],
      "a managed node group has one capacity type; write onDemand or spot, add a second pool, or write `kind: selfManaged`",
    );
});

const reservationFits = poolRule(
  ["reservation", "capacity", "instanceTypes", "kind", "size", "spread", "zones", "subnetIds"],
  function* ({ reservation, capacity, instanceTypes, kind, size, spread, zones, subnetIds }, pool) {
    if (!reservation) return;
    const path = ["nodePools", pool];
    const { id, resourceGroupArn, type } = reservation;
    if (type === "capacityBlock" && id === undefined)
      yield issue([...path, "reservation", "id"], "a Capacity Block needs its ID; write `id`");
    else if ((id === undefined) === (resourceGroupArn === undefined))
      yield issue([...path, "reservation"], "expected either `id` or `resourceGroupArn`; write one of them");
    if (capacity !== "onDemand") yield issue([...path, "capacity"], "reserved capacity is on-demand; remove the key, or `reservation`");
    if (type === "odcr") return;
    if (kind === "selfManaged")
      yield issue([...path, "kind"], "the stack starts nodes in a Capacity Block only in managed node groups; remove the key");
    if (instanceTypes.length > 1)
      yield issue([...path, "instanceTypes"], `a Capacity Block has one instance type, found ${instanceTypes.length}; write only that one`);
    if ((zones ?? subnetIds)?.length !== 1)
      yield issue(
        [...path, spread === "perZone" || !subnetIds ? "zones" : "subnetIds"],
        "a Capacity Block is in one zone; write only that one",
      );
    if (size.min > 0 || size.desired > 0)
      yield issue(
        [...path, "size"],
        `expected \`min: 0\` and \`desired: 0\`, because no instance starts before the Capacity Block does, found ${size.min} and ${size.desired}; raise \`desired\` while it is active`,
      );
  },
);

const placementFits = poolRule(
  ["placementGroup", "spread", "zones", "subnetIds", "instanceTypes"],
  function* ({ placementGroup, spread, zones, subnetIds, instanceTypes }, pool) {
    if (placementGroup !== "cluster") return;
    const path = ["nodePools", pool];
    if (spread === "multiZone" && (zones ?? subnetIds)?.length !== 1)
      yield issue(
        [...path, "placementGroup"],
        "a cluster placement group is in one zone; write `zones` with one zone, or `spread: perZone`",
      );
    for (const [position, type] of instanceTypes.entries())
      if (excludedFromClusterGroup(instanceFamilyOf(type)))
        yield issue(
          [...path, "instanceTypes", position],
          `${type} cannot start in a cluster placement group; choose a family such as c7gn`,
        );
  },
);

const spreadHoldsNodes = poolRule(["placementGroup", "size", "spread", "zones"], function* ({ placementGroup, size, spread, zones }, pool) {
  const most = spreadInstancesPerZone * (spread === "perZone" ? 1 : (zones?.length ?? Number.POSITIVE_INFINITY));
  if (placementGroup === "spread" && size.max > most)
    yield issue(
      ["nodePools", pool, "size", "max"],
      `expected at most ${most}, because a spread placement group has ${spreadInstancesPerZone} instances in each zone, found ${size.max}`,
    );
});

/** Source: EKS user guide, warm pools with managed node groups; EC2 Auto Scaling user guide, limitations of warm pools (2026). */
const warmPoolFits = poolRule(
  ["warmPool", "kind", "capacity", "ami", "reservation"],
  function* ({ warmPool, kind, capacity, ami, reservation }, pool, { region }) {
    if (!warmPool) return;
    const path = ["nodePools", pool, "warmPool"];
    if (region.startsWith("cn-")) yield issue(path, "EKS has no warm pools in China; remove the key");
    if (kind === "selfManaged")
      yield issue(path, "only managed node groups keep warm instances out of the cluster; remove the key, or write `kind: managed`");
    if (capacity !== "onDemand")
      yield issue(path, "a warm pool has on-demand instances only; remove the key, or write `capacity: onDemand`");
    if (reservation?.type === "capacityBlock") yield issue(path, "a Capacity Block has no warm pool; remove one of the two");
    if (typeof ami === "object" && ami.id !== undefined)
      yield issue(path, "EKS has warm pools only with its own AMIs; remove the key, or `ami.id`");
    if (amiFamilyOf(ami) === "bottlerocket") {
      if (warmPool.state === "hibernated") yield issue([...path, "state"], "Bottlerocket does not hibernate; write stopped or running");
      if (warmPool.reuse) yield issue([...path, "reuse"], "Bottlerocket instances cannot return to a warm pool; remove the key");
    }
    if (warmPool.maxPrepared !== undefined && warmPool.maxPrepared < warmPool.min)
      yield issue([...path, "maxPrepared"], `expected at least \`min\` (${warmPool.min}), found ${warmPool.maxPrepared}`);
    if (warmPool.state === "running")
      yield advice(
        "warm-pool-running",
        [...path, "state"],
        "running instances of a warm pool cost as much as nodes",
        "write `state: stopped`: stopped instances cost only their volumes",
      );
  },
  ["region"],
);

export const nodeCapacityRules: readonly Rule[] = [capacityFits, reservationFits, placementFits, spreadHoldsNodes, warmPoolFits];
