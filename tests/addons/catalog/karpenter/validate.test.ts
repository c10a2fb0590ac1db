import { expect } from "chai";
import { karpenterOptions } from "../../../../components/addons/catalog/karpenter/options";
import { nodePool } from "../../../../components/addons/catalog/karpenter/pool-options";
import { nodePool as managedPool } from "../../../../components/settings/schema/node-pools";
import type { Settings } from "../../../../components/settings/types";
import { hints } from "../../../../components/settings/validation/messages";
import { pool, stack } from "../../fixtures";
import { issuesOf, selection, warningsOf } from "../../plan/selection";

const on = { karpenter: true } as const;
const role = "arn:aws:iam::111122223333:role/nodes";
/** Room for the largest instances. */
const big = { limits: { cpu: 1000, memory: "10Ti" } };
const names = (count: number, prefix = "k") => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const mirrored = { registries: { "public.ecr.aws": "mirror.example/ecr", "registry.k8s.io": "mirror.example/k8s" } };
const withoutNat = { network: { nat: "none", endpoints: "private" }, images: mirrored } as const;

const dedicated = { key: "dedicated", value: "a", effect: "NoSchedule" };
const nodeConfig = (line: string) => `apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  kubelet:\n    config:\n      ${line}\n`;
const keyIn = (region: string, partition = "aws") => `arn:${partition}:kms:${region}:111122223333:key/1`;

describe("karpenter validation", () => {
  const wrong: readonly [string, Record<string, unknown>][] = [
    ["an unknown key", { family: ["m7g"] }],
    ["an unknown capacity type", { capacityTypes: ["onDemand"] }],
    ["a duration without a unit", { expireAfter: "720" }],
    ["an unknown instance family", { families: ["m77g"] }],
    ["an instance type of an unknown family", { instanceTypes: ["m77g.large"] }],
    ["a family of another architecture", { families: ["m7g"], architectures: ["amd64"] }],
    ["a budget with a schedule but no duration", { budgets: [{ nodes: "1", schedule: "@daily" }] }],
    ["a label reserved by Karpenter", { labels: { "karpenter.sh/nodepool": "x" } }],
    ["a label that kubelet may not set", { labels: { "node-role.kubernetes.io/web": "x" } }],
    ["an operator without its values", { requirements: [{ key: "a", operator: "In" }] }],
    ["an invalid quantity", { limits: { cpu: "many" } }],
    ["a family of EC2 Mac", { families: ["mac2"], architectures: ["arm64"] }],
    ["an instance type of an unknown size", { instanceTypes: ["m7g.2large"] }],
    ["a key of a taint that is none", { taints: [{ key: "a b", effect: "NoSchedule" }] }],
    ["a taint that Kubernetes sets", { taints: [{ key: "node.kubernetes.io/not-ready", effect: "NoSchedule" }] }],
    ["a taint twice", { taints: ["1", "2"].map((value) => ({ key: "a", value, effect: "NoSchedule" })) }],
    ["the label of a node's name", { labels: { "kubernetes.io/hostname": "a" } }],
    ["a requirement for a key that is none", { requirements: [{ key: "a b", operator: "Exists" }] }],
    ["a requirement for a NodePool", { requirements: [{ key: "karpenter.sh/nodepool", operator: "Exists" }] }],
    ["a requirement with a value that is none", { requirements: [{ key: "a", operator: "In", values: ["a b"] }] }],
    ["a cron expression of six fields", { budgets: [{ nodes: "1", schedule: "0 0 9 * * mon", duration: "1h" }] }],
  ];
  for (const [what, options] of wrong) {
    it(`rejects ${what}`, () => {
      expect(karpenterOptions.safeParse({ nodePools: { a: options } }).success).to.equal(false);
    });
  }

  const at: readonly [what: string, pool: Record<string, unknown>, path: string, message: RegExp][] = [
    ["a weight of a static pool", { replicas: 2, weight: 5 }, "weight", /`replicas`/],
    ["limits of CPU of a static pool", { replicas: 2, limits: { cpu: 10 } }, "limits.cpu", /`nodes` alone/],
    ["fewer nodes than replicas", { replicas: 3, limits: { nodes: 2 } }, "limits.nodes", /at least 3/],
    ["zones beside subnets", { zones: ["eu-west-1a"], subnetIds: ["subnet-1"] }, "subnetIds", /exclude each other/],
    ["local disks that no type has", { instanceStore: "raid0", families: ["m7g"] }, "instanceStore", /m7g has|none of m7g/],
    [
      "local disks that user data sets up too",
      {
        instanceStore: "raid0",
        userData: "{ apiVersion: node.eks.aws/v1alpha1, kind: NodeConfig, spec: { instance: { localStorage: { strategy: RAID0 } } } }",
      },
      "instanceStore",
      /localStorage/,
    ],
    [
      "a label of Auto Mode in requirements",
      { requirements: [{ key: "eks.amazonaws.com/instance-cpu", operator: "Exists" }] },
      "requirements.0.key",
      /karpenter\.k8s\.aws\/instance-cpu/,
    ],
    ["a release of custom AMIs", { amiIds: ["ami-1"], amiVersion: "v20260401" }, "amiVersion", /`amiIds`/],
    ["a snapshot of the root volume", { disk: { snapshotId: "snap-1" } }, "disk.snapshotId", /`amiIds`/],
    ["IOPS of gp2", { disk: { type: "gp2", iops: 3000 } }, "disk.iops", /gp2 has no configurable IOPS/],
    ["a volume that is larger than the CRD allows", { disk: { sizeGiB: 60_000 } }, "disk.sizeGiB", /at most 59000/],
    ["a device of the system", { ami: "bottlerocket", volumes: { a: { device: "/dev/xvdb", sizeGiB: 1 } } }, "volumes.a.device", /system/],
    ["a tag of Karpenter", { tags: { "karpenter.sh/nodepool": "a" } }, "tags.karpenter.sh/nodepool", /Karpenter sets/],
    ["a tag of AWS", { tags: { "aws:a": "b" } }, "tags.aws:a", /aws:/],
    ["a startup taint that is a taint", { taints: [dedicated], startupTaints: [dedicated] }, "startupTaints", /in `taints` too/],
    [
      "soft eviction without grace",
      { kubelet: { evictionSoft: { "memory.available": "1Gi" } } },
      "kubelet.evictionSoft.memory.available",
      /Grace/,
    ],
    [
      "grace without soft eviction",
      { kubelet: { evictionSoftGracePeriod: { "pid.available": "1m" } } },
      "kubelet.evictionSoftGracePeriod.pid.available",
      /no effect/,
    ],
    [
      "image thresholds in the wrong order",
      { kubelet: { imageGCHighThresholdPercent: 50, imageGCLowThresholdPercent: 60 } },
      "kubelet.imageGCHighThresholdPercent",
      /more than/,
    ],
    ["an unknown signal", { kubelet: { evictionHard: { "memory.free": "1Gi" } } }, "kubelet.evictionHard.memory.free", /./],
    ["pods per core on Bottlerocket", { ami: "bottlerocket", kubelet: { podsPerCore: 4 } }, "kubelet.podsPerCore", /no such setting/],
    ["user data that is none", { userData: "#cloud-config\n- a" }, "userData", /is not a map/],
    ["characters that Karpenter would break", { userData: "#!/bin/bash\necho Grüße" }, "userData", /ASCII/],
    ["TOML on Amazon Linux", { userData: "[settings.kubernetes]\nmax-pods = 58" }, "userData", /TOML/],
    ["max pods in a NodeConfig", { userData: nodeConfig("maxPods: 58") }, "userData", /`kubelet\.maxPods`/],
    ["max pods in TOML", { ami: "bottlerocket", userData: "[settings.kubernetes]\nmax-pods = 58" }, "userData", /`kubelet\.maxPods`/],
    [
      "taints in TOML",
      { ami: "bottlerocket", userData: "[settings.kubernetes.node-taints]\na = ['b:NoSchedule']" },
      "userData",
      /`taints`/,
    ],
    [
      "EFA in several zones",
      { ...big, efa: true, instanceTypes: ["p5.48xlarge"], zones: ["eu-west-1a", "eu-west-1b"] },
      "efa",
      /`zones` with one zone/,
    ],
    ["EFA without instance types", { ...big, efa: true, families: ["p5"], zones: ["eu-west-1a"] }, "efa", /write `instanceTypes`/],
    [
      "EFA of a type that has none",
      { ...big, efa: true, instanceTypes: ["m7g.large"], zones: ["eu-west-1a"] },
      "instanceTypes.0",
      /no Elastic Fabric/,
    ],
    [
      "EFA on different network cards",
      { ...big, efa: true, instanceTypes: ["p4d.24xlarge", "p5.48xlarge"], subnetIds: ["subnet-1"] },
      "instanceTypes",
      /4 \(p4d.24xlarge\) and 32/,
    ],
    [
      "more security groups than fit beside that of EFA",
      { ...big, efa: true, instanceTypes: ["p5.48xlarge"], zones: ["eu-west-1a"], securityGroupIds: names(29, "sg-") },
      "securityGroupIds",
      /at most 28/,
    ],
    [
      "types that need more CPUs than the default limit",
      { instanceTypes: ["c7i.48xlarge"], limits: { memory: "1Ti" } },
      "limits.cpu",
      /192 vCPUs, and the default limit/,
    ],
    [
      "types that need more memory than the limit",
      { instanceTypes: ["r7i.large", "r7i.xlarge"], limits: { memory: "8Gi" } },
      "limits.memory",
      /at least 16 GiB/,
    ],
    ["a release of Windows", { ami: "windows2022", amiVersion: "v1" }, "amiVersion", /newest Windows AMI alone/],
    ["a disk smaller than the Windows AMI", { ami: "windows2022", disk: { sizeGiB: 30 } }, "disk.sizeGiB", /at least 50 GiB/],
    ["Windows on arm64", { ami: "windows2022", architectures: ["arm64"] }, "architectures", /amd64 alone/],
    ["Windows on a Graviton family", { ami: "windows2022", families: ["m7g"] }, "families.0", /m7g does not run Windows/],
    ["Windows on GPUs without a custom AMI", { ami: "windows2022", instanceTypes: ["g5.xlarge"] }, "instanceTypes.0", /write `amiIds`/],
    ["local disks of Windows", { ami: "windows2022", instanceStore: "raid0" }, "instanceStore", /only Linux nodes/],
    ["a script for Linux on Windows", { ami: "windows2022", userData: "#!/bin/bash" }, "userData", /PowerShell/],
    [
      "two DNS servers on Windows",
      { ami: "windows2022", kubelet: { clusterDNS: ["10.0.0.1", "10.0.0.2"] } },
      "kubelet.clusterDNS",
      /one address/,
    ],
    ["a cluster placement group in any zone", { placementGroup: "cluster" }, "placementGroup", /in one zone/],
    [
      "burstable instances close together",
      { placementGroup: "cluster", families: ["t4g"], zones: ["eu-west-1a"] },
      "families.0",
      /t4g cannot start/,
    ],
    [
      "more nodes than a spread placement group holds",
      { placementGroup: "spread", zones: ["eu-west-1a"], replicas: 8 },
      "replicas",
      /at most 7/,
    ],
    ["long user data", { userData: `#!/bin/bash\n# ${"x".repeat(16_000)}` }, "userData", /at most 16384 bytes/],
  ];
  for (const [what, options, path, message] of at) {
    it(`rejects ${what} at its place`, () => {
      const { error } = karpenterOptions.safeParse({ nodePools: { a: options } });
      expect(error?.issues.map((issue) => issue.path.slice(2).join("."))).to.deep.equal([path]);
      expect(error!.issues[0]!.message).to.match(message);
    });
  }

  it("rejects Windows where the cluster or the network has none of it", () => {
    const pools = (ami: string, more = {}) => ({ karpenter: { nodePools: { a: { ami } }, ...more } });
    expect(issuesOf(pools("windows2022"), { cluster: { ipFamily: "ipv6" } })).to.include(
      "nodePools.a.ami Windows does not run on clusters",
    );
    expect(issuesOf(pools("windows2022"), { network: { pods: { cidr: "100.64.0.0/16" } } })).to.include("addresses of other subnets");
    expect(issuesOf(pools("windows2025"), { cluster: { version: "1.34" } })).to.include("from Kubernetes 1.35 on");
    expect(issuesOf(pools("windows2025"), { cluster: { version: "1.35" } })).to.equal("");
    expect(issuesOf(pools("al2023", { windowsNodeRoleArn: role }))).to.include("no pool runs Windows");
    expect(issuesOf(pools("windows2022", { windowsNodeRoleArn: role, nodeRoleArn: role }))).to.include("one access entry for a role");
  });

  it("warns about Windows nodes without a taint, which have one by default", () => {
    const warnings = (pool: object) => warningsOf({ karpenter: { nodePools: { a: { ami: "windows2022", ...pool } } } });
    expect(selection({ karpenter: { nodePools: { a: { ami: "windows2022", taints: [] } } } }).findings.map(({ rule }) => rule)).to.include(
      "windows-taint",
    );
    expect(warnings({})).to.equal("");
  });

  it("rejects EFA where subnets for pods leave no network interface for pods", () => {
    const pools = (type: string) => ({
      karpenter: { nodePools: { a: { ...big, efa: true, instanceTypes: [type], zones: ["eu-west-1a"] } } },
    });
    const network = { pods: { cidr: "100.64.0.0/16" } };
    expect(issuesOf(pools("p5.48xlarge"), { network })).to.include("leave p5.48xlarge no network interface for pods");
    expect(issuesOf(pools("p4d.24xlarge"), { network })).to.equal("");
    expect(issuesOf(pools("p5.48xlarge"))).to.equal("");
  });

  it("accepts every key of node pools, or says what to write instead", () => {
    const own = Object.keys(nodePool.def.shape);
    for (const key of Object.keys(managedPool.def.shape).filter((each) => !own.includes(each)))
      expect(hints.get(nodePool)?.keys?.[key], key).to.match(/^(unknown key|not supported)/);
  });

  it("accepts a static pool, startup taints of any domain, and two kinds of user data", () => {
    const startupTaints = [{ key: "node.cilium.io/agent-not-ready", effect: "NoExecute" }];
    const userData = [
      { type: "shell", content: "echo hi" },
      { type: "cloudConfig", content: "packages: [jq]" },
    ];
    const { error } = karpenterOptions.safeParse({ nodePools: { a: { replicas: 3, limits: { nodes: 4 }, startupTaints, userData } } });
    expect(error).to.equal(undefined);
  });

  const inStack: readonly [what: string, options: Record<string, unknown>, message: RegExp | undefined][] = [
    [
      "a key of another region",
      { nodePools: { a: { disk: { kmsKeyArn: keyIn("us-east-1") } } } },
      /nodePools\.a\.disk\.kmsKeyArn expected a key in eu-west-1/,
    ],
    ["a key of another partition", { nodePools: { a: { disk: { kmsKeyArn: keyIn("cn-north-1", "aws-cn") } } } }, /another partition/],
    [
      "a Local Zone without a subnet",
      { nodePools: { a: { zones: ["eu-west-1-lon-1a"] } } },
      /nodePools\.a\.zones\[0\] eu-west-1-lon-1a is a Local Zone; add it to `network\.localZones`/,
    ],
    ["zones of another region", { nodePools: { a: { zones: ["us-east-1a"] } } }, /nodePools\.a\.zones\[0\] expected zones of/],
    [
      "too many tags",
      { nodePools: { a: { tags: Object.fromEntries(names(50).map((name) => [name, "x"])) } } },
      /nodePools\.a\.tags instances would have/,
    ],
    [
      "static capacity before 1.8",
      { version: "1.7.0", nodePools: { a: { replicas: 1 } } },
      /nodePools\.a\.replicas Karpenter has it since 1\.8\.0/,
    ],
    [
      "FIPS before 1.4",
      { version: "1.3.3", nodePools: { a: { ami: "bottlerocket", fips: true } } },
      /nodePools\.a\.fips Karpenter has it since 1\.4\.0/,
    ],
    [
      "EFA before 1.11",
      { version: "1.10.0", nodePools: { a: { ...big, efa: true, instanceTypes: ["p5.48xlarge"], zones: ["eu-west-1a"] } } },
      /nodePools\.a\.efa Karpenter has it since 1\.11\.0/,
    ],
    [
      "policies of an existing role",
      { nodeRoleArn: "arn:aws:iam::111122223333:role/a", nodePolicies: [] },
      /nodePolicies the policies of an existing role/,
    ],
    ["a role of another partition", { nodeRoleArn: "arn:aws-cn:iam::111122223333:role/a" }, /another partition/],
    ["static capacity of the pinned version", { nodePools: { a: { replicas: 1 } } }, undefined],
  ];
  for (const [what, options, message] of inStack) {
    it(`${message ? "rejects" : "accepts"} ${what}`, () => {
      const found = issuesOf({ karpenter: options }, { cluster: { ...stack().cluster, version: "1.33" } });
      if (message) expect(found).to.match(message);
      else expect(found).to.equal("");
    });
  }

  it("rejects FIPS AMIs whose nodes cannot reach the FIPS endpoint of ECR", () => {
    const found = (region: string, more: object = {}) =>
      issuesOf({ karpenter: { nodePools: { a: { ami: "bottlerocket", fips: true, ...more } } } }, withoutNat, region);
    expect(found("us-east-1")).to.match(/nodePools\.a\.fips nodes with FIPS AMIs pull images from the FIPS endpoint of ECR/);
    expect(found("us-east-1", { userData: "[settings.aws]\nconfig = 'W2Rl'" })).to.not.contain("FIPS");
    expect(found("eu-west-1")).to.not.contain("FIPS");
  });

  it("rejects a role that has an access entry already, whoever brings it", () => {
    const nodeRoleArn = "arn:aws:iam::111122223333:role/nodes";
    const base = stack();
    const places = {
      "pool a": { nodePools: { a: { ...Object.values(base.nodePools)[0]!, roleArn: nodeRoleArn } } },
      "cluster\\.admins": { cluster: { ...base.cluster, admins: [nodeRoleArn] } },
      "cluster\\.access\\.x": {
        cluster: { ...base.cluster, access: { x: { principal: nodeRoleArn, policy: "view" as const, namespaces: [], groups: [] } } },
      },
    };
    for (const [place, changes] of Object.entries(places))
      expect(issuesOf({ karpenter: { nodeRoleArn } }, changes)).to.match(new RegExp(`nodeRoleArn ${place} has this role too`));
    expect(issuesOf({ karpenter: { nodeRoleArn } }, {})).to.equal("");
  });

  const lists: readonly [what: string, most: number, options: (count: number) => Record<string, unknown>][] = [
    ["labels", 99, (count) => ({ labels: Object.fromEntries(names(count).map((name) => [name, "x"])) })],
    ["requirements", 92, (count) => ({ requirements: names(count).map((key) => ({ key, operator: "Exists" })) })],
    ["reservations", 30, (count) => ({ capacityTypes: ["reserved"], reservations: names(count, "cr-") })],
  ];
  for (const [what, most, options] of lists) {
    it(`accepts ${most} ${what}, as many as the CRDs, and no more`, () => {
      const accepts = (count: number) => karpenterOptions.safeParse({ nodePools: { a: options(count) } }).success;
      expect([accepts(most), accepts(most + 1)]).to.deep.equal([true, false]);
    });
  }

  it("accepts families that are newer than the table if their architecture is stated, with a warning", () => {
    const karpenter = (more: object) => ({ karpenter: { nodePools: { a: { families: ["m77g"], ...more } } } });
    expect(karpenterOptions.safeParse(karpenter({}).karpenter).success).to.equal(false);
    const { issues, findings } = selection(karpenter({ architectures: ["arm64"] }));
    expect(issues).to.deep.equal([]);
    expect(findings.filter(({ rule }) => rule === "instance-family").map(({ path }) => path)).to.deep.equal([
      "addons.karpenter.nodePools.a",
    ]);
  });

  it("rejects zones of other regions", () => {
    const found = issuesOf({ karpenter: { nodePools: { a: { zones: ["eu-west-1a", "us-east-1a"] } } } });
    expect(found).to.include("nodePools.a.zones[1] expected zones of eu-west-1 such as eu-west-1a, found us-east-1a");
  });

  it("rejects more tags than instances can have with those of Karpenter, which replace the stack's", () => {
    const tags = (count: number) => Object.fromEntries(names(count).map((name) => [name, "x"]));
    expect(issuesOf(on, { tags: { ...tags(44), "karpenter.sh/nodepool": "x" } })).to.equal("");
    expect(issuesOf(on, { tags: tags(45) })).to.equal(
      "addons.karpenter instances would have 51 tags, 6 of them set by the add-on, and AWS accepts 50; remove 1 from `tags`",
    );
  });

  it("rejects karpenter together with cluster-autoscaler in either order", () => {
    for (const addons of [
      { karpenter: true, "cluster-autoscaler": true },
      { "cluster-autoscaler": true, karpenter: true },
    ]) {
      expect(issuesOf(addons)).to.equal("addons.karpenter conflicts with `cluster-autoscaler`; set one of the two to false");
    }
  });

  it("rejects karpenter in Auto Mode, which includes it", () => {
    for (const nodePools of [{}, { general: pool() }] as Settings["nodePools"][]) {
      expect(issuesOf(on, { nodePools, cluster: { autoMode: { nodePools: [] } } })).to.include("is part of EKS Auto Mode");
    }
  });

  it("rejects karpenter without capacity for its controller", () => {
    expect(issuesOf(on, { nodePools: {} })).to.include("has no nodes or Fargate profile to run on");
  });

  it("rejects karpenter without NAT and without a mirror of its registry", () => {
    expect(issuesOf(on, { network: withoutNat.network })).to.include("public.ecr.aws");
    expect(issuesOf(on, withoutNat)).to.equal("");
  });

  it("rejects karpenter without NAT and without endpoints of the AWS services that it calls", () => {
    const endpoints = ["s3", "ecr.api", "ecr.dkr", "sts", "ec2", "eks", "logs", "eks-auth"] as const;
    const issues = issuesOf(on, { network: { nat: "none", endpoints: [...endpoints] }, images: mirrored });
    expect(issues).to.include("calls sqs and ssm, which are unreachable without NAT");
    expect(issuesOf(on, { network: { endpoints: [...endpoints] } })).to.equal("");
  });
});
