import { partitionOf } from "../../reference/partition";
import { didYouMean, listed } from "../../util/did-you-mean";
import { zoneCount } from "../../util/group-count";
import { natStrategy } from "../../util/nat";
import { makesVpc } from "./network";
import { overlap } from "./ranges";
import { duplicates, issue, type Rule, type RuleResult, rule } from "./rule";

/** NAT gateways lie in public subnets, and their traffic leaves by the internet gateway. */
const natHasInternetGateway = rule(["network.publicSubnets", "network.nat", "network.existing", "cluster.existing"], function* (stack) {
  const strategy = natStrategy(stack.network);
  if (!makesVpc(stack) || stack.network.publicSubnets || strategy === "none") return;
  yield issue(
    ["network", "nat"],
    `${strategy} needs an internet gateway, which a VPC without public subnets does not have; remove the key, or write \`publicSubnets: true\``,
  );
});

/** Each gateway has one address, a regional one at least one in each zone. */
const natAddressesFit = rule(["network.nat", "network.zones", "network.existing", "cluster.existing"], function* (stack) {
  const { nat, zones } = stack.network;
  if (!makesVpc(stack) || typeof nat === "string" || nat.allocationIds === undefined) return;
  const { type, allocationIds } = nat;
  const path = ["network", "nat", "allocationIds"];
  if (!Array.isArray(allocationIds)) {
    yield* byZone(path, type, allocationIds, zones);
    return;
  }
  const count = { none: 0, single: 1, perZone: zoneCount(zones), regional: zoneCount(zones) }[type];
  const each = type === "regional" ? "one for each zone" : `one for each NAT gateway (${type})`;
  if (allocationIds.length !== count) yield issue(path, `expected ${count}, ${each}, found ${allocationIds.length}`);
  yield* duplicates(path, allocationIds);
});

function* byZone(
  path: readonly string[],
  type: string,
  allocationIds: Readonly<Record<string, readonly string[]>>,
  zones: number | readonly string[],
): Iterable<RuleResult> {
  if (type !== "regional")
    yield issue(path, `${type} takes a list of addresses in the order of the zones; addresses by zone are for \`type: regional\``);
  else if (typeof zones === "number")
    yield issue(path, "addresses by zone need the names of the zones; write them in `network.zones`, or a list here");
  else {
    for (const zone of Object.keys(allocationIds))
      if (!zones.includes(zone)) yield issue([...path, zone], `expected a zone of \`network.zones\`${didYouMean(zone, zones)}`);
    const missing = zones.filter((zone) => !Object.hasOwn(allocationIds, zone));
    if (missing.length > 0)
      yield issue(path, `expected addresses in each zone, found none in ${listed(missing)}; with addresses, the gateway grows no further`);
    const seen = new Set<string>();
    for (const [zone, ids] of Object.entries(allocationIds))
      for (const [position, id] of ids.entries()) {
        if (seen.has(id)) yield issue([...path, zone, position], `duplicate entry ${id}; remove one`);
        seen.add(id);
      }
  }
}

/** Source: AWS, regional NAT gateways: in all regions but those of China and GovCloud (2026-06). */
const regionalNatOffered = rule(["region", "network.nat", "network.existing", "cluster.existing"], function* (stack) {
  const partition = partitionOf(stack.region);
  if (!makesVpc(stack) || natStrategy(stack.network) !== "regional" || !["aws-cn", "aws-us-gov"].includes(partition)) return;
  yield issue(["network", "nat"], `AWS offers no regional NAT gateways in ${stack.region}; write \`perZone\``);
});

const routeTargets = ["transitGatewayId", "virtualPrivateGatewayId", "vpcPeeringConnectionId", "networkInterfaceId"] as const;

const routesFit = rule(["network.routes[]", "network.nat", "network.cidr", "network.existing", "cluster.existing"], function* (stack) {
  const { routes, cidr: own } = stack.network;
  if (!makesVpc(stack)) return;
  for (const [position, route] of routes.entries()) {
    const path = ["network", "routes", position];
    const targets = routeTargets.filter((target) => route[target] !== undefined);
    if (targets.length !== 1)
      yield issue(path, `expected one of ${listed(routeTargets, "or")}, found ${targets.length === 0 ? "none" : listed(targets)}`);
    if (route.cidr === "0.0.0.0/0" && natStrategy(stack.network) !== "none")
      yield issue([...path, "cidr"], "the default route leads to the NAT gateways; write `nat: none`, or a smaller range");
    if (route.cidr !== "0.0.0.0/0" && overlap(route.cidr, own))
      yield issue(
        [...path, "cidr"],
        `${route.cidr} overlaps the VPC's own ${own}, whose traffic stays in the VPC; write a range outside of it`,
      );
  }
  yield* duplicates(
    ["network", "routes"],
    routes.map(({ cidr }) => cidr),
  );
});

const flowLogsFit = rule(["network.flowLogs"], function* ({ network: { flowLogs } }) {
  if (!flowLogs) return;
  const { bucketArn, firehoseArn, retentionDays } = flowLogs;
  const path = ["network", "flowLogs"];
  if (bucketArn !== undefined && firehoseArn !== undefined)
    yield issue([...path, "firehoseArn"], "flow logs go to one place, and `bucketArn` names another; remove one of the two");
  if (bucketArn !== undefined && retentionDays !== undefined)
    yield issue(
      [...path, "retentionDays"],
      "`bucketArn` sends the flow logs to S3, where a lifecycle rule of the bucket determines how long they are kept; remove one of the two",
    );
  else if (firehoseArn !== undefined && retentionDays !== undefined)
    yield issue([...path, "retentionDays"], "the destination of the stream determines how long flow logs are kept; remove the key");
});

export const egressRules: readonly Rule[] = [natHasInternetGateway, regionalNatOffered, natAddressesFit, routesFit, flowLogsFit];
