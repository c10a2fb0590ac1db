import { efaInterfaces } from "../../reference/efa";
import { listed } from "../../util/did-you-mean";
import { issue, poolRule, type Rule } from "./rule";

/** EFA traffic stays within a subnet. */
const efaInOneZone = poolRule(["efa", "spread", "zones", "subnetIds"], function* ({ efa, spread, zones, subnetIds }, pool) {
  if (efa && spread === "multiZone" && (zones ?? subnetIds)?.length !== 1)
    yield issue(
      ["nodePools", pool, "efa"],
      "EFA traffic does not leave a zone; write `zones` with one zone, `subnetIds` with one subnet, or `spread: perZone`",
    );
});

/** All instances of a group have the network interfaces of its launch template. */
const typesHaveEfa = poolRule(["efa", "instanceTypes[]"], function* ({ efa, instanceTypes }, pool) {
  if (!efa) return;
  const path = ["nodePools", pool, "instanceTypes"];
  const alike = new Map<string, { cards: number; types: string[] }>();
  for (const [position, type] of instanceTypes.entries()) {
    const interfaces = efaInterfaces(type);
    if (!interfaces)
      yield issue(
        [...path, position],
        `${type} has no Elastic Fabric Adapter, or is newer than the table of types that have it; choose a type such as c7gn.16xlarge or p5.48xlarge`,
      );
    else {
      const key = JSON.stringify(interfaces);
      alike.set(key, { cards: interfaces.length, types: [...(alike.get(key)?.types ?? []), type] });
    }
  }
  if (alike.size < 2) return;
  const found = listed([...alike.values()].map(({ cards, types }) => `${cards} (${types.join(", ")})`));
  yield issue(path, `expected types with the same network cards, on which EFA interfaces are, found ${found}; create one pool for each`);
});

export const nodeEfaRules: readonly Rule[] = [efaInOneZone, typesHaveEfa];
