import { efaTypeIssues } from "../../util/placement-issues";
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
  for (const { position, message } of efaTypeIssues(instanceTypes))
    yield issue(["nodePools", pool, "instanceTypes", ...(position === undefined ? [] : [position])], message);
});

export const nodeEfaRules: readonly Rule[] = [efaInOneZone, typesHaveEfa];
