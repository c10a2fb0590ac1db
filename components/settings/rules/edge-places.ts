// Local Zones and Outposts. Source: EKS user guide, AWS Local Zones, and Amazon EKS on AWS Outposts, extended clusters (2026).
import { edgeSubnetLimit, hasEdgeRoom } from "../../util/address-plan";
import { didYouMean, listed } from "../../util/did-you-mean";
import type { NodePoolSettings } from "../types";
import { isLocalZone } from "./local-zone";
import { makesVpc } from "./network";
import { advice, duplicates, issue, poolRule, type Rule, rule } from "./rule";

const localZonesFit = rule(["network.localZones", "network.existing", "cluster.existing", "region"], function* (stack) {
  const { localZones = [] } = stack.network;
  if (!makesVpc(stack)) return;
  const path = ["network", "localZones"];
  for (const [position, zone] of localZones.entries())
    if (!isLocalZone(zone, stack.region))
      yield issue(
        [...path, position],
        /-wl\d/.test(zone)
          ? `${zone} is a Wavelength Zone, whose subnets need a carrier gateway; expected a Local Zone`
          : `expected a Local Zone of ${stack.region}, such as ${stack.region}-lax-1a, found "${zone}"`,
      );
  yield* duplicates(path, localZones);
});

const outpostsFit = rule(["network.outposts", "network.zones", "network.existing", "cluster.existing", "region"], function* (stack) {
  const { outposts = {}, zones } = stack.network;
  if (!makesVpc(stack)) return;
  const users = new Map<string, string>();
  for (const [name, { zone }] of Object.entries(outposts)) {
    const path = ["network", "outposts", name, "zone"];
    const other = users.get(zone);
    if (typeof zones === "number" ? !/^[a-z]$/.test(zone.replace(stack.region, "")) : !zones.includes(zone))
      yield issue(
        path,
        `expected a zone of the network (${typeof zones === "number" ? `such as ${stack.region}a` : listed(zones)}), found "${zone}"`,
      );
    else if (other !== undefined)
      yield issue(
        path,
        `${other} is connected to the same zone, and the VPC has room for one subnet on an Outpost in each zone; remove one`,
      );
    users.set(zone, name);
  }
});

/** The subnets are in a free part of the VPC's range; pods have addresses of them. */
const edgeFits = rule(
  ["network.localZones", "network.outposts", "network.cidr", "network.pods", "network.existing", "cluster.existing"],
  function* (stack) {
    const { localZones = [], outposts = {}, cidr, pods } = stack.network;
    if (!makesVpc(stack)) return;
    for (const [key, count] of [
      ["localZones", localZones.length],
      ["outposts", Object.keys(outposts).length],
    ] as const) {
      if (count === 0) continue;
      const path = ["network", key];
      if (pods)
        yield issue(
          path,
          "pods there would get no addresses of `network.pods`, which has subnets in availability zones alone; remove one of the two",
        );
      if (!hasEdgeRoom(cidr))
        yield issue(path, `${cidr} has no room for these subnets beside those of the zones; choose a /23 or larger in \`cidr\``);
      else if (count > edgeSubnetLimit(cidr))
        yield issue(path, `expected at most ${edgeSubnetLimit(cidr)}, for which ${cidr} has room, found ${count}`);
    }
  },
);

/** Source: VPC user guide, transit gateways: resources reach one only from a zone with an attachment, which Local Zones cannot have (2026). */
const localZonesReachGateways = rule(["network.localZones", "network.routes[]"], function* ({ network: { localZones = [], routes } }) {
  const position = routes.findIndex(({ transitGatewayId }) => transitGatewayId !== undefined);
  if (localZones.length > 0 && position >= 0)
    yield advice(
      "local-zone-routes",
      ["network", "routes", position],
      `nodes in ${listed(localZones)} do not reach the transit gateway: Local Zones have no attachment`,
      "route their traffic through an appliance in an availability zone (`networkInterfaceId`), or by NAT",
    );
});

const poolOnOutpost = poolRule(
  ["outpost", "kind", "capacity", "disk.type", "volumes[]", "spread", "zones", "subnetIds"],
  function* ({ outpost, kind, capacity, disk, volumes, spread, zones, subnetIds }, pool, { network }) {
    if (outpost === undefined) return;
    const path = ["nodePools", pool];
    const names = Object.keys((network.existing ? network.existing.outpostSubnetIds : network.outposts) ?? {});
    const section = network.existing ? "network.existing.outpostSubnetIds" : "network.outposts";
    if (!names.includes(outpost))
      yield issue([...path, "outpost"], `unknown Outpost ${outpost}${didYouMean(outpost, names) || `; add it to ${section}`}`);
    if (kind === "managed") yield issue([...path, "kind"], "EKS has no managed node groups on Outposts; write `kind: selfManaged`");
    if (capacity !== "onDemand") yield issue([...path, "capacity"], "Outposts have on-demand instances alone; remove the key");
    if (disk.type !== "gp2") yield issue([...path, "disk", "type"], `Outposts have gp2 volumes, found ${disk.type}; remove the key`);
    for (const [name, { type }] of Object.entries(volumes))
      if (type !== "gp2") yield issue([...path, "volumes", name, "type"], `Outposts have gp2 volumes, found ${type}; write \`type: gp2\``);
    if (zones) yield issue([...path, "zones"], "an Outpost is in one zone; remove one of the two keys");
    if (subnetIds) yield issue([...path, "subnetIds"], "the subnet is that of the Outpost; remove one of the two keys");
    if (spread === "perZone") yield issue([...path, "spread"], "an Outpost is in one zone; remove the key");
  },
  ["network.existing", "network.outposts"],
);

const outpostTypes = poolRule(["outpost", "instanceTypes[]"], function* ({ outpost, instanceTypes }, pool) {
  for (const [position, type] of outpost === undefined ? [] : instanceTypes.entries())
    if (/^t\d/.test(type))
      yield advice(
        "outpost-instance-types",
        ["nodePools", pool, "instanceTypes", position],
        `an Outpost runs the instance types that it was ordered with, and these are seldom burstable ones such as ${type}`,
        "list its own types: `aws outposts get-outpost-instance-types --outpost-id <id>`",
      );
});

/** Source: AWS Local Zones features (2026): all have gp2, some also gp3 and io1. */
const localZoneVolumes = poolRule(
  ["zones", "disk.type", "volumes[]"],
  function* ({ zones, disk, volumes }, pool, { network }) {
    const local = (zones ?? []).filter((zone) => network.localZones?.includes(zone));
    const found = gp3Volumes({ disk, volumes });
    if (local.length > 0 && found.length > 0)
      yield advice(
        "local-zone-volumes",
        ["nodePools", pool, ...found[0]!],
        `not every Local Zone has volumes other than gp2; in ${listed(local)} instances may fail to start`,
        "write `type: gp2`, unless the zone has this type",
      );
  },
  ["network.localZones"],
);

function gp3Volumes({
  disk,
  volumes,
}: {
  readonly disk: Pick<NodePoolSettings["disk"], "type">;
  readonly volumes: NodePoolSettings["volumes"];
}) {
  const others = Object.entries(volumes).flatMap(([name, { type }]) => (type === "gp2" ? [] : [["volumes", name, "type"]]));
  return [...(disk.type === "gp2" ? [] : [["disk", "type"]]), ...others];
}

export const edgePlaceRules: readonly Rule[] = [
  localZonesFit,
  outpostsFit,
  edgeFits,
  localZonesReachGateways,
  poolOnOutpost,
  outpostTypes,
  localZoneVolumes,
];
