import { cluster, itValidates, network, pool, section } from "./rows";

describe("settings: network", () => {
  itValidates({
    cidr: [
      [
        network("{ cidr: 10.0.0.0/15 }"),
        "network.cidr: expected at most /16, the largest VPC that AWS supports, found 10.0.0.0/15; write 10.0.0.0/16",
      ],
      [
        network("{ cidr: 10.0.0.0/26 }"),
        "network.cidr: expected a range for 3 zones, found 10.0.0.0/26, which fits 2; choose a /25 or larger",
      ],
      [
        network("{ cidr: 10.0.0.0/27, zones: 2 }"),
        "network.cidr: expected a range for 2 zones, found 10.0.0.0/27, which is too small for any; choose a /26 or larger",
      ],
      [
        `aws:region: us-east-1\n${network("{ cidr: 10.0.0.0/24, zones: 5 }")}`,
        "network.cidr: expected a range for 5 zones, found 10.0.0.0/24, which fits 4; choose a /22 or larger",
      ],
      [network("{ cidr: 127.0.0.0/16 }"), "network.cidr: 127.0.0.0/16 is reserved; choose a private range such as 10.0.0.0/16"],
      [network("{ cidr: 10.0.0.0/26, zones: 2 }")],
    ],
    zones: [
      [network("{ zones: 4 }"), "network.zones: expected at most 3 zones, all that EKS supports in eu-west-1, found 4"],
      [
        network("{ zones: [eu-west-1a, us-east-1b] }"),
        'network.zones[1]: expected a zone of eu-west-1 such as eu-west-1a, found "us-east-1b"',
      ],
      [network("{ zones: [eu-west-1a, eu-west-1z] }"), "network.zones[1]: eu-west-1 has no zone eu-west-1z; its last is eu-west-1c"],
      [network("{ zones: [eu-west-1a, eu-west-1a] }"), "network.zones[1]: duplicate entry eu-west-1a; remove one"],
      [
        `aws:region: us-west-2\n${network("{ zones: [us-west-2a, us-west-2-lax-1a] }")}`,
        "network.zones[1]: us-west-2-lax-1a is a Local or Wavelength Zone, which EKS does not support for cluster subnets; expected a zone such as us-west-2a, and Local Zones in `localZones`",
      ],
      [`aws:region: us-west-1\n${network("{ zones: [us-west-1a, us-west-1c] }")}`],
      [network("{ zones: [eu-west-1c, eu-west-1a] }")],
    ],
    endpoints: [
      [network("{ endpoints: [ecr] }"), 'network.endpoints[0]: unknown VPC endpoint "ecr"; did you mean ecr.api or ecr.dkr?'],
      [
        network("{ endpoints: [s3, com.amazonaws.eu-west-1.sts] }"),
        'network.endpoints[1]: unknown VPC endpoint "com.amazonaws.eu-west-1.sts"; expected a short name such as ecr.api or sts',
      ],
      [network("{ endpoints: [private] }"), 'network.endpoints[0]: unknown VPC endpoint "private"; write `endpoints: private`, not a list'],
      [network("{ endpoints: [s3, s3] }"), "network.endpoints[1]: duplicate entry s3; remove one"],
    ],
    "access to AWS services without NAT": [
      [
        network("{ nat: none, endpoints: [s3, ecr.api, ecr.dkr, sts, ec2, logs] }"),
        "network.endpoints: expected access to AWS APIs for nodes and Fargate, found `nat: none` without eks and eks-auth; write `endpoints: private`, add these, turn NAT on, or write a default route in `routes`",
      ],
      [
        `${network("{ nat: none, endpoints: [s3, ecr.api, ecr.dkr, sts, ec2, eks] }")}\n${cluster("{ autoMode: true, identity: irsa }")}`,
        "network.endpoints: expected access to AWS APIs for nodes and Fargate, found `nat: none` without logs; write `endpoints: private`, add these, turn NAT on, or write a default route in `routes`",
      ],
      [
        `${network("{ nat: none, endpoints: [] }")}\n${section("fargate", "{ a: { selectors: [{ namespace: a }] } }")}`,
        "network.endpoints: expected access to AWS APIs for nodes and Fargate, found `nat: none` without ecr.api, ecr.dkr, s3, sts, ec2, eks, logs and eks-auth; write `endpoints: private`, add these, turn NAT on, or write a default route in `routes`",
      ],
      [network("{ nat: none, endpoints: private }")],
      [network("{ nat: none, endpoints: [s3, ecr.api, ecr.dkr, sts, ec2, eks, logs, eks-auth] }")],
      [`${network("{ nat: none, endpoints: [s3, ecr.api, ecr.dkr, sts, ec2, eks, logs] }")}\n${cluster("{ identity: irsa }")}`],
      [`${network("{ nat: none }")}\n${section("nodePools", "{}")}`],
      [
        `${network("{ nat: none, endpoints: private }")}\n${cluster("{ endpoint: { private: false, public: true } }")}`,
        "cluster.endpoint.private: nodes cannot reach the API server: the private endpoint is off and there is no NAT to the public one; turn it on, or set `network.nat: single`",
      ],
    ],
    "existing VPC": [
      [
        network(
          "{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-a, subnet-b] }, cidr: 10.0.0.0/16, zones: 2, nat: none, endpoints: [], flowLogs: false }",
        ),
        ...["cidr", "zones", "nat", "endpoints", "flowLogs"].map(
          (key) => `network.${key}: cannot be set with \`existing\`, because the stack does not manage that VPC; remove one of the two`,
        ),
      ],
      [
        network("{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-a, subnet-a], publicSubnetIds: [subnet-a] } }"),
        "network.existing.privateSubnetIds[1]: duplicate entry subnet-a; remove one",
        "network.existing.publicSubnetIds[0]: subnet-a is also listed as a private subnet; remove one",
      ],
      [
        network("{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-a] } }"),
        "network.existing.privateSubnetIds: expected subnets in at least two zones, as EKS requires, found 1 subnet",
      ],
      [
        network("{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-a, subnet-b], zones: [eu-west-1a] } }"),
        "network.existing.zones: expected one zone for each of the 2 private subnets, in the same order, found 1",
      ],
      [
        network("{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-a, subnet-b], zones: [eu-west-1a, eu-west-1a] } }"),
        "network.existing.zones: expected at least two zones, as EKS requires, found only eu-west-1a",
      ],
      [
        `${network("{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-a, subnet-b] } }")}\n${pool("{ spread: perZone }")}`,
        "nodePools.a.spread: `perZone` requires the zones of the existing subnets; set network.existing.zones",
      ],
      [
        `${network("{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-a, subnet-b], zones: [eu-west-1a, eu-west-1b] } }")}\n${pool("{ spread: perZone }")}`,
      ],
    ],
  });
});
