import { sessionManagerPolicies } from "../../reference/session-manager";
import { nameInArn, parseArn } from "../../util/arn";
import { keyError, managedLabelError, reservedLabel, valueError } from "../../util/kubernetes-names";
import { advice, duplicates, issue, poolRule, type Rule } from "./rule";

const minFits = poolRule(["size.min", "size.max"], function* ({ size: { min, max } }, pool) {
  if (min > max)
    yield issue(["nodePools", pool, "size", "min"], `expected at most size.max (${max}), found ${min}; raise size.max or lower size.min`);
});

const desiredFits = poolRule(["size"], function* ({ size: { min, max, desired } }, pool) {
  if (min <= max && (desired < min || desired > max))
    yield issue(
      ["nodePools", pool, "size", "desired"],
      `expected a number from size.min to size.max (${min} to ${max}), found ${desired}; ${desired > max ? "raise `max`" : "lower `min`"}`,
    );
});

const labelsFit = poolRule(["labels[]", "kind"], function* ({ labels, kind }, pool) {
  for (const [key, value] of Object.entries(labels)) {
    const path = ["nodePools", pool, "labels", key];
    const refused = kind === "managed" ? managedLabelError(key, value) : undefined;
    const wrong = keyError(key) ?? reservedLabel(key) ?? valueError(value) ?? refused;
    if (wrong) yield issue(path, wrong);
  }
});

const taintKeysFit = poolRule(["taints[]"], function* ({ taints }, pool) {
  for (const [position, { key }] of taints.entries()) {
    const wrong = keyError(key);
    if (wrong) yield issue(["nodePools", pool, "taints", position, "key"], wrong);
  }
});

const taintValuesFit = poolRule(["taints[]"], function* ({ taints }, pool) {
  for (const [position, { value }] of taints.entries()) {
    const wrong = valueError(value);
    if (wrong) yield issue(["nodePools", pool, "taints", position, "value"], wrong);
  }
});

const taintsDiffer = poolRule(["taints[]"], function* ({ taints }, pool) {
  const seen = new Set<string>();
  for (const [position, { key, effect }] of taints.entries()) {
    if (seen.has(`${key}:${effect}`))
      yield issue(["nodePools", pool, "taints", position], `${key} with ${effect} is a duplicate entry; remove one`);
    seen.add(`${key}:${effect}`);
  }
});

const policiesDiffer = poolRule(["policies[]"], function* ({ policies }, pool) {
  yield* duplicates(["nodePools", pool, "policies"], policies);
});

const sessionManagerOff = poolRule(["ssm", "policies[]"], function* ({ ssm, policies }, pool) {
  if (ssm) return;
  for (const [position, arn] of policies.entries()) {
    const name = nameInArn(arn);
    if (parseArn(arn)?.accountId === "aws" && sessionManagerPolicies.includes(name))
      yield issue(
        ["nodePools", pool, "policies", position],
        `${name} allows Session Manager, which \`ssm: false\` turns off; remove one of the two`,
      );
  }
});

/** With one group per zone, groups are named <pool>-<zone>. */
const nameLeavesZones = poolRule(
  [],
  function* (_, pool, { region }) {
    if (new RegExp(`-${region}[a-z]$`).test(pool))
      yield issue(["nodePools", pool], `invalid name: it ends like the node group of a zone; remove "${pool.slice(-region.length - 2)}"`);
  },
  ["region"],
);

const spotChoosesTypes = poolRule(["capacity", "instanceTypes"], function* ({ capacity, instanceTypes }, pool) {
  if (capacity === "spot" && new Set(instanceTypes).size === 1) {
    yield advice(
      "spot-types",
      ["nodePools", pool, "instanceTypes"],
      `spot capacity of a single instance type, ${instanceTypes[0]}, is often unavailable or interrupted`,
      "list several types of similar size",
    );
  }
});

export const nodePoolRules: readonly Rule[] = [
  minFits,
  desiredFits,
  labelsFit,
  taintKeysFit,
  taintValuesFit,
  taintsDiffer,
  policiesDiffer,
  sessionManagerOff,
  nameLeavesZones,
  spotChoosesTypes,
];
