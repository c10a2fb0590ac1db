import { expect } from "chai";
import { nodePool as karpenterPool } from "../../../components/addons/catalog/karpenter/pool-options";
import { autoModePool } from "../../../components/settings/schema/auto-mode";
import { nodePool } from "../../../components/settings/schema/node-pools";
import { hints } from "../../../components/settings/validation/messages";
import { cluster, itValidates, itWarns } from "./rows";

const pools = (yaml: string) => cluster(`{ autoMode: { nodePools: [system], pools: ${yaml} } }`);
const own = (yaml: string) => pools(`{ own: ${yaml} }`);
const at = "cluster.autoMode.pools.own";
const key = (region: string) => `arn:aws:kms:${region}:111122223333:key/1`;
const role = "arn:aws:iam::111122223333:role/nodes";

describe("settings: node pools of Auto Mode", () => {
  itValidates({
    keys: [
      [own("{}")],
      [own("{ capacityTypes: [spot], categories: [c, m], disk: { sizeGiB: 100, iops: 6000, throughput: 500 }, tags: { a: b } }")],
      [own("{ replicas: 3, limits: { nodes: 4 }, startupTaints: [{ key: a/b, effect: NoExecute }], securityGroupIds: [sg-1] }")],
      [own(`{ capacityTypes: [reserved], reservations: [cr-1], subnetIds: [subnet-1], roleArn: "${role}" }`)],
    ],
    "what Auto Mode has no setting for": [
      [own("{ userData: echo }"), `${at}.userData: not supported: nodes of Auto Mode run no user data; use a pool in \`nodePools\` for it`],
      [
        own("{ ami: bottlerocket }"),
        `${at}.ami: not supported: EKS chooses the AMI of Auto Mode's nodes, a Bottlerocket of its own; use a pool in \`nodePools\` for it`,
      ],
      [
        own("{ kubelet: {} }"),
        `${at}.kubelet: not supported: EKS configures the kubelet of Auto Mode's nodes; use a pool in \`nodePools\` for it`,
      ],
      [own("{ hopLimit: 2 }"), `${at}.hopLimit: not supported: it is 1 for Auto Mode's nodes; use a pool in \`nodePools\` for it`],
      [own("{ capacity: spot }"), `${at}.capacity: unknown key; write \`capacityTypes\`, a list of on-demand, spot and reserved`],
      [own("{ taint: [] }"), `${at}.taint: unknown key; did you mean taints?`],
    ],
    "EFA and placement": [
      [own("{ efa: true, instanceTypes: [c7gn.16xlarge], zones: [eu-west-1a], placementGroup: cluster }")],
      [
        own("{ efa: true, families: [c7gn] }"),
        `${at}.efa: EFA traffic does not leave a zone; write \`zones\` with one zone, or \`subnetIds\` with one subnet`,
        `${at}.efa: all instances need the same network cards; write \`instanceTypes\`, such as [p5.48xlarge]`,
      ],
      [
        own("{ efa: true, instanceTypes: [c7gn.16xlarge], zones: [eu-west-1a], prefixDelegation: false }"),
        `${at}.prefixDelegation: nodes with \`efa\` get prefixes when they start, and nothing later; remove the key`,
      ],
      [
        `eks-blueprints:network: { pods: { cidr: 100.64.0.0/16 } }\n${cluster("{ autoMode: { nodePools: [], pools: { own: { efa: true, instanceTypes: [c7gn.16xlarge], zones: [eu-west-1a] } } } }")}`,
        `${at}.efa: nodes with EFA get no interfaces in the subnets for pods of section \`network\`; use a pool in \`nodePools\` for EFA, or remove these subnets`,
      ],
      [
        own("{ instanceTypes: [c7i.48xlarge] }"),
        `${at}.limits.cpu: starts nothing: c7i.48xlarge has at least 192 vCPUs, and the default limit of all nodes together is 100; raise it`,
      ],
    ],
    "security and proxies": [
      [own("{ snatPolicy: disabled, prefixDelegation: false, httpsProxy: 'http://192.0.2.4:3128', noProxy: [.example.com] }")],
      [
        own("{ fips: true }"),
        `${at}.fips: EKS has such AMIs for Auto Mode in regions of the United States and Canada alone, not in eu-west-1; remove the key`,
      ],
      [own("{ noProxy: [.example.com] }"), `${at}.noProxy: has no effect without \`httpsProxy\`; add it, or remove this key`],
      [
        own("{ networkPolicy: DefaultDeny }"),
        `${at}.networkPolicy: not supported: teams with \`network: isolated\` turn network policies on, and deny what they do not allow`,
      ],
    ],
    names: [
      [pools("{ default: {} }"), "cluster.autoMode.pools.default: default is the name of an object of EKS itself; choose another one"],
      [
        `${pools("{ a: {}, b: {} }")}\neks-blueprints:nodePools: { a: {} }\neks-blueprints:fargate: { b: { selectors: [{ namespace: b }] } }`,
        "cluster.autoMode.pools.a: nodePools has an entry a too; choose another name",
        "cluster.autoMode.pools.b: fargate has an entry b too; choose another name",
      ],
    ],
    zones: [
      [own("{ zones: [eu-west-1b] }")],
      [own("{ zones: [eu-west-1-lon-1a] }"), `${at}.zones[0]: eu-west-1-lon-1a is a Local Zone; add it to \`network.localZones\``],
      [`eks-blueprints:network: { localZones: [eu-west-1-lon-1a] }\n${own("{ zones: [eu-west-1-lon-1a] }")}`],
      [own("{ zones: [us-east-1a] }"), `${at}.zones[0]: expected a zone of eu-west-1, such as eu-west-1a, found us-east-1a`],
      [
        own("{ zones: [eu-west-1a], subnetIds: [subnet-1] }"),
        `${at}.subnetIds: \`zones\` and \`subnetIds\` exclude each other; remove one`,
      ],
    ],
    disks: [
      [
        own("{ disk: { throughput: 800 } }"),
        `${at}.disk.throughput: expected at most 750 MiB per second, a quarter of the IOPS (3000), found 800; raise \`iops\``,
      ],
      [own(`{ disk: { kmsKeyArn: "${key("eu-west-1")}" } }`)],
      [own(`{ disk: { kmsKeyArn: "${key("us-east-1")}" } }`), `${at}.disk.kmsKeyArn: expected a key in eu-west-1, found one in us-east-1`],
    ],
    tags: [
      [own("{ tags: { eks:eks-cluster-name: a } }"), `${at}.tags["eks:eks-cluster-name"]: EKS sets this tag itself; use another key`],
      [own("{ tags: { aws:a: b } }"), `${at}.tags["aws:a"]: AWS keeps keys that begin with "aws:" to itself; use a key of your own`],
    ],
    lifetime: [
      [own("{ expireAfter: 504h }")],
      [
        own("{ expireAfter: 505h }"),
        `${at}.expireAfter: expected at most 504h, after which EKS replaces a node of Auto Mode anyway, found 505h`,
      ],
      [
        own("{ expireAfter: Never }"),
        `${at}.expireAfter: expected at most 504h, after which EKS replaces a node of Auto Mode anyway, found Never`,
      ],
    ],
    instances: [
      [own("{ instanceTypes: [t3.medium, m7g.large] }")],
      [
        own("{ instanceTypes: [m7g.medium, t3.small] }"),
        `${at}.instanceTypes[0]: Auto Mode starts no m7g.medium; it needs more than one vCPU and no nano, micro or small size`,
        `${at}.instanceTypes[1]: Auto Mode starts no t3.small; it needs more than one vCPU and no nano, micro or small size`,
      ],
      [
        own("{ requirements: [{ key: karpenter.k8s.aws/instance-cpu, operator: Gt, values: ['3'] }] }"),
        `${at}.requirements[0].key: Auto Mode has labels of its own; did you mean eks.amazonaws.com/instance-cpu?`,
      ],
      [
        own("{ labels: { eks.amazonaws.com/compute-type: auto } }"),
        `${at}.labels["eks.amazonaws.com/compute-type"]: EKS sets the labels of eks.amazonaws.com itself; use another prefix, or select instances by \`requirements\``,
      ],
    ],
    roles: [
      [
        pools(`{ a: { roleArn: "${role}" }, b: { roleArn: "${role}" } }`),
        "cluster.autoMode.pools.b.roleArn: pool a has this role too, and EKS accepts one access entry per role; use another role, or none: the stack's own is shared",
      ],
      [
        own(`{ roleArn: "${role.replace("arn:aws:", "arn:aws-cn:")}" }`),
        `${at}.roleArn: expected an ARN of partition aws for eu-west-1, found ${role.replace("arn:aws:", "arn:aws-cn:")}; write arn:aws:...`,
      ],
    ],
  });

  describe("findings", () => {
    itWarns([
      [own("{}")],
      [
        `eks-blueprints:iam: { path: /eks/ }\n${own("{}")}`,
        "[auto-mode-role-path] eks-blueprints:cluster.autoMode.pools: EKS has had trouble to find the access entry of a node role with a path (aws/containers-roadmap#2486): then no node starts; watch `kubectl describe nodeclass`, or give the pools a `roleArn` without a path",
      ],
      [
        cluster(`{ roleArn: "${role}", autoMode: { pools: { own: { tags: { a: b } } } } }`),
        "[auto-mode-permissions] eks-blueprints:cluster.roleArn: an existing role of the control plane needs permissions to set tags of your own on instances, else Auto Mode starts no nodes in `pools`; see docs/cluster.md, Auto Mode, or remove `roleArn`",
      ],
    ]);
  });
});

describe("keys of node pools in Auto Mode", () => {
  it("are those of node groups and of Karpenter, or say what to write instead", () => {
    const own = Object.keys(autoModePool.def.shape);
    for (const key of [...Object.keys(nodePool.def.shape), ...Object.keys(karpenterPool.def.shape)].filter((each) => !own.includes(each)))
      expect(hints.get(autoModePool)?.keys?.[key], key).to.match(/^(unknown key|not supported)/);
  });
});
