import { Netmask } from "netmask";
import { usableZoneCount } from "../../reference/partition";
import { endpointNames } from "../../reference/vpc-endpoints";
import { maxZones } from "../../util/address-plan";
import { didYouMean, listed } from "../../util/did-you-mean";
import { hasEgress, natStrategy } from "../../util/nat";
import { overlap } from "./ranges";
import { advice, capacityByName, duplicates, issue, type Rule, rule, type Stack, type View } from "./rule";

const reserved = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"];

export function makesVpc({ network, cluster }: View<"network.existing" | "cluster.existing">): boolean {
  return !network.existing && !cluster.existing;
}

/** Prefix length of the smallest VPC with room for so many zones. */
function smallestVpc(zones: number): number {
  return [28, 27, 26, 25, 24, 23, 22, 21].find((mask) => maxZones(`10.0.0.0/${mask}`) >= zones) ?? 16;
}

/** AWS supports VPCs from /16 to /28; each zone has room for a private and a public subnet. */
const cidrHoldsZones = rule(["network.existing", "network.cidr", "network.zones", "cluster.existing", "region"], function* (stack) {
  if (!makesVpc(stack)) return;
  const path = ["network", "cidr"];
  const { cidr, zones } = stack.network;
  const { base, bitmask } = new Netmask(cidr);
  if (bitmask < 16) yield issue(path, `expected at most /16, the largest VPC that AWS supports, found ${cidr}; write ${base}/16`);
  if (reserved.some((range) => overlap(cidr, range))) yield issue(path, `${cidr} is reserved; choose a private range such as 10.0.0.0/16`);
  const count = typeof zones === "number" ? zones : zones.length;
  const fitting = maxZones(cidr);
  if (bitmask < 16 || fitting >= count) return;
  const found = fitting === 0 ? `${cidr}, which is too small for any` : `${cidr}, which fits ${fitting}`;
  yield issue(path, `expected a range for ${count} zones, found ${found}; choose a /${smallestVpc(count)} or larger`);
});

const zonesExist = rule(["region", "regionFacts", "network.zones"], function* ({ region, regionFacts, network }) {
  const { zones } = network;
  const usable = usableZoneCount(region);
  const path = ["network", "zones"];
  const count = typeof zones === "number" ? zones : zones.length;
  if (regionFacts.zones !== null && count > usable) {
    yield issue(path, `expected at most ${usable} zones, all that EKS supports in ${region}, found ${count}`);
  }
});

const zoneNamesFit = rule(["region", "regionFacts", "network.zones[]"], function* ({ region, regionFacts, network: { zones } }) {
  if (typeof zones === "number") return;
  const path = ["network", "zones"];
  yield* zoneNames(path, zones, region, regionFacts);
  yield* duplicates(path, zones);
});

function* zoneNames(path: readonly PropertyKey[], zones: readonly string[], region: string, facts: Stack["regionFacts"]) {
  // zone letters differ between accounts if EKS does not support all zones: any letter may be right there
  const last = facts.letters && !facts.notForClusterSubnets ? facts.letters.at(-1)! : "f";
  for (const [position, zone] of zones.entries()) {
    const at = [...path, position];
    const letter = zone.startsWith(region) ? zone.slice(region.length) : "";
    if (zone.startsWith(`${region}-`))
      yield issue(
        at,
        `${zone} is a Local or Wavelength Zone, which EKS does not support for cluster subnets; expected a zone such as ${region}a, and Local Zones in \`localZones\``,
      );
    else if (!/^[a-z]$/.test(letter)) yield issue(at, `expected a zone of ${region} such as ${region}a, found "${zone}"`);
    else if (letter > last) yield issue(at, `${region} has no zone ${zone}; its last is ${region}${last}`);
  }
}

const endpointsKnown = rule(["network.endpoints[]"], function* ({ network: { endpoints } }) {
  if (endpoints === "private") return;
  const path = ["network", "endpoints"];
  for (const [position, endpoint] of endpoints.entries()) {
    if ((endpointNames as readonly string[]).includes(endpoint)) continue;
    const fix = endpoint === "private" ? "; write `endpoints: private`, not a list" : didYouMean(endpoint, [...endpointNames, "private"]);
    yield issue([...path, position], `unknown VPC endpoint "${endpoint}"${fix || "; expected a short name such as ecr.api or sts"}`);
  }
  yield* duplicates(path, endpoints);
});

/** Without egress, pods reach AWS only through endpoints. */
const privateNeedsEndpoints = rule(
  [
    "network.existing",
    "network.publicSubnets",
    "network.nat",
    "network.routes",
    "network.endpoints",
    "cluster.existing",
    "cluster.autoMode",
    "cluster.identity",
    "nodePools[]",
    "fargate[]",
    "names",
  ],
  function* (stack) {
    const { endpoints, publicSubnets } = stack.network;
    if (!makesVpc(stack) || hasEgress(stack.network) || endpoints === "private") return;
    const { nodes, fargate, autoMode } = capacityByName(stack);
    if (!nodes && !fargate && !autoMode) return;
    const needed = ["ecr.api", "ecr.dkr", "s3", "sts", "ec2", "eks", "logs", ...(stack.cluster.identity === "irsa" ? [] : ["eks-auth"])];
    const missing = needed.filter((endpoint) => !endpoints.includes(endpoint));
    if (missing.length === 0) return;
    const found = `found \`${publicSubnets ? "nat: none" : "publicSubnets: false"}\` without ${listed(missing)}`;
    yield issue(
      ["network", "endpoints"],
      `expected access to AWS APIs for nodes and Fargate, ${found}; write \`endpoints: private\`, add these, ${publicSubnets ? "turn NAT on, " : ""}or write a default route in \`routes\``,
    );
  },
);

const natServesZones = rule(["network.existing", "network.nat", "cluster.existing", "nodePools[]"], function* (stack) {
  if (!makesVpc(stack) || natStrategy(stack.network) !== "single") return;
  const pools = Object.entries(stack.nodePools).filter(([, pool]) => pool.spread === "perZone");
  if (pools.length === 0) return;
  const names = listed(pools.map(([name]) => name));
  yield advice(
    "vpc-single-nat",
    ["network", "nat"],
    `pool ${names} is spread per zone, but all zones share one NAT gateway`,
    "write `nat: perZone`, which tolerates the loss of a zone",
  );
});

const existingStandsAlone = rule(["network.existing", "given"], function* ({ network: { existing }, given }) {
  if (!existing) return;
  for (const key of given.network.filter((each) => !["existing", "bastion"].includes(each))) {
    yield issue(["network", key], `cannot be set with \`existing\`, because the stack does not manage that VPC; remove one of the two`);
  }
});

const existingSubnetsDiffer = rule(["network.existing[]"], function* ({ network: { existing } }) {
  if (!existing) return;
  const { privateSubnetIds, publicSubnetIds } = existing;
  const path = ["network", "existing"];
  yield* duplicates([...path, "privateSubnetIds"], privateSubnetIds);
  yield* duplicates([...path, "publicSubnetIds"], publicSubnetIds);
  for (const [position, id] of publicSubnetIds.entries()) {
    if (privateSubnetIds.includes(id))
      yield issue([...path, "publicSubnetIds", position], `${id} is also listed as a private subnet; remove one`);
  }
});

const existingSubnetsSuffice = rule(["network.existing", "cluster.existing"], function* ({ network: { existing }, cluster }) {
  if (existing && !cluster.existing && !existing.controlPlaneSubnetIds && existing.privateSubnetIds.length < 2) {
    yield issue(["network", "existing", "privateSubnetIds"], "expected subnets in at least two zones, as EKS requires, found 1 subnet");
  }
});

const existingZones = rule(["network.existing", "cluster.existing"], function* ({ network: { existing }, cluster }) {
  if (!existing?.zones) return;
  const { zones, privateSubnetIds } = existing;
  const path = ["network", "existing", "zones"];
  if (zones.length !== privateSubnetIds.length) {
    yield issue(
      path,
      `expected one zone for each of the ${privateSubnetIds.length} private subnets, in the same order, found ${zones.length}`,
    );
  } else if (!cluster.existing && zones.length > 1 && new Set(zones).size < 2) {
    yield issue(path, `expected at least two zones, as EKS requires, found only ${zones[0]}`);
  }
});

const existingZoneNamesFit = rule(
  ["network.existing[]", "region", "regionFacts"],
  function* ({ network: { existing }, region, regionFacts }) {
    yield* zoneNames(["network", "existing", "zones"], existing?.zones ?? [], region, regionFacts);
  },
);

const perZoneNeedsZones = rule(["network.existing", "nodePools[]"], function* ({ network: { existing }, nodePools }) {
  if (!existing || existing.zones) return;
  for (const [name, { spread }] of Object.entries(nodePools)) {
    if (spread !== "perZone") continue;
    yield issue(["nodePools", name, "spread"], "`perZone` requires the zones of the existing subnets; set network.existing.zones");
  }
});

export const networkRules: readonly Rule[] = [
  cidrHoldsZones,
  zonesExist,
  zoneNamesFit,
  endpointsKnown,
  privateNeedsEndpoints,
  natServesZones,
  existingStandsAlone,
  existingSubnetsDiffer,
  existingSubnetsSuffice,
  existingZones,
  existingZoneNamesFit,
  perZoneNeedsZones,
];
