import { itValidates, pool, type Row, section } from "./rows";

const overrides = (...list: string[]) => pool(`{ repair: { overrides: [${list.join(", ")}] } }`);
const override = (condition: string, reason: string, more = "waitMinutes: 5, action: reboot") =>
  `{ condition: ${condition}, reason: ${reason}, ${more} }`;
const ofPool = "nodePools.a.repair.overrides";

const repairRows: readonly Row[] = [
  [overrides(override("NetworkingReady", "IPAMDNotRunning"), override("AcceleratedHardwareReady", "DCGMHealthCode12"))],
  [
    overrides(override("NetworkingReady", "NvidiaXID31Error")),
    `${ofPool}[0].condition: NvidiaXID31Error is a reason of AcceleratedHardwareReady, not of NetworkingReady; write AcceleratedHardwareReady`,
  ],
  [
    overrides(
      override("KernelReady", "ForkFailedOutOfPIDs"),
      override("KernelReady", "ForkFailedOutOfPIDs", "waitMinutes: 9, action: noAction"),
    ),
    `${ofPool}[1]: there is an override for KernelReady and ForkFailedOutOfPIDs already; remove one`,
  ],
  [
    pool(`{ repair: { enabled: false, overrides: [${override("KernelReady", "ForkFailedOutOfPIDs")}] } }`),
    `${ofPool}: have no effect with \`enabled: false\`, with which EKS repairs no node; remove one of the two`,
  ],
];

describe("settings: nodePools", () => {
  itValidates({
    size: [
      [pool("{ size: { min: 4 } }"), "nodePools.a.size.min: expected at most size.max (3), found 4; raise size.max or lower size.min"],
      [
        pool("{ size: { min: 1, max: 3, desired: 5 } }"),
        "nodePools.a.size.desired: expected a number from size.min to size.max (1 to 3), found 5; raise `max`",
      ],
      [
        pool("{ size: { min: 2, max: 3, desired: 1 } }"),
        "nodePools.a.size.desired: expected a number from size.min to size.max (2 to 3), found 1; lower `min`",
      ],
      [pool("{ size: { min: 0, max: 3, desired: 0 } }")],
    ],
    instanceTypes: [
      [
        pool("{ instanceTypes: [m7q.large] }"),
        'nodePools.a.instanceTypes[0]: unknown instance type "m7q.large"; did you mean m7a.large, m7g.large or m7i.large? If the family is new, set `ami: { family, architecture }`',
      ],
      [pool("{ instanceTypes: [m7g.lrage] }"), 'nodePools.a.instanceTypes[0]: unknown instance type "m7g.lrage"; did you mean m7g.large?'],
      [pool("{ instanceTypes: [large] }"), 'nodePools.a.instanceTypes[0]: expected an instance type such as m7g.large, found "large"'],
      [
        pool("{ instanceTypes: [quantum.large] }"),
        'nodePools.a.instanceTypes[0]: unknown instance type "quantum.large"; expected one such as m7g.large; if the family is new, set `ami: { family, architecture }`',
      ],
      [
        pool("{ instanceTypes: [constructor.large] }"),
        'nodePools.a.instanceTypes[0]: unknown instance type "constructor.large"; expected one such as m7g.large; if the family is new, set `ami: { family, architecture }`',
      ],
      [
        pool("{ instanceTypes: [mac2.metal] }"),
        "nodePools.a.instanceTypes[0]: mac2.metal is not supported for EKS nodes; choose a family such as m7g",
      ],
      [pool("{ instanceTypes: [p3.2xlarge] }")],
      [pool("{ instanceTypes: [quantum.large], ami: { id: ami-1, family: al2023 } }")],
      [pool("{ instanceTypes: [m7g.large, m7i.large], ami: { id: ami-1, family: al2023 } }")],
      [
        pool("{ instanceTypes: [large], ami: { id: ami-1, family: al2023 } }"),
        'nodePools.a.instanceTypes[0]: expected an instance type such as m7g.large, found "large"',
      ],
      [pool("{ instanceTypes: [m12g.large], ami: { family: al2023, architecture: arm64 } }")],
      [
        pool("{ instanceTypes: [m12g.large, m7i.large], ami: { family: al2023, architecture: arm64 } }"),
        "nodePools.a.instanceTypes: expected types of one CPU architecture, found arm64 (m12g.large) and x86_64 (m7i.large); create one pool for each",
        "nodePools.a.ami.architecture: expected x86_64, which m7i.large has, found arm64; remove the key",
      ],
      [
        pool("{ ami: { family: al2023, accelerator: nvidia } }"),
        "nodePools.a.ami.accelerator: needs `architecture`, the CPU architecture of the same instance types; set both",
        "nodePools.a.ami.accelerator: expected none, which t4g.large has, found nvidia; remove the key",
      ],
      [
        pool("{ ami: { id: ami-1, family: al2023, architecture: arm64 } }"),
        "nodePools.a.ami.architecture: cannot be set beside `id`, because the custom AMI determines it; remove the key",
      ],
      [pool("{ ami: { family: bottlerocket } }")],
      [pool("{ instanceTypes: [m7g.large, m7g.large] }"), "nodePools.a.instanceTypes[1]: duplicate entry m7g.large; remove one"],
      [
        pool("{ instanceTypes: [m7g.large, m7i.large, c7g.large] }"),
        "nodePools.a.instanceTypes: expected types of one CPU architecture, found arm64 (m7g.large, c7g.large) and x86_64 (m7i.large); create one pool for each",
      ],
      [
        pool("{ instanceTypes: [m7i.large, g5.xlarge] }"),
        "nodePools.a.instanceTypes: expected types of one accelerator, found none (m7i.large) and nvidia (g5.xlarge); create one pool for each",
      ],
      [
        pool("{ instanceTypes: [m7g.metal, u7i-12tb.224xlarge] }"),
        "nodePools.a.instanceTypes: expected types of one CPU architecture, found arm64 (m7g.metal) and x86_64 (u7i-12tb.224xlarge); create one pool for each",
      ],
      [
        pool("{ instanceTypes: [m7i.metal-24xl, u7i-12tb.224xlarge, p6-b200.48xlarge] }"),
        "nodePools.a.instanceTypes: expected types of one accelerator, found none (m7i.metal-24xl, u7i-12tb.224xlarge) and nvidia (p6-b200.48xlarge); create one pool for each",
      ],
    ],
    "types with a custom AMI": [
      [pool("{ instanceTypes: [m12g.large, u9-1tb.metal], ami: { id: ami-1, family: al2023 } }")],
      [
        pool("{ instanceTypes: [mac2.metal], ami: { id: ami-1, family: al2023 } }"),
        "nodePools.a.instanceTypes[0]: mac2.metal is not supported for EKS nodes; choose a family such as m7g",
      ],
      [
        pool("{ instanceTypes: [m5.LARGE, P5.48xlarge], ami: { id: ami-1, family: al2023 } }"),
        'nodePools.a.instanceTypes[0]: unknown instance type "m5.LARGE"; did you mean m5.large?',
        'nodePools.a.instanceTypes[1]: unknown instance type "P5.48xlarge"; did you mean p5.48xlarge? If the family is new, set `ami: { family, architecture }`',
      ],
    ],
    "taints that EKS reserves": [
      [
        pool("{ taints: [{ key: kubernetes.io/arch, effect: NoSchedule }, { key: node.kubernetes.io/x, effect: NoSchedule }] }"),
        "nodePools.a.taints[0].key: EKS accepts no taint with the prefix kubernetes.io/ on managed groups; use another prefix, or `kind: selfManaged`",
      ],
      [pool("{ kind: selfManaged, labels: { eks.amazonaws.com/x: y }, taints: [{ key: kubernetes.io/arch, effect: NoSchedule }] }")],
    ],
    "AMIs that AWS does not provide": [
      [pool("{ instanceTypes: [inf2.xlarge], ami: bottlerocket }")],
      [pool("{ instanceTypes: [a1.large], ami: bottlerocket }")],
      [
        pool("{ instanceTypes: [a1.large] }"),
        "nodePools.a.instanceTypes[0]: AWS publishes no al2023 AMI that runs on a1.large; write `ami: bottlerocket`, or set a custom AMI: `ami: { id, family }`",
      ],
      [
        pool("{ instanceTypes: [p6e-gb200.36xlarge], ami: bottlerocket }"),
        "nodePools.a.instanceTypes[0]: AWS publishes no bottlerocket AMI with the nvidia driver for p6e-gb200.36xlarge; write `ami: al2023`, or set a custom AMI: `ami: { id, family }`",
      ],
      [
        pool("{ instanceTypes: [g7.2xlarge] }"),
        "nodePools.a.instanceTypes[0]: AWS publishes no al2023 AMI with the nvidia driver for g7.2xlarge; set a custom AMI: `ami: { id, family }`",
      ],
      [pool("{ instanceTypes: [g7.2xlarge], ami: { id: ami-1, family: al2023 } }")],
      [pool("{ instanceTypes: [g5g.xlarge], ami: bottlerocket }")],
    ],
    "labels and taints": [
      [
        pool("{ labels: { 'a b': x, node-role.kubernetes.io/web: x, kubernetes.io/arch: arm64, eks.amazonaws.com/x: y, c: 'a b' } }"),
        'nodePools.a.labels["a b"]: expected a key such as team or example.com/team (at most 63 letters, digits, -, _ and .), found "a b"',
        'nodePools.a.labels["node-role.kubernetes.io/web"]: a node may not set labels with the prefix node-role.kubernetes.io/ on itself, so it would never join; use another prefix, or label the node later',
        'nodePools.a.labels["kubernetes.io/arch"]: EKS accepts no label with the prefix kubernetes.io/ on managed groups; use another prefix, or `kind: selfManaged`',
        'nodePools.a.labels["eks.amazonaws.com/x"]: EKS accepts no label with the prefix eks.amazonaws.com/ on managed groups; use another prefix, or `kind: selfManaged`',
        'nodePools.a.labels.c: expected at most 63 letters, digits, -, _ and ., found "a b"',
      ],
      [
        pool("{ labels: { spot: '', aaaaaaaaaa.aaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com/team: x } }"),
        'nodePools.a.labels.spot: EKS does not accept empty label values on managed node groups; write one such as "true"',
        'nodePools.a.labels["aaaaaaaaaa.aaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com/team"]: expected a key of at most 63 characters, prefix included, as EKS requires for managed node groups, found 80',
      ],
      [pool("{ kind: selfManaged, labels: { spot: '', node.kubernetes.io/web: x } }")],
      [
        pool(
          "{ taints: [{ key: /x, effect: NoSchedule }, { key: a, value: '!', effect: NoExecute }, { key: a, effect: NoExecute }, { key: a, effect: NoSchedule }] }",
        ),
        'nodePools.a.taints[0].key: expected a key such as team or example.com/team (at most 63 letters, digits, -, _ and .), found "/x"',
        'nodePools.a.taints[1].value: expected at most 63 letters, digits, -, _ and ., found "!"',
        "nodePools.a.taints[2]: a with NoExecute is a duplicate entry; remove one",
      ],
    ],
    "other options": [
      [
        pool("{ kind: selfManaged, repair: true }"),
        "nodePools.a.repair: EKS repairs only nodes of managed node groups; remove the key, or write `kind: managed`",
      ],
      [pool("{ kind: selfManaged, repair: false }")],
      ...repairRows,
      [
        pool("{ policies: ['arn:aws:iam::aws:policy/a', 'arn:aws:iam::aws:policy/a'] }"),
        "nodePools.a.policies[1]: duplicate entry arn:aws:iam::aws:policy/a; remove one",
      ],
      ...["AmazonSSMManagedInstanceCore", "AmazonSSMManagedEC2InstanceDefaultPolicy", "service-role/AmazonEC2RoleforSSM"].map(
        (policy): Row => [
          pool(`{ ssm: false, policies: ['arn:aws:iam::aws:policy/${policy}'] }`),
          `nodePools.a.policies[0]: ${policy.replace("service-role/", "")} allows Session Manager, which \`ssm: false\` turns off; remove one of the two`,
        ],
      ),
      [pool("{ policies: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'] }")],
      [pool("{ ssm: false, policies: ['arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess'] }")],
      [pool("{ ssm: false, policies: ['arn:aws:iam::111122223333:policy/AmazonSSMManagedInstanceCore'] }")],
      [
        section("nodePools", "{ a-eu-west-1b: {} }"),
        'nodePools.a-eu-west-1b: invalid name: it ends like the node group of a zone; remove "-eu-west-1b"',
      ],
    ],
  });
});
