// Blocked changes of zones: subnets are named by the position of their zone, and a control plane cannot change its zones.
import type { GuardedFacts } from "./stack-facts";
import type { BlockedChange } from "./types";

const path = "eks-blueprints:network.zones";

/** In a VPC that the stack creates, zones are added and removed at the end, after the first two. */
export function zoneIssue({ network: before }: GuardedFacts, { network: after }: GuardedFacts): BlockedChange | undefined {
  const [was, is] = [before?.zones, after?.zones];
  if (!was || !is) return undefined;
  const at = was.findIndex((zone, position) => zone !== is[position]);
  if (at === -1 || at === is.length) return undefined; // settings have at least two
  if (at < 2 && !is.includes(was[at]!)) return firstTwo(was, is);
  const kept = `write zones: [${was.join(", ")}]`;
  if (is.includes(was[at]!)) {
    const reason = `${changeText(was, is)}: the order of zones cannot change, because addresses depend on it; subnets and their nodes would be replaced`;
    return { path, reason, fix: `${kept}, with new zones at the end` };
  }
  const reason = `${changeText(was, is)}: ${was[at]} cannot be replaced by ${is[at]}: its addresses are in use until it is deleted`;
  return {
    path,
    reason,
    fix: `remove ${was.slice(at).join(", ")} with one \`pulumi up\`, and add new zones at the end with the next`,
  };
}

function firstTwo(was: readonly string[], is: readonly string[]): BlockedChange {
  const reason = `${changeText(was, is)}: the control plane is in ${was.slice(0, 2).join(" and ")}, and EKS cannot move it to other zones`;
  return { path, reason, fix: `write zones: [${was.join(", ")}], or remove zones from the end` };
}

function changeText(was: readonly string[], is: readonly string[]): string {
  return `${was.join(", ")} -> ${is.join(", ")}`;
}

/**
 * EKS accepts other subnets only in the same set of zones, and Auto Mode must be turned off manually. Under Auto Mode the control plane
 * uses all zones.
 */
export function controlPlaneIssue(before: GuardedFacts, after: GuardedFacts): BlockedChange | undefined {
  if (before.network?.vpc !== after.network?.vpc || zoneIssue(before, after)) return undefined;
  const zoneOf = { ...before.network?.zoneOf, ...after.network?.zoneOf };
  const [was, is] = [placesOf(before, zoneOf), placesOf(after, zoneOf)];
  if (!was || !is || was.join() === is.join()) return switchedOff(before, after);
  const why = `the control plane would move from ${was.join(", ")} to ${is.join(", ")}, but EKS cannot move it to other zones`;
  const [wasAuto, isAuto] = [before.cluster!.autoMode, after.cluster!.autoMode];
  if (wasAuto !== isAuto) {
    const fix = "keep the setting, or create the new cluster as another stack, migrate, then destroy this one";
    return {
      path: "eks-blueprints:cluster.autoMode",
      reason: `${wasAuto} -> ${isAuto}: with Auto Mode the control plane has subnets in all zones; ${why}`,
      fix,
    };
  }
  if (after.network?.vpc !== "own") {
    return { path: "eks-blueprints:network.existing.privateSubnetIds", reason: why, fix: "list subnets in its current zones first" };
  }
  const fix = `write zones: [${before.network!.zones!.join(", ")}]; for Auto Mode nodes in another zone, create a NodeClass and its subnets outside of this stack`;
  return {
    path,
    reason: `${changeText(before.network!.zones!, after.network.zones!)}: Auto Mode nodes are in the control plane's subnets; ${why}`,
    fix,
  };
}

/**
 * The AWS provider keeps a block that the program no longer has: `compute_config` is optional and computed (terraform-provider-aws,
 * 2026-11).
 */
function switchedOff({ cluster: before }: GuardedFacts, { cluster: after }: GuardedFacts): BlockedChange | undefined {
  if (before?.autoMode !== true || after?.autoMode !== false) return undefined;
  const reason = "true -> false: the AWS provider does not turn Auto Mode off, so its nodes would remain in addition to the new ones";
  return { path: "eks-blueprints:cluster.autoMode", reason, fix: "turn it off with `aws eks update-cluster-config` first" };
}

/** Zones of the control plane, sorted; undefined if one of them is unknown. */
function placesOf({ network, cluster }: GuardedFacts, zoneOf: Readonly<Record<string, string>>): string[] | undefined {
  if (!network || !cluster?.places) return undefined;
  const zones = cluster.places.map((place) => (network.vpc === "own" ? place : zoneOf[place]));
  return zones.every((zone) => zone !== undefined) ? [...new Set(zones)].sort() : undefined;
}
