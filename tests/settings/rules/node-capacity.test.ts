import { itValidates, network, pool, type Row } from "./rows";

const block = (more: string) =>
  pool(`{ reservation: { id: cr-1, type: capacityBlock }, instanceTypes: [p5.48xlarge], zones: [eu-west-1a], size: { min: 0 }${more} }`);

const isolatedIn = (region: string, userData = "") =>
  [
    `aws:region: ${region}`,
    network("{ nat: none, endpoints: private }"),
    pool(`{ ami: { type: BOTTLEROCKET_ARM_64_FIPS }${userData} }`),
  ].join("\n");

/** The FIPS endpoint of ECR has no VPC endpoint; where it does not exist, the stack turns it off. */
const isolatedFips: readonly Row[] = [
  [isolatedIn("eu-west-1")],
  [
    isolatedIn("us-east-1"),
    `nodePools.a.ami.type: nodes with FIPS AMIs pull images from the FIPS endpoint of ECR, which has no VPC endpoint, and the VPC has no NAT; set \`network.nat\`, or turn the endpoint off: \`userData: '[settings.aws]\\nconfig = "W2RlZmF1bHRdCnVzZV9maXBzX2VuZHBvaW50PWZhbHNlCg=="'\``,
  ],
  [isolatedIn("us-east-1", `, userData: "[settings.aws]\\nconfig = 'W2Rl'"`)],
];

describe("settings: capacity of node pools", () => {
  itValidates({
    capacity: [
      [pool("{ kind: selfManaged, capacity: { onDemandBase: 1, onDemandPercentage: 20 } }")],
      [
        pool("{ capacity: { onDemandBase: 1 } }"),
        "nodePools.a.capacity: a managed node group has one capacity type; write onDemand or spot, add a second pool, or write `kind: selfManaged`",
      ],
    ],
    reservation: [
      [pool("{ reservation: { id: cr-1 } }")],
      [pool('{ kind: selfManaged, reservation: { resourceGroupArn: "arn:aws:resource-groups:eu-west-1:111122223333:group/x" } }')],
      [pool("{ reservation: {} }"), "nodePools.a.reservation: expected either `id` or `resourceGroupArn`; write one of them"],
      [
        pool("{ reservation: { id: cr-1 }, capacity: spot, instanceTypes: [m7g.large, m6g.large] }"),
        "nodePools.a.capacity: reserved capacity is on-demand; remove the key, or `reservation`",
      ],
    ],
    "Capacity Blocks": [
      [block("")],
      [
        block(", kind: selfManaged"),
        "nodePools.a.kind: the stack starts nodes in a Capacity Block only in managed node groups; remove the key",
      ],
      [
        pool("{ reservation: { id: cr-1, type: capacityBlock }, instanceTypes: [p5.48xlarge, p5e.48xlarge] }"),
        "nodePools.a.instanceTypes: a Capacity Block has one instance type, found 2; write only that one",
        "nodePools.a.zones: a Capacity Block is in one zone; write only that one",
        "nodePools.a.size: expected `min: 0` and `desired: 0`, because no instance starts before the Capacity Block does, found 1 and 1; raise `desired` while it is active",
      ],
      [
        pool("{ reservation: { type: capacityBlock }, instanceTypes: [p5.48xlarge], zones: [eu-west-1a], size: { min: 0 } }"),
        "nodePools.a.reservation.id: a Capacity Block needs its ID; write `id`",
      ],
    ],
    placementGroup: [
      [pool("{ placementGroup: cluster, instanceTypes: [c7gn.large], zones: [eu-west-1a] }")],
      [pool("{ placementGroup: cluster, instanceTypes: [c7gn.large], spread: perZone }")],
      [pool("{ placementGroup: partition }")],
      [
        pool("{ placementGroup: cluster }"),
        "nodePools.a.placementGroup: a cluster placement group is in one zone; write `zones` with one zone, or `spread: perZone`",
        "nodePools.a.instanceTypes[0]: t4g.large cannot start in a cluster placement group; choose a family such as c7gn",
      ],
      [pool("{ placementGroup: spread, zones: [eu-west-1a, eu-west-1b], size: { max: 14 } }")],
      [
        pool("{ placementGroup: spread, spread: perZone, size: { max: 8 } }"),
        "nodePools.a.size.max: expected at most 7, because a spread placement group has 7 instances in each zone, found 8",
      ],
    ],
    efa: [
      [pool("{ efa: true, instanceTypes: [p5.48xlarge], zones: [eu-west-1a] }")],
      [pool("{ efa: true, kind: selfManaged, instanceTypes: [c7gn.16xlarge, c6gn.16xlarge], spread: perZone }")],
      [
        pool("{ efa: true }"),
        "nodePools.a.efa: EFA traffic does not leave a zone; write `zones` with one zone, `subnetIds` with one subnet, or `spread: perZone`",
        "nodePools.a.instanceTypes[0]: t4g.large has no Elastic Fabric Adapter, or is newer than the table of types that have it; choose a type such as c7gn.16xlarge or p5.48xlarge",
      ],
      [
        pool("{ efa: true, instanceTypes: [p5.48xlarge, p4d.24xlarge], zones: [eu-west-1a] }"),
        "nodePools.a.instanceTypes: expected types with the same network cards, on which EFA interfaces are, found 32 (p5.48xlarge) and 4 (p4d.24xlarge); create one pool for each",
      ],
    ],
    warmPool: [
      [pool("{ warmPool: { min: 1, maxPrepared: 5 } }")],
      [
        pool("{ warmPool: { min: 2, maxPrepared: 1, state: hibernated, reuse: true }, ami: bottlerocket }"),
        "nodePools.a.warmPool.state: Bottlerocket does not hibernate; write stopped or running",
        "nodePools.a.warmPool.reuse: Bottlerocket instances cannot return to a warm pool; remove the key",
        "nodePools.a.warmPool.maxPrepared: expected at least `min` (2), found 1",
      ],
      [
        pool("{ warmPool: {}, kind: selfManaged }"),
        "nodePools.a.warmPool: only managed node groups keep warm instances out of the cluster; remove the key, or write `kind: managed`",
      ],
      [
        pool("{ warmPool: {}, capacity: spot, instanceTypes: [m7g.large, m6g.large] }"),
        "nodePools.a.warmPool: a warm pool has on-demand instances only; remove the key, or write `capacity: onDemand`",
      ],
      [
        pool("{ warmPool: {}, ami: { id: ami-1, family: al2023 } }"),
        "nodePools.a.warmPool: EKS has warm pools only with its own AMIs; remove the key, or `ami.id`",
      ],
    ],
    "ami.type": [
      [pool("{ ami: { type: BOTTLEROCKET_ARM_64_FIPS } }")],
      [pool("{ fips: true }"), "nodePools.a.fips: unknown key; write `ami: { type }` with a FIPS type such as BOTTLEROCKET_x86_64_FIPS"],
      ...isolatedFips,
      [pool("{ ami: {} }"), "nodePools.a.ami.family: missing; expected al2023, bottlerocket, windows2019, windows2022 or windows2025"],
      [
        pool("{ ami: { type: BOTTLEROCKET_x86_64_FIPS } }"),
        "nodePools.a.instanceTypes[0]: expected a type with x86_64, on which BOTTLEROCKET_x86_64_FIPS runs, found t4g.large with arm64",
      ],
      [
        pool("{ ami: { type: BOTTLEROCKET_ARM_64_FIPS }, kind: selfManaged }"),
        "nodePools.a.ami.type: only managed node groups have it; write `ami: { id, family }` with the ID of the AMI, or `kind: managed`",
      ],
      [
        pool("{ ami: { type: AL2023_ARM_64_NVIDIA } }"),
        "nodePools.a.instanceTypes[0]: expected a type with the accelerator nvidia, whose driver AL2023_ARM_64_NVIDIA has, found t4g.large",
      ],
    ],
    "ami.version": [
      [pool("{ ami: { family: al2023, version: 1.35.2-20261101 } }")],
      [pool('{ version: "1.34", ami: { family: al2023, version: 1.34.1-20261101 } }')],
      [pool("{ ami: { family: bottlerocket, version: 1.50.0-0a1b2c3d } }")],
      [
        pool("{ ami: { family: al2023, version: 1.50.0-0a1b2c3d } }"),
        "nodePools.a.ami.version: expected a release of al2023 such as 1.35.2-20261101, found 1.50.0-0a1b2c3d",
      ],
      [
        pool('{ version: "1.34", ami: { family: al2023, version: 1.35.2-20261101 } }'),
        "nodePools.a.ami.version: expected a release of Kubernetes 1.34, the version of the pool, found 1.35.2-20261101",
      ],
      [
        pool("{ ami: { family: al2023, version: 1.36.2-20261101 } }"),
        "nodePools.a.ami.version: expected a release of Kubernetes 1.32 to 1.35, which the control plane supports, found 1.36.2-20261101",
      ],
      [
        pool("{ ami: { family: al2023, id: ami-1, version: 1.35.2-20261101 } }"),
        "nodePools.a.ami.version: `id` names the AMI itself; remove one of the two",
      ],
    ],
  });
});
