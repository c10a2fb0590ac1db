import { cluster, itValidates, network } from "./rows";

const route = (yaml: string) => network(`{ nat: none, endpoints: private, routes: [{ ${yaml} }] }`);

describe("settings: egress of the VPC", () => {
  itValidates({
    publicSubnets: [
      [network("{ publicSubnets: false, endpoints: private }")],
      [network("{ publicSubnets: false, nat: none, routes: [{ cidr: 0.0.0.0/0, transitGatewayId: tgw-1 }] }")],
      [
        network("{ publicSubnets: false, nat: single, endpoints: private }"),
        "network.nat: single needs an internet gateway, which a VPC without public subnets does not have; remove the key, or write `publicSubnets: true`",
      ],
      [
        network("{ publicSubnets: false }"),
        "network.endpoints: expected access to AWS APIs for nodes and Fargate, found `publicSubnets: false` without ecr.api, ecr.dkr, sts, ec2, eks, logs and eks-auth; write `endpoints: private`, add these, or write a default route in `routes`",
      ],
      [
        `${network("{ publicSubnets: false, endpoints: private }")}\n${cluster("{ endpoint: { private: false, public: true } }")}`,
        "cluster.endpoint.private: nodes cannot reach the API server: the private endpoint is off and there is no NAT to the public one; turn it on, or write a default route in `network.routes`",
      ],
      [
        network('{ publicSubnets: "no", nat: perZone }'),
        'network.publicSubnets: expected true or false, found "no"; write false without quotes',
      ],
      [
        network("{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2] }, publicSubnets: false }"),
        "network.publicSubnets: cannot be set with `existing`, because the stack does not manage that VPC; remove one of the two",
      ],
    ],
    nat: [
      [network("{ nat: { allocationIds: [eipalloc-1] } }")],
      [network("{ nat: { type: perZone, allocationIds: [eipalloc-1, eipalloc-2, eipalloc-3] } }")],
      [
        network("{ nat: { type: perZone, allocationIds: [eipalloc-1, eipalloc-1] } }"),
        "network.nat.allocationIds: expected 3, one for each NAT gateway (perZone), found 2",
        "network.nat.allocationIds[1]: duplicate entry eipalloc-1; remove one",
      ],
      [network("{ nat: regional }")],
      [network("{ nat: { type: regional, allocationIds: [eipalloc-1, eipalloc-2, eipalloc-3] } }")],
      [
        network(
          "{ zones: [eu-west-1a, eu-west-1b], nat: { type: regional, allocationIds: { eu-west-1a: [eipalloc-1, eipalloc-2], eu-west-1b: [eipalloc-3] } } }",
        ),
      ],
      [
        network("{ nat: { type: regional, allocationIds: [eipalloc-1, eipalloc-2] } }"),
        "network.nat.allocationIds: expected 3, one for each zone, found 2",
      ],
      [
        network("{ nat: { type: regional, allocationIds: { eu-west-1a: [eipalloc-1] } } }"),
        "network.nat.allocationIds: addresses by zone need the names of the zones; write them in `network.zones`, or a list here",
      ],
      [
        network(
          "{ zones: [eu-west-1a, eu-west-1b], nat: { type: regional, allocationIds: { eu-west-1a: [eipalloc-1], eu-west-1c: [eipalloc-1] } } }",
        ),
        "network.nat.allocationIds.eu-west-1c: expected a zone of `network.zones`; did you mean eu-west-1a or eu-west-1b?",
        "network.nat.allocationIds: expected addresses in each zone, found none in eu-west-1b; with addresses, the gateway grows no further",
        "network.nat.allocationIds.eu-west-1c[0]: duplicate entry eipalloc-1; remove one",
      ],
      [
        network("{ zones: [eu-west-1a, eu-west-1b], nat: { type: perZone, allocationIds: { eu-west-1a: [eipalloc-1] } } }"),
        "network.nat.allocationIds: perZone takes a list of addresses in the order of the zones; addresses by zone are for `type: regional`",
      ],
      [
        `aws:region: cn-north-1\n${network("{ nat: regional }")}`,
        "network.nat: AWS offers no regional NAT gateways in cn-north-1; write `perZone`",
      ],
      [
        network("{ publicSubnets: false, nat: regional }"),
        "network.nat: regional needs an internet gateway, which a VPC without public subnets does not have; remove the key, or write `publicSubnets: true`",
      ],
      [
        network("{ nat: { type: none, allocationIds: [eipalloc-1] }, endpoints: private }"),
        "network.nat.allocationIds: expected 0, one for each NAT gateway (none), found 1",
      ],
    ],
    routes: [
      [network("{ nat: none, routes: [{ cidr: 0.0.0.0/0, transitGatewayId: tgw-1 }] }")],
      [network("{ routes: [{ cidr: 10.9.0.0/16, vpcPeeringConnectionId: pcx-1 }, { cidr: 10.8.0.0/16, networkInterfaceId: eni-1 }] }")],
      [
        network("{ routes: [{ cidr: 0.0.0.0/0, transitGatewayId: tgw-1 }] }"),
        "network.routes[0].cidr: the default route leads to the NAT gateways; write `nat: none`, or a smaller range",
      ],
      [
        route("cidr: 10.9.0.0/16"),
        "network.routes[0]: expected one of transitGatewayId, virtualPrivateGatewayId, vpcPeeringConnectionId or networkInterfaceId, found none",
      ],
      [
        route("cidr: 10.9.0.0/16, transitGatewayId: tgw-1, networkInterfaceId: eni-1"),
        "network.routes[0]: expected one of transitGatewayId, virtualPrivateGatewayId, vpcPeeringConnectionId or networkInterfaceId, found transitGatewayId and networkInterfaceId",
      ],
      [
        route("cidr: 10.0.64.0/20, transitGatewayId: tgw-1"),
        "network.routes[0].cidr: 10.0.64.0/20 overlaps the VPC's own 10.0.0.0/16, whose traffic stays in the VPC; write a range outside of it",
      ],
      [
        network("{ routes: [{ cidr: 10.9.0.0/16, transitGatewayId: tgw-1 }, { cidr: 10.9.0.0/16, transitGatewayId: tgw-2 }] }"),
        "network.routes[1]: duplicate entry 10.9.0.0/16; remove one",
      ],
      [
        network("{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2] }, routes: [] }"),
        "network.routes: cannot be set with `existing`, because the stack does not manage that VPC; remove one of the two",
      ],
    ],
    flowLogs: [
      [network("{ flowLogs: { bucketArn: arn:aws:s3:::flow-logs/eks } }")],
      [
        network("{ flowLogs: { bucketArn: arn:aws:s3:::flow-logs, retentionDays: 30 } }"),
        "network.flowLogs.retentionDays: `bucketArn` sends the flow logs to S3, where a lifecycle rule of the bucket determines how long they are kept; remove one of the two",
      ],
    ],
  });
});
