// `cluster.ipFamily: ipv6`. Source: EKS user guide, Learn about IPv6 addresses to clusters, Pods, and services (2026).
import { isWindows } from "../../reference/ami-of-family";
import { isNitro } from "../../reference/max-pods";
import { isIpv6 } from "../../util/ipv6";
import { natStrategy } from "../../util/nat";
import { hasPodSubnets } from "../../util/pod-subnets";
import { issue, poolRule, type Rule, rule } from "./rule";

const setting = "cluster.ipFamily: ipv6";

const familyFits = rule(
  ["cluster.ipFamily", "cluster.serviceCidr", "cluster.existing", "region"],
  function* ({ cluster: { ipFamily, serviceCidr, existing }, region }) {
    if (ipFamily !== "ipv6" || existing) return;
    if (region.startsWith("cn-")) yield issue(["cluster", "ipFamily"], "EKS has no IPv6 clusters in China; remove the key");
    if (serviceCidr !== undefined)
      yield issue(
        ["cluster", "serviceCidr"],
        `EKS gives Services an IPv6 range of its own with \`${setting}\`; remove one of the two keys`,
      );
  },
);

const podsShareSubnets = rule(
  ["cluster.ipFamily", "cluster.existing", "network.pods", "network.existing"],
  function* ({ cluster: { ipFamily, existing }, network }) {
    if (ipFamily !== "ipv6" || existing || !hasPodSubnets(network)) return;
    yield issue(
      network.existing ? ["network", "existing", "podSubnetIds"] : ["network", "pods"],
      `pods have IPv6 addresses of the private subnets with \`${setting}\`; remove one of the two keys`,
    );
  },
);

/** Source: EKS user guide, Learn about IPv6 addresses to clusters, Pods, and services (2026). Subnets in Local Zones need another block. */
const placesFit = rule(
  ["cluster.ipFamily", "cluster.existing", "cluster.remoteNetworks", "network.localZones", "network.outposts", "network.existing"],
  function* ({ cluster: { ipFamily, existing, remoteNetworks }, network }) {
    if (ipFamily !== "ipv6" || existing) return;
    if (remoteNetworks)
      yield issue(["cluster", "remoteNetworks"], `hybrid nodes join no clusters with \`${setting}\`; remove one of the two keys`);
    if (!network.existing && (network.localZones ?? []).length > 0)
      yield issue(["network", "localZones"], `subnets there have no IPv6 addresses for \`${setting}\`; remove one of the two keys`);
    const outposts = network.existing ? ["network", "existing", "outpostSubnetIds"] : ["network", "outposts"];
    if (Object.keys((network.existing ? network.existing.outpostSubnetIds : network.outposts) ?? {}).length > 0)
      yield issue(outposts, `subnets on Outposts have no IPv6 addresses for \`${setting}\`; remove one of the two keys`);
  },
);

const nodesFit = poolRule(
  ["instanceTypes[]", "ami"],
  function* ({ instanceTypes, ami }, pool, { cluster: { ipFamily, existing } }) {
    if (ipFamily !== "ipv6" || existing) return;
    if (isWindows(ami))
      yield issue(["nodePools", pool, "ami"], `Windows does not run on clusters with \`${setting}\`; remove the pool, or the key`);
    for (const [position, type] of instanceTypes.entries())
      if (!isNitro(type))
        yield issue(
          ["nodePools", pool, "instanceTypes", position],
          `${type} is not on the Nitro system, which \`${setting}\` needs; choose a type such as m7g.large`,
        );
  },
  ["cluster.ipFamily", "cluster.existing"],
);

/** Clusters with IPv4 have no IPv6 addresses at their endpoints. */
const endpointFits = rule(["cluster.ipFamily", "cluster.endpoint[]", "cluster.existing"], function* ({ cluster }) {
  const { ipFamily, endpoint, existing } = cluster;
  if (existing) return;
  for (const kind of ["private", "public"] as const) {
    const side = endpoint[kind];
    for (const [position, range] of (typeof side === "object" ? side.cidrs : []).entries()) {
      if (!isIpv6(range)) continue;
      const path = ["cluster", "endpoint", kind, "cidrs", position];
      if (ipFamily === "ipv4")
        yield issue(path, `the endpoint has IPv4 addresses only, so it is unreachable from ${range}; remove it, or write \`${setting}\``);
      else if (kind === "public" && /^f[cde]/i.test(range))
        yield issue(path, `${range} is a private range, which the public endpoint never sees; list your public address instead`);
    }
  }
});

const routesFit = rule(
  ["network.routes[]", "network.nat", "network.existing", "cluster.ipFamily", "cluster.existing"],
  function* ({ network, cluster: { ipFamily, existing } }) {
    if (existing || network.existing) return;
    for (const [position, { cidr, virtualPrivateGatewayId }] of network.routes.entries()) {
      if (!isIpv6(cidr)) continue;
      const path = ["network", "routes", position];
      if (ipFamily === "ipv4") yield issue([...path, "cidr"], `the VPC has no IPv6 addresses; remove the route, or write \`${setting}\``);
      if (cidr === "::/0" && natStrategy(network) !== "none")
        yield issue(
          [...path, "cidr"],
          "the default route leads to the egress-only internet gateway; write `nat: none`, or a smaller range",
        );
      if (virtualPrivateGatewayId !== undefined)
        yield issue([...path, "virtualPrivateGatewayId"], "virtual private gateways carry no IPv6 traffic; use a transit gateway");
    }
  },
);

export const ipFamilyRules: readonly Rule[] = [familyFits, podsShareSubnets, placesFit, nodesFit, endpointFits, routesFit];
