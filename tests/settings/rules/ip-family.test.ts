import { cluster, itValidates, network, pool, section } from "./rows";

const v6 = (more = "") => cluster(`{ ipFamily: ipv6${more} }`);
const existing = (yaml: string) => network(`{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2]${yaml} } }`);

describe("settings: IP family", () => {
  itValidates({
    "cluster.ipFamily": [
      [v6()],
      [`${v6()}\n${existing("")}`],
      [cluster("{ ipFamily: dual }"), 'cluster.ipFamily: expected ipv4 or ipv6, found "dual"'],
      [
        v6(", serviceCidr: 172.20.0.0/16"),
        "cluster.serviceCidr: EKS gives Services an IPv6 range of its own with `cluster.ipFamily: ipv6`; remove one of the two keys",
      ],
      [
        `${v6()}\n${network("{ pods: { cidr: 100.64.0.0/16 } }")}`,
        "network.pods: pods have IPv6 addresses of the private subnets with `cluster.ipFamily: ipv6`; remove one of the two keys",
      ],
      [
        `${v6()}\n${existing(", podSubnetIds: { eu-west-1a: subnet-3 }")}`,
        "network.existing.podSubnetIds: pods have IPv6 addresses of the private subnets with `cluster.ipFamily: ipv6`; remove one of the two keys",
      ],
      [
        cluster("{ existing: { name: shop }, ipFamily: ipv6 }"),
        "cluster.ipFamily: cannot be set with `existing`, because the stack does not manage that cluster; only access, admins, identity and kubeconfig can",
      ],
    ],
    places: [
      [
        `${v6()}\n${network("{ localZones: [eu-west-1-lhr-1a] }")}`,
        "network.localZones: subnets there have no IPv6 addresses for `cluster.ipFamily: ipv6`; remove one of the two keys",
      ],
      [
        `${v6()}\n${existing(", outpostSubnetIds: { rack1: subnet-9 }")}`,
        "network.existing.outpostSubnetIds: subnets on Outposts have no IPv6 addresses for `cluster.ipFamily: ipv6`; remove one of the two keys",
      ],
    ],
    "instance types": [
      [`${v6()}\n${pool("{ instanceTypes: [m7i.large, t3.large] }")}`],
      [pool("{ instanceTypes: [m4.large] }")],
      [
        `${v6()}\n${pool("{ instanceTypes: [m5.large, m4.large, t2.large] }")}`,
        "nodePools.a.instanceTypes[1]: m4.large is not on the Nitro system, which `cluster.ipFamily: ipv6` needs; choose a type such as m7g.large",
        "nodePools.a.instanceTypes[2]: t2.large is not on the Nitro system, which `cluster.ipFamily: ipv6` needs; choose a type such as m7g.large",
      ],
    ],
    "ranges of endpoints": [
      [v6(', endpoint: { private: { cidrs: ["2001:db8::/32"] }, public: { cidrs: ["2600:1f18::/32", 203.0.113.0/24] } }')],
      [
        cluster('{ endpoint: { private: { cidrs: ["2001:db8::/32"] } } }'),
        "cluster.endpoint.private.cidrs[0]: the endpoint has IPv4 addresses only, so it is unreachable from 2001:db8::/32; remove it, or write `cluster.ipFamily: ipv6`",
      ],
      [
        v6(', endpoint: { public: { cidrs: ["fd00::/8"] } }'),
        "cluster.endpoint.public.cidrs[0]: fd00::/8 is a private range, which the public endpoint never sees; list your public address instead",
      ],
      [
        v6(', endpoint: { private: { cidrs: ["2001:db8::1/32", "2001:db8::1", "2001:zz::/32"] } }'),
        'cluster.endpoint.private.cidrs[0]: expected an IPv4 or IPv6 range such as 10.0.0.0/16 or 2001:db8::/32, found "2001:db8::1/32"; the bits after the prefix length must be zero',
        'cluster.endpoint.private.cidrs[1]: expected an IPv4 or IPv6 range such as 10.0.0.0/16 or 2001:db8::/32, found "2001:db8::1"; write a single address as 2001:db8::1/128',
        'cluster.endpoint.private.cidrs[2]: expected an IPv4 or IPv6 range such as 10.0.0.0/16 or 2001:db8::/32, found "2001:zz::/32"',
      ],
    ],
    routes: [
      [`${v6()}\n${network('{ nat: none, endpoints: private, routes: [{ cidr: "::/0", transitGatewayId: tgw-1 }] }')}`],
      [
        `${v6()}\n${network('{ routes: [{ cidr: "::/0", transitGatewayId: tgw-1 }, { cidr: "2001:db8::/32", virtualPrivateGatewayId: vgw-1 }] }')}`,
        "network.routes[0].cidr: the default route leads to the egress-only internet gateway; write `nat: none`, or a smaller range",
        "network.routes[1].virtualPrivateGatewayId: virtual private gateways carry no IPv6 traffic; use a transit gateway",
      ],
      [
        network('{ routes: [{ cidr: "2001:db8::/32", transitGatewayId: tgw-1 }] }'),
        "network.routes[0].cidr: the VPC has no IPv6 addresses; remove the route, or write `cluster.ipFamily: ipv6`",
      ],
    ],
    China: [
      [
        `aws:region: cn-north-1\n${v6()}\n${network("{ zones: 2 }")}\n${section("nodePools", "{}")}`,
        "cluster.ipFamily: EKS has no IPv6 clusters in China; remove the key",
      ],
    ],
  });
});
