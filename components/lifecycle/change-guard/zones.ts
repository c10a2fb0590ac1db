// Changes of zones that cannot be made: subnets are named by their zone's position, and a control plane keeps its zones for life.
import type { GuardedFacts } from "./stack-facts";
import type { BlockedChange } from "./types";

const path = "eks-blueprints:network.zones";

/** In a VPC of ours zones come and go at the end, behind the first two. */
export function zoneIssue({ network: before }: GuardedFacts, { network: after }: GuardedFacts): BlockedChange | undefined {
  const [was, is] = [before?.zones, after?.zones];
  if (!was || !is) return undefined;
  const at = was.findIndex((zone, position) => zone !== is[position]);
  if (at === -1 || at === is.length) return undefined; // settings name two at least
  if (at < 2 && !is.includes(was[at]!)) return firstTwo(was, is);
  const kept = `write zones: [${was.join(", ")}]`;
  if (is.includes(was[at]!)) {
    const reason = `${changeText(was, is)}: zones cannot change places; each has the addresses of its place, so subnets and their nodes would be replaced`;
    return { path, reason, fix: `${kept}, new ones at the end` };
  }
  const reason = `${changeText(was, is)}: ${was[at]} cannot give its place to ${is[at]}; its addresses are in use until it is gone`;
  return {
    path,
    reason,
    fix: `remove ${was.slice(at).join(", ")} with one \`pulumi up\`, and add what you want at the end with the next`,
  };
}

function firstTwo(was: readonly string[], is: readonly string[]): BlockedChange {
  const reason = `${changeText(was, is)}: the control plane lives in ${was.slice(0, 2).join(" and ")}, and EKS never moves it to other zones`;
  return { path, reason, fix: `write zones: [${was.join(", ")}], or fewer from its end` };
}

function changeText(was: readonly string[], is: readonly string[]): string {
  return `${was.join(", ")} -> ${is.join(", ")}`;
}

/** EKS takes later only subnets in the same set of zones, and Auto Mode is left by hand. Under Auto Mode the control plane has those of all zones. */
export function controlPlaneIssue(before: GuardedFacts, after: GuardedFacts): BlockedChange | undefined {
  if (before.network?.vpc !== after.network?.vpc || zoneIssue(before, after)) return undefined;
  const zoneOf = { ...before.network?.zoneOf, ...after.network?.zoneOf };
  const [was, is] = [placesOf(before, zoneOf), placesOf(after, zoneOf)];
  if (!was || !is || was.join() === is.join()) return switchedOff(before, after);
  const why = `the control plane would move from ${was.join(", ")} to ${is.join(", ")}, and EKS keeps it in the zones in which it was made`;
  const [wasAuto, isAuto] = [before.cluster!.autoMode, after.cluster!.autoMode];
  if (wasAuto !== isAuto) {
    const fix = "keep it as it is, or make the new cluster as another stack, move over, then destroy this one";
    return {
      path: "eks-blueprints:cluster.autoMode",
      reason: `${wasAuto} -> ${isAuto}: with Auto Mode the control plane has subnets in all zones; ${why}`,
      fix,
    };
  }
  if (after.network?.vpc !== "own") {
    return { path: "eks-blueprints:network.existing.privateSubnetIds", reason: why, fix: "name subnets in the zones that it has, first" };
  }
  const mend = `write zones: [${before.network!.zones!.join(", ")}]; nodes of Auto Mode in a further zone take an own NodeClass with subnets made beside this stack`;
  return {
    path,
    reason: `${changeText(before.network!.zones!, after.network.zones!)}: Auto Mode's nodes live in the control plane's subnets; ${why}`,
    fix: mend,
  };
}

/** The AWS provider keeps what a program no longer names: `compute_config` is optional and computed (terraform-provider-aws, 2026-11). */
function switchedOff({ cluster: before }: GuardedFacts, { cluster: after }: GuardedFacts): BlockedChange | undefined {
  if (before?.autoMode !== true || after?.autoMode !== false) return undefined;
  const reason = "true -> false: the AWS provider does not switch Auto Mode off, so its nodes would stay beside the new ones";
  return { path: "eks-blueprints:cluster.autoMode", reason, fix: "switch it off with `aws eks update-cluster-config` first" };
}

/** Zones of the control plane, sorted; undefined where one of them is unknown. */
function placesOf({ network, cluster }: GuardedFacts, zoneOf: Readonly<Record<string, string>>): string[] | undefined {
  if (!network || !cluster?.places) return undefined;
  const zones = cluster.places.map((place) => (network.vpc === "own" ? place : zoneOf[place]));
  return zones.every((zone) => zone !== undefined) ? [...new Set(zones)].sort() : undefined;
}
