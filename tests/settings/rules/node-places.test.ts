import { cluster, itValidates, network, pool, section } from "./rows";

const role = "arn:aws:iam::111122223333:role/nodes";
const existing = (more: string) => network(`{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2]${more} } }`);
const profile = (more: string) => section("fargate", `{ jobs: { selectors: [{ namespace: jobs }], ${more} } }`);

describe("settings: version, place and role of node pools", () => {
  itValidates({
    version: [
      [`${cluster('{ version: "1.35" }')}\n${pool('{ version: "1.34" }')}`],
      [`${cluster('{ version: "1.35" }')}\n${pool('{ version: "1.32", kind: selfManaged }')}`],
      [
        `${cluster('{ version: "1.35" }')}\n${pool('{ version: "1.36" }')}`,
        'nodePools.a.version: expected at most "1.35", the version of the cluster, found "1.36"; upgrade the control plane first',
      ],
      [
        `${cluster('{ version: "1.35" }')}\n${pool('{ version: "1.31" }')}`,
        'nodePools.a.version: expected at least "1.32", because nodes can be 3 minor versions older than the control plane (1.35), found "1.31"',
      ],
      [
        pool('{ version: "1.34", ami: { id: ami-1, family: al2023 } }'),
        "nodePools.a.version: the custom AMI (`ami.id`) determines the version of the nodes; remove the key",
      ],
    ],
    zones: [
      [pool("{ zones: [eu-west-1a] }")],
      [pool("{ zones: [eu-west-1a, eu-west-1b], spread: perZone }")],
      [pool("{ zones: [us-east-1a] }"), "nodePools.a.zones[0]: expected a zone of eu-west-1, such as eu-west-1a, found us-east-1a"],
      [
        `${network("{ zones: [eu-west-1a, eu-west-1b] }")}\n${pool("{ zones: [eu-west-1c] }")}`,
        "nodePools.a.zones[0]: expected a zone of the network (eu-west-1a, eu-west-1b), found eu-west-1c; add it to `network`",
      ],
      [
        `${existing("")}\n${pool("{ zones: [eu-west-1a] }")}`,
        "nodePools.a.zones[0]: the zones of the private subnets are unknown; write `network.existing.zones`, or use `subnetIds` here",
      ],
      [`${existing(", zones: [eu-west-1a, eu-west-1b]")}\n${pool("{ zones: [eu-west-1a] }")}`],
      [pool("{ zones: [eu-west-1a, eu-west-1a] }"), "nodePools.a.zones[1]: duplicate entry eu-west-1a; remove one"],
    ],
    subnetIds: [
      [`${existing("")}\n${pool("{ subnetIds: [subnet-1] }")}`],
      [
        pool("{ subnetIds: [subnet-1], zones: [eu-west-1a] }"),
        "nodePools.a.subnetIds: `zones` and `subnetIds` exclude each other; remove one",
      ],
      [
        pool("{ subnetIds: [subnet-1], spread: perZone }"),
        "nodePools.a.subnetIds: with `spread: perZone` the zones determine the groups; write `zones`, or `spread: multiZone`",
      ],
    ],
    "zones and subnetIds of Fargate profiles": [
      [profile("zones: [eu-west-1a]")],
      [profile("subnetIds: [subnet-1]")],
      [
        `${network("{ zones: [eu-west-1a, eu-west-1b] }")}\n${profile("zones: [eu-west-1c]")}`,
        "fargate.jobs.zones[0]: expected a zone of the network (eu-west-1a, eu-west-1b), found eu-west-1c; add it to `network`",
      ],
      [
        `${existing("")}\n${profile("zones: [eu-west-1a]")}`,
        "fargate.jobs.zones[0]: the zones of the private subnets are unknown; write `network.existing.zones`, or use `subnetIds` here",
      ],
      [
        profile("zones: [eu-west-1a], subnetIds: [subnet-1]"),
        "fargate.jobs.subnetIds: `zones` and `subnetIds` exclude each other; remove one",
      ],
    ],
    roleArn: [
      [pool(`{ roleArn: "${role}" }`)],
      [section("nodePools", `{ a: { roleArn: "${role}" }, b: { roleArn: "${role}" } }`)],
      [
        section("nodePools", `{ a: { roleArn: "${role}" }, b: { roleArn: "${role}", kind: selfManaged } }`),
        "nodePools.b.roleArn: pool a has the same role, and EKS accepts one access entry per role; use a role of its own for a self-managed pool",
      ],
      [
        section("nodePools", `{ a: { roleArn: "${role}" }, w: { roleArn: "${role}", ami: windows2022, instanceTypes: [m7i.large] } }`),
        "nodePools.w.roleArn: pool a has the same role, whose access entry is for nodes of one operating system; use a role of its own for Windows",
      ],
      [
        pool(`{ roleArn: "${role}", policies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }`),
        "nodePools.a.policies: the policies of an existing role (`roleArn`) are not managed by the stack; add them to the role, and remove the key",
      ],
      [
        pool(`{ roleArn: "${role}", statements: [{ Action: "s3:GetObject", Resource: "*" }] }`),
        "nodePools.a.statements: the statements of an existing role (`roleArn`) are not managed by the stack; add them to the role, and remove the key",
      ],
    ],
  });
});
