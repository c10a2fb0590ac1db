import { cluster, itValidates, network } from "./rows";

const existing = (yaml: string) => network(`{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2], ${yaml} } }`);
const pods = (cidr: string, more = "") => network(`{ pods: { cidr: ${cidr} }${more} }`);
const better = "choose a range within 100.64.0.0/10, such as 100.64.0.0/16";

describe("settings: subnets for pods", () => {
  itValidates({
    "network.pods.cidr": [
      [pods("100.64.0.0/16")],
      [pods("10.1.0.0/16")],
      [pods("172.17.0.0/16", ", cidr: 172.16.0.0/16")],
      [pods("8.8.0.0/20")],
      [pods("100.64.0.0/27", ", zones: 2")],
      [
        pods("100.64.0.0/10"),
        "network.pods.cidr: expected at most /16, the largest range that AWS accepts, found 100.64.0.0/10; write 100.64.0.0/16",
      ],
      [pods("10.0.128.0/20"), `network.pods.cidr: 10.0.128.0/20 overlaps the VPC's 10.0.0.0/16; ${better}`],
      [
        pods("192.168.0.0/16"),
        `network.pods.cidr: AWS does not let 192.168.0.0/16 into a VPC whose first range is 10.0.0.0/16: private ranges in one VPC are all within one of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16; ${better}`,
      ],
      [
        pods("10.0.0.0/16", ", cidr: 10.1.0.0/16"),
        `network.pods.cidr: AWS does not let 10.0.0.0/16 into a VPC whose first range is 10.1.0.0/16; ${better}`,
      ],
      [
        pods("172.31.0.0/16", ", cidr: 172.16.0.0/16"),
        `network.pods.cidr: AWS does not let 172.31.0.0/16 into a VPC whose first range is 172.16.0.0/16; ${better}`,
      ],
      [pods("198.19.0.0/16"), `network.pods.cidr: 198.19.0.0/16 is reserved by AWS; ${better}`],
      [pods("169.254.0.0/16"), `network.pods.cidr: 169.254.0.0/16 is reserved by AWS; ${better}`],
      [pods("224.0.0.0/16"), `network.pods.cidr: 224.0.0.0/16 is reserved; ${better}`],
      [
        `${pods("10.9.0.0/16")}\n${cluster("{ serviceCidr: 10.9.0.0/20 }")}`,
        `network.pods.cidr: 10.9.0.0/16 overlaps 10.9.0.0/20 of cluster.serviceCidr; ${better}`,
      ],
      [pods("100.64.0.0/27"), "network.pods.cidr: expected a range for 3 zones, found 100.64.0.0/27, which fits 2; choose a /26 or larger"],
      [
        pods("100.64.0.0/16", ", routes: [{ cidr: 100.64.0.0/12, transitGatewayId: tgw-1 }]"),
        "network.routes[0].cidr: 100.64.0.0/12 overlaps 100.64.0.0/16 of network.pods, whose traffic stays in the VPC; write a range outside of it",
      ],
      [
        existing("zones: [eu-west-1a, eu-west-1b] }, pods: { cidr: 100.64.0.0/16"),
        "network.pods: cannot be set with `existing`, because the stack does not manage that VPC; remove one of the two",
      ],
    ],
    "Auto Mode": [
      [`${pods("100.64.0.0/16")}\n${cluster("{ autoMode: { nodePools: [] } }")}`],
      [
        `${pods("100.64.0.0/16")}\n${cluster("{ autoMode: true }")}`,
        "network.pods: the built-in node pools of Auto Mode give pods addresses of the private subnets; write `cluster.autoMode: { nodePools: [], pools: { ... } }`, whose pools give them addresses of these subnets",
      ],
    ],
    "network.existing.podSubnetIds": [
      [existing("podSubnetIds: { eu-west-1a: subnet-3, eu-west-1b: subnet-4 }")],
      [existing("zones: [eu-west-1a, eu-west-1b], podSubnetIds: { eu-west-1a: subnet-3, eu-west-1b: subnet-4 }")],
      [
        existing("zones: [eu-west-1a, eu-west-1b], podSubnetIds: { eu-west-1a: subnet-3 }"),
        "network.existing.podSubnetIds: expected a subnet for each zone of the nodes, found none in eu-west-1b, where no node would get ready; add it",
      ],
      [
        existing("podSubnetIds: { eu-west-1a: subnet-3, eu-west-1b: subnet-3 }"),
        "network.existing.podSubnetIds.eu-west-1b: subnet-3 is the subnet of another zone too; a subnet is in one zone",
      ],
      [
        existing("podSubnetIds: { eu-west-1a: subnet-1, us-east-1a: subnet-3 }"),
        "network.existing.podSubnetIds.eu-west-1a: subnet-1 is also a subnet of nodes or load balancers; write another one, or remove podSubnetIds",
        'network.existing.podSubnetIds.us-east-1a: expected a zone of eu-west-1 such as eu-west-1a, found "us-east-1a"',
      ],
    ],
  });
});
