import { isWindows } from "../../reference/ami-of-family";
import { minorOf } from "../../util/kubernetes-version";
import type { NodePoolSettings } from "../types";
import type { Path } from "../validation/invalid";
import { isLocalZone } from "./local-zone";
import { duplicates, issue, poolRule, profileRule, type Read, type Rule, type RuleResult, rule, type Stack } from "./rule";

/** Kubernetes supports nodes up to three minor versions older than the control plane (version skew policy). */
const mostMinorsBehind = 3;

const versionFits = poolRule(
  ["version", "ami"],
  function* ({ version, ami }, pool, { cluster }) {
    if (version === undefined) return;
    const path = ["nodePools", pool, "version"];
    if (typeof ami === "object" && ami.id !== undefined)
      return yield issue(path, "the custom AMI (`ami.id`) determines the version of the nodes; remove the key");
    if (cluster.existing) return;
    const [own, control] = [minorOf(version)!, minorOf(cluster.version)!];
    if (own > control)
      yield issue(
        path,
        `expected at most "${cluster.version}", the version of the cluster, found "${version}"; upgrade the control plane first`,
      );
    else if (control - own > mostMinorsBehind)
      yield issue(
        path,
        `expected at least "1.${control - mostMinorsBehind}", because nodes can be ${mostMinorsBehind} minor versions older than the control plane (${cluster.version}), found "${version}"`,
      );
  },
  ["cluster.version", "cluster.existing"],
);

interface Place {
  readonly zones?: readonly string[] | undefined;
  readonly subnetIds?: readonly string[] | undefined;
}

function* choiceIssues({ zones, subnetIds }: Place, path: Path): Iterable<RuleResult> {
  if (zones && subnetIds) yield issue([...path, "subnetIds"], "`zones` and `subnetIds` exclude each other; remove one");
  yield* duplicates([...path, "zones"], zones ?? []);
  yield* duplicates([...path, "subnetIds"], subnetIds ?? []);
}

const poolChoice = poolRule(["zones[]", "subnetIds[]", "spread"], function* ({ zones, subnetIds, spread }, pool) {
  const path = ["nodePools", pool];
  yield* choiceIssues({ zones, subnetIds }, path);
  if (subnetIds && !zones && spread === "perZone")
    yield issue([...path, "subnetIds"], "with `spread: perZone` the zones determine the groups; write `zones`, or `spread: multiZone`");
});

const profileChoice = profileRule(["zones[]", "subnetIds[]"], (place, profile) => choiceIssues(place, ["fargate", profile]));

/** @param localZones Local Zones that can be named too. Default: none */
export function* zoneIssues(
  { zones = [] }: Place,
  path: Path,
  { network, region }: Pick<Stack, "network" | "region">,
  localZones: readonly string[] = [],
): Iterable<RuleResult> {
  const known = network.existing ? network.existing.zones : typeof network.zones === "number" ? undefined : network.zones;
  for (const [position, zone] of zones.entries()) {
    const at = [...path, "zones", position];
    if (localZones.includes(zone)) continue;
    if (isLocalZone(zone, region)) yield issue(at, localZoneHint(zone, path, network));
    else if (network.existing && !known)
      yield issue(at, "the zones of the private subnets are unknown; write `network.existing.zones`, or use `subnetIds` here");
    else if (known && !known.includes(zone))
      yield issue(at, `expected a zone of the network (${known.join(", ")}), found ${zone}; add it to \`network\``);
    else if (!known && !zone.startsWith(region)) yield issue(at, `expected a zone of ${region}, such as ${region}a, found ${zone}`);
  }
}

function localZoneHint(zone: string, [section]: Path, { existing }: Stack["network"]): string {
  if (section === "fargate") return `${zone} is a Local Zone, where only node pools can be; write a zone of the region`;
  return `${zone} is a Local Zone; ${existing ? "write its subnet in `subnetIds` instead" : "add it to `network.localZones`"}`;
}

export const ofNetwork: Read[] = ["network.existing", "network.zones", "region"];
const poolZones = poolRule(["zones[]"], (place, pool, stack) => zoneIssues(place, ["nodePools", pool], stack, stack.network.localZones), [
  ...ofNetwork,
  "network.localZones",
]);
const profileZones = profileRule(["zones[]"], (place, profile, stack) => zoneIssues(place, ["fargate", profile], stack), ofNetwork);

const roleFits = poolRule(["roleArn", "policies", "statements"], function* ({ roleArn, policies, statements = [] }, pool) {
  for (const [key, given] of Object.entries({ policies, statements }))
    if (roleArn !== undefined && given.length > 0)
      yield issue(
        ["nodePools", pool, key],
        `the ${key} of an existing role (\`roleArn\`) are not managed by the stack; add them to the role, and remove the key`,
      );
});

/** EKS creates the access entry of a role itself for managed groups, of a type for each system. The stack creates it for a self-managed pool: once per role. */
const rolesDiffer: Rule = rule(["nodePools[]"], function* ({ nodePools }) {
  const users = new Map<string, [string, NodePoolSettings][]>();
  for (const [pool, settings] of Object.entries(nodePools))
    if (settings.roleArn) users.set(settings.roleArn, [...(users.get(settings.roleArn) ?? []), [pool, settings]]);
  for (const pools of users.values()) {
    const own = pools.find(([, { kind }]) => kind === "selfManaged");
    const other = pools.find((each) => each !== own);
    if (own && other)
      yield issue(
        ["nodePools", own[0], "roleArn"],
        `pool ${other[0]} has the same role, and EKS accepts one access entry per role; use a role of its own for a self-managed pool`,
      );
    const windows = pools.find(([, { ami }]) => isWindows(ami));
    const linux = pools.find(([, { ami }]) => !isWindows(ami));
    if (!own && windows && linux)
      yield issue(
        ["nodePools", windows[0], "roleArn"],
        `pool ${linux[0]} has the same role, whose access entry is for nodes of one operating system; use a role of its own for Windows`,
      );
  }
});

export const nodePlaceRules: readonly Rule[] = [versionFits, poolChoice, profileChoice, poolZones, profileZones, roleFits, rolesDiffer];
