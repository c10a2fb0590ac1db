import { listed } from "../../util/did-you-mean";
import { natStrategy } from "../../util/nat";
import { makesVpc } from "./network";
import { overlap } from "./ranges";
import { duplicates, issue, type Rule, rule } from "./rule";

/** NAT gateways lie in public subnets, and their traffic leaves by the internet gateway. */
const natHasInternetGateway = rule(["network.publicSubnets", "network.nat", "network.existing", "cluster.existing"], function* (stack) {
  const strategy = natStrategy(stack.network);
  if (!makesVpc(stack) || stack.network.publicSubnets || strategy === "none") return;
  yield issue(
    ["network", "nat"],
    `${strategy} needs an internet gateway, which a VPC without public subnets does not have; remove the key, or write \`publicSubnets: true\``,
  );
});

/** Each gateway has one address. */
const natAddressesFit = rule(["network.nat", "network.zones", "network.existing", "cluster.existing"], function* (stack) {
  const { nat, zones } = stack.network;
  if (!makesVpc(stack) || typeof nat === "string") return;
  const path = ["network", "nat", "allocationIds"];
  const count = { none: 0, single: 1, perZone: typeof zones === "number" ? zones : zones.length }[nat.type];
  if (nat.allocationIds.length !== count)
    yield issue(path, `expected ${count}, one for each NAT gateway (${nat.type}), found ${nat.allocationIds.length}`);
  yield* duplicates(path, nat.allocationIds);
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
  if (flowLogs && flowLogs.bucketArn !== undefined && flowLogs.retentionDays !== undefined)
    yield issue(
      ["network", "flowLogs", "retentionDays"],
      "a lifecycle rule of the bucket determines how long S3 keeps flow logs; remove the key",
    );
});

export const egressRules: readonly Rule[] = [natHasInternetGateway, natAddressesFit, routesFit, flowLogsFit];
