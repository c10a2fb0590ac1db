// Subnets for pods: `network.pods`, and `podSubnetIds` of an existing VPC.
import { Netmask } from "netmask";
import { isWindows } from "../../reference/ami-of-family";
import { maxPodZones } from "../../util/address-plan";
import { hasBuiltInNodePools } from "../../util/capacity-profile";
import { listed } from "../../util/did-you-mean";
import { hasPodSubnets } from "../../util/pod-subnets";
import { makesVpc } from "./network";
import { inside, overlap, privateRanges } from "./ranges";
import { issue, poolRule, type Rule, rule, type View } from "./rule";

const path = ["network", "pods", "cidr"];
const better = "choose a range within 100.64.0.0/10, such as 100.64.0.0/16";

/**
 * Why AWS does not let a range into a VPC in addition to its first one.
 * Source: VPC user guide, IPv4 CIDR block association restrictions (2026).
 */
function restriction(range: string, first: string): string | undefined {
  const beside = `AWS does not let ${range} into a VPC whose first range is ${first}`;
  const family = privateRanges.find((each) => inside(range, [each]));
  if (inside(range, ["169.254.0.0/16"]) || inside(range, ["198.19.0.0/16"])) return `${range} is reserved by AWS`;
  if (family === undefined) return undefined;
  if (!inside(first, [family])) return `${beside}: private ranges in one VPC are all within one of ${listed(privateRanges, "or")}`;
  if (inside(first, ["10.0.0.0/15"]) && inside(range, ["10.0.0.0/16"])) return beside;
  return inside(range, ["172.31.0.0/16"]) ? beside : undefined;
}

/** AWS accepts further ranges from /16 to /28. */
const podRangeFits = rule(
  ["network.pods", "network.cidr", "network.zones", "network.existing", "cluster.existing", "cluster.serviceCidr"],
  function* (stack) {
    const { pods, cidr: first, zones } = stack.network;
    if (!makesVpc(stack) || !pods) return;
    const { cidr } = pods;
    const { base, bitmask } = new Netmask(cidr);
    const { serviceCidr } = stack.cluster;
    const refused = restriction(cidr, first);
    const count = typeof zones === "number" ? zones : zones.length;
    if (bitmask < 16) yield issue(path, `expected at most /16, the largest range that AWS accepts, found ${cidr}; write ${base}/16`);
    else if (overlap(cidr, first)) yield issue(path, `${cidr} overlaps the VPC's ${first}; ${better}`);
    else if (["0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/3"].some((range) => overlap(cidr, range)))
      yield issue(path, `${cidr} is reserved; ${better}`);
    else if (refused) yield issue(path, `${refused}; ${better}`);
    if (serviceCidr !== undefined && overlap(cidr, serviceCidr))
      yield issue(path, `${cidr} overlaps ${serviceCidr} of cluster.serviceCidr; ${better}`);
    if (bitmask >= 16 && maxPodZones(cidr) < count)
      yield issue(path, `expected a range for ${count} zones, found ${cidr}, which fits ${maxPodZones(cidr)}; ${smallest(count)}`);
  },
);

function smallest(zones: number): string {
  const mask = [27, 26, 25, 24, 23].find((each) => maxPodZones(`100.64.0.0/${each}`) >= zones);
  return mask === undefined ? "use fewer zones" : `choose a /${mask} or larger`;
}

const routesLeavePods = rule(["network.pods", "network.routes[]", "network.existing", "cluster.existing"], function* (stack) {
  const { pods, routes } = stack.network;
  if (!makesVpc(stack) || !pods) return;
  for (const [position, { cidr }] of routes.entries())
    if (cidr !== "0.0.0.0/0" && overlap(cidr, pods.cidr))
      yield issue(
        ["network", "routes", position, "cidr"],
        `${cidr} overlaps ${pods.cidr} of network.pods, whose traffic stays in the VPC; write a range outside of it`,
      );
});

/** The key by which a stack has subnets for pods, and its path. */
function settingOf({ existing }: View<"network.existing">["network"]) {
  return existing ? ["network", "existing", "podSubnetIds"] : ["network", "pods"];
}

/** Source: EKS user guide, Deploy Pods in alternate subnets with custom networking (2026): Linux nodes alone. */
const podsRunOnLinux = poolRule(
  ["ami"],
  function* ({ ami }, pool, { network }) {
    if (hasPodSubnets(network) && isWindows(ami))
      yield issue(
        ["nodePools", pool, "ami"],
        `Windows nodes cannot give pods addresses of other subnets; remove the pool, or ${settingOf(network).join(".")}`,
      );
  },
  ["network.pods", "network.existing"],
);

/** Source: EKS user guide, Create a Node Class for Amazon EKS (2026): built-in node pools use the NodeClass `default`, which EKS manages. */
const builtInPoolsExcluded = rule(["network.pods", "network.existing", "cluster.autoMode"], function* ({ network, cluster: { autoMode } }) {
  if (hasPodSubnets(network) && hasBuiltInNodePools(autoMode))
    yield issue(
      settingOf(network),
      "the built-in node pools of Auto Mode give pods addresses of the private subnets; write `cluster.autoMode: { nodePools: [], pools: { ... } }`, whose pools give them addresses of these subnets",
    );
});

const podSubnetsDiffer = rule(["network.existing[]", "region"], function* ({ network: { existing }, region }) {
  const { podSubnetIds = {}, privateSubnetIds, publicSubnetIds } = existing ?? { privateSubnetIds: [], publicSubnetIds: [] };
  const seen = new Set<string>();
  for (const [zone, id] of Object.entries(podSubnetIds)) {
    const at = ["network", "existing", "podSubnetIds", zone];
    if (!zone.startsWith(region)) yield issue(at, `expected a zone of ${region} such as ${region}a, found "${zone}"`);
    if (seen.has(id)) yield issue(at, `${id} is the subnet of another zone too; a subnet is in one zone`);
    if ([...privateSubnetIds, ...publicSubnetIds].includes(id))
      yield issue(at, `${id} is also a subnet of nodes or load balancers; write another one, or remove podSubnetIds`);
    seen.add(id);
  }
});

/** Without its ENIConfig a node gives its pods no address, and never gets ready. */
const podSubnetsInEveryZone = rule(["network.existing"], function* ({ network }) {
  const { podSubnetIds = {}, zones = [] } = network.existing ?? {};
  const missing = [...new Set(zones)].filter((zone) => !Object.hasOwn(podSubnetIds, zone));
  if (hasPodSubnets(network) && missing.length > 0)
    yield issue(
      ["network", "existing", "podSubnetIds"],
      `expected a subnet for each zone of the nodes, found none in ${listed(missing)}, where no node would get ready; add it`,
    );
});

export const podRangeRules: readonly Rule[] = [
  podRangeFits,
  routesLeavePods,
  podsRunOnLinux,
  builtInPoolsExcluded,
  podSubnetsDiffer,
  podSubnetsInEveryZone,
];
