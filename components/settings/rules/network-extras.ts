// Isolated subnets and DHCP options of a VPC that the stack creates.
import { amazonDns } from "../../reference/aws-names";
import { isolatedSubnetLimit } from "../../util/address-plan";
import { makesVpc } from "./network";
import { advice, duplicates, issue, type Rule, rule } from "./rule";

const path = ["network", "isolatedSubnets"];

const roomForIsolated = rule(["network.isolatedSubnets[]", "network.cidr", "network.existing", "cluster.existing"], function* (stack) {
  const { isolatedSubnets = [], cidr } = stack.network;
  if (!makesVpc(stack) || isolatedSubnets.length === 0) return;
  const most = isolatedSubnetLimit(cidr);
  if (most === 0) yield issue(path, `${cidr} has no room for these subnets beside those of the zones; choose a /20 or larger in \`cidr\``);
  else if (isolatedSubnets.length > most)
    yield issue(path, `expected at most ${most} names, for which each zone has room, found ${isolatedSubnets.length}`);
});

const isolatedDiffer = rule(["network.isolatedSubnets[]"], function* ({ network: { isolatedSubnets = [] } }) {
  yield* duplicates(path, isolatedSubnets);
});

/** Source: EKS user guide, Cluster API server endpoint (2026): the private endpoint resolves by the Route 53 Resolver of the VPC. */
const resolvesEndpoint = rule(["network.dhcpOptions", "cluster.endpoint", "cluster.existing"], function* ({ network, cluster }) {
  const servers = network.dhcpOptions?.domainNameServers;
  if (servers === undefined || servers.includes(amazonDns) || cluster.existing || cluster.endpoint.private === false) return;
  yield advice(
    "dhcp-dns",
    ["network", "dhcpOptions", "domainNameServers"],
    `nodes resolve the private endpoint and VPC endpoints by ${amazonDns} alone, unless these servers forward to it`,
    `add ${amazonDns}, or have the servers forward the names of AWS to an inbound endpoint of Route 53 Resolver`,
  );
});

const dhcpSaysSomething = rule(["network.dhcpOptions"], function* ({ network: { dhcpOptions } }) {
  if (dhcpOptions && Object.values(dhcpOptions).every((value) => value === undefined))
    yield issue(["network", "dhcpOptions"], "has no options; write `domainName`, `domainNameServers` or `ntpServers`, or remove the key");
});

export const networkExtraRules: readonly Rule[] = [roomForIsolated, isolatedDiffer, resolvesEndpoint, dhcpSaysSomething];
