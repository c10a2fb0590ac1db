import { itValidates, itWarns, network, section } from "./rows";

const pools = (yaml: string) => section("nodePools", yaml);
const arn = '"arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0"';
const rack = network(`{ outposts: { rack1: { arn: ${arn}, zone: eu-west-1a } } }`);
const onRack = (more = "") => `${rack}\n${pools(`{ a: { kind: selfManaged, outpost: rack1, instanceTypes: [m5.xlarge]${more} } }`)}`;
const local = network("{ localZones: [eu-west-1-lax-1a] }");

describe("settings: Local Zones and Outposts", () => {
  itValidates({
    "Local Zones": [
      [local],
      [`${local}\n${pools("{ a: { zones: [eu-west-1-lax-1a] }, b: { zones: [eu-west-1a, eu-west-1-lax-1a], spread: perZone } }")}`],
      [
        pools("{ a: { zones: [eu-west-1-lax-1a] } }"),
        "nodePools.a.zones[0]: eu-west-1-lax-1a is a Local Zone; add it to `network.localZones`",
      ],
      [
        `${local}\n${section("fargate", "{ a: { selectors: [{ namespace: a }], zones: [eu-west-1-lax-1a] } }")}`,
        "fargate.a.zones[0]: eu-west-1-lax-1a is a Local Zone, where only node pools can be; write a zone of the region",
      ],
      [
        network("{ localZones: [eu-west-1b, eu-west-1-wl1-lon-wlz-1, eu-west-1-lax-1a, eu-west-1-lax-1a] }"),
        'network.localZones[0]: expected a Local Zone of eu-west-1, such as eu-west-1-lax-1a, found "eu-west-1b"',
        "network.localZones[1]: eu-west-1-wl1-lon-wlz-1 is a Wavelength Zone, whose subnets need a carrier gateway; expected a Local Zone",
        "network.localZones[3]: duplicate entry eu-west-1-lax-1a; remove one",
      ],
      [
        network("{ cidr: 10.0.0.0/24, zones: 2, localZones: [eu-west-1-lax-1a] }"),
        "network.localZones: 10.0.0.0/24 has no room for these subnets beside those of the zones; choose a /23 or larger in `cidr`",
      ],
      [
        network("{ pods: { cidr: 100.64.0.0/16 }, localZones: [eu-west-1-lax-1a] }"),
        "network.localZones: pods there would get no addresses of `network.pods`, which has subnets in availability zones alone; remove one of the two",
      ],
    ],
    Outposts: [
      [onRack()],
      [onRack(", volumes: { data: { device: /dev/xvdf, sizeGiB: 20, type: gp2 } }")],
      [
        `${network("{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2], outpostSubnetIds: { rack1: subnet-3 } } }")}\n${pools("{ a: { kind: selfManaged, outpost: rack1, instanceTypes: [m5.xlarge] } }")}`,
      ],
      [
        `${rack}\n${pools("{ a: { outpost: rack2, capacity: spot, instanceTypes: [m5.xlarge, c5.xlarge], disk: { type: gp3 }, zones: [eu-west-1a], spread: perZone } }")}`,
        "nodePools.a.outpost: unknown Outpost rack2; did you mean rack1?",
        "nodePools.a.kind: EKS has no managed node groups on Outposts; write `kind: selfManaged`",
        "nodePools.a.capacity: Outposts have on-demand instances alone; remove the key",
        "nodePools.a.disk.type: Outposts have gp2 volumes, found gp3; remove the key",
        "nodePools.a.zones: an Outpost is in one zone; remove one of the two keys",
        "nodePools.a.spread: an Outpost is in one zone; remove the key",
      ],
      [
        onRack(", volumes: { data: { device: /dev/xvdf, sizeGiB: 20 } }, subnetIds: [subnet-1]"),
        "nodePools.a.volumes.data.type: Outposts have gp2 volumes, found gp3; write `type: gp2`",
        "nodePools.a.subnetIds: the subnet is that of the Outpost; remove one of the two keys",
      ],
      [
        network(`{ zones: [eu-west-1a, eu-west-1b], outposts: { rack1: { arn: ${arn}, zone: eu-west-1c } } }`),
        'network.outposts.rack1.zone: expected a zone of the network (eu-west-1a and eu-west-1b), found "eu-west-1c"',
      ],
      [
        network(`{ outposts: { rack1: { arn: ${arn}, zone: eu-west-1a }, rack2: { arn: ${arn}, zone: eu-west-1a } } }`),
        "network.outposts.rack2.zone: rack1 is connected to the same zone, and the VPC has room for one subnet on an Outpost in each zone; remove one",
      ],
      [
        network(
          '{ outposts: { rack1: { arn: "arn:aws:outposts:eu-central-1:111122223333:outpost/op-0123456789abcdef0", zone: eu-west-1a } } }',
        ),
        "network.outposts.rack1.arn: expected an Outpost in eu-west-1, found one in eu-central-1",
      ],
    ],
  });

  itWarns([
    [
      `${local}\n${pools("{ a: { zones: [eu-west-1-lax-1a] } }")}`,
      "[local-zone-volumes] eks-blueprints:nodePools.a.disk.type: not every Local Zone has volumes other than gp2; in eu-west-1-lax-1a instances may fail to start; write `type: gp2`, unless the zone has this type",
    ],
    [`${local}\n${pools("{ a: { zones: [eu-west-1-lax-1a], disk: { type: gp2 } } }")}`],
    [
      onRack().replace("m5.xlarge", "t3.xlarge"),
      "[outpost-instance-types] eks-blueprints:nodePools.a.instanceTypes[0]: an Outpost runs the instance types that it was ordered with, and these are seldom burstable ones such as t3.xlarge; list its own types: `aws outposts get-outpost-instance-types --outpost-id <id>`",
    ],
    [
      network("{ localZones: [eu-west-1-lax-1a], routes: [{ cidr: 10.9.0.0/16, transitGatewayId: tgw-1 }] }"),
      "[local-zone-routes] eks-blueprints:network.routes[0]: nodes in eu-west-1-lax-1a do not reach the transit gateway: Local Zones have no attachment; route their traffic through an appliance in an availability zone (`networkInterfaceId`), or by NAT",
    ],
  ]);
});
