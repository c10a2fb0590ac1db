import { expect } from "chai";
import { cluster } from "../../../components/settings/schema/cluster";
import { sectionNames } from "../../../components/settings/schema/sections";
import { listed } from "../../../components/util/did-you-mean";
import { describeReports } from "../reports";
import { report } from "../support";

const clusterKeys = listed(Object.keys(cluster.shape));
const sections = `known are ${listed(sectionNames)}`;

describeReports({
  "texts of a wrong form, once": [
    [
      'eks-blueprints:policies: { exceptions: { r1: { reason: x, until: "31.3.2027" }, r2: { reason: x, until: "2027-02-30" } } }',
      'eks-blueprints:policies.exceptions.r1.until: expected a quoted date such as "2027-03-31", found "31.3.2027"',
      "eks-blueprints:policies.exceptions.r2.until: expected a day that the calendar has",
    ],
  ],
  "unknown keys and sections": [
    ["eks-blueprints:cluster: { verison: x }", "eks-blueprints:cluster.verison: unknown key; did you mean version?"],
    ["eks-blueprints:iam: { bound: x }", "eks-blueprints:iam.bound: unknown key; known are permissionsBoundary and path"],
    [
      "eks-blueprints:cluster: { endpoint: { public: { cidr: [10.0.0.0/8] } } }",
      "eks-blueprints:cluster.endpoint.public.cidrs: missing; expected a list of at least 1",
      "eks-blueprints:cluster.endpoint.public.cidr: unknown key; did you mean cidrs?",
    ],
    [
      "eks-blueprints:nodePools: { a: { size: { minimum: 1 } } }",
      "eks-blueprints:nodePools.a.size.minimum: unknown key; known are min, max and desired",
    ],
    [
      "eks-blueprints:nodePools: { a: { desired: 1, sizeGiB: 50 } }",
      "eks-blueprints:nodePools.a.desired: unknown key; did you mean size.desired?",
      "eks-blueprints:nodePools.a.sizeGiB: unknown key; did you mean disk.sizeGiB?",
    ],
    [
      "eks-blueprints:cluster: { autoMode: { enabled: true }, public: true }",
      "eks-blueprints:cluster.public: unknown key; did you mean endpoint.public?",
      "eks-blueprints:cluster.autoMode.enabled: unknown key; known are nodePools and pools",
    ],
    ["eks-blueprints:network: { vpcId: vpc-1 }", "eks-blueprints:network.vpcId: unknown key; did you mean existing.vpcId?"],
    ["eks-blueprints:nodepool: {}", `eks-blueprints:nodepool: unknown section; ${sections}; did you mean nodePools?`],
    ["eks-blueprints:backups: {}", `eks-blueprints:backups: unknown section; ${sections}`],
    ["eks-blueprints:version: '1.35'", `eks-blueprints:version: unknown section; ${sections}; \`version\` belongs in section cluster`],
    [
      "eks-blueprints:cluster.version: '1.35'",
      'eks-blueprints:["cluster.version"]: unknown section; set `version` in section cluster (`pulumi config set --path`)',
    ],
    [
      "eks-blueprints:cluster: { constructor: 1, __proto__: 2 }",
      `eks-blueprints:cluster.constructor: unknown key; known are ${clusterKeys}`,
      `eks-blueprints:cluster.__proto__: unknown key; known are ${clusterKeys}`,
    ],
  ],
  "unknown add-ons": [
    ["eks-blueprints:addons: { vpc_cni: true }", "eks-blueprints:addons.vpc_cni: unknown add-on; did you mean vpc-cni?"],
    ["eks-blueprints:addons: { ebs: true }", "eks-blueprints:addons.ebs: unknown add-on; did you mean aws-ebs-csi-driver?"],
    [
      "eks-blueprints:addons: { constructor: true }",
      "eks-blueprints:addons.constructor: unknown add-on; known are vpc-cni, aws-ebs-csi-driver and custom",
    ],
    [
      "eks-blueprints:addons: { vpc-cni: { prefix: true } }",
      "eks-blueprints:addons.vpc-cni.prefix: unknown key; known are version and prefixDelegation",
    ],
  ],
  "wrong types": [
    ["eks-blueprints:network: [a]", "eks-blueprints:network: expected a map of settings, found a list of 1"],
    ["eks-blueprints:cluster: dev", 'eks-blueprints:cluster: expected a map of settings, found "dev"'],
    ["eks-blueprints:tags: owner", 'eks-blueprints:tags: expected a map of keys to strings, found "owner"'],
    ["eks-blueprints:fargate: []", "eks-blueprints:fargate: expected a map of names to Fargate profiles, found an empty list"],
    ["eks-blueprints:nodePools: 3", "eks-blueprints:nodePools: expected a map of pool names to node pools, found 3"],
    [
      "eks-blueprints:nodePools: { a: }",
      "eks-blueprints:nodePools.a: expected a map of settings, found nothing; write {} for the defaults, or remove the key",
    ],
    ["eks-blueprints:addons: [vpc-cni]", "eks-blueprints:addons: expected a map of add-ons to true, false or options, found a list of 1"],
    ["eks-blueprints:addons: { vpc-cni: on }", 'eks-blueprints:addons.vpc-cni: expected true, false or a map of options, found "on"'],
    [
      "eks-blueprints:addons: { vpc-cni: { prefixDelegation: yes } }",
      'eks-blueprints:addons.vpc-cni.prefixDelegation: expected true or false, found "yes"; write true without quotes',
    ],
    [
      "eks-blueprints:cluster: { deletionProtection: 'false' }",
      'eks-blueprints:cluster.deletionProtection: expected true or false, found "false"; write false without quotes',
    ],
    [
      "eks-blueprints:cluster: { admins: }",
      "eks-blueprints:cluster.admins: expected a list, found nothing; remove the key or give it a value",
    ],
    [
      "eks-blueprints:cluster: { endpoint: }",
      "eks-blueprints:cluster.endpoint: expected a map (private, public), found nothing; write {} for the defaults, or remove the key",
    ],
    ["eks-blueprints:cluster: { logs: api }", 'eks-blueprints:cluster.logs: expected a list, found "api"; write a list: [api]'],
    ["eks-blueprints:tags: { cost-center: 42 }", 'eks-blueprints:tags.cost-center: expected a string, found 42; quote it: "42"'],
    [
      "eks-blueprints:nodePools: { a: { labels: { example.com/spot: true } } }",
      'eks-blueprints:nodePools.a.labels["example.com/spot"]: expected a string, found true; quote it: "true"',
    ],
    [
      "eks-blueprints:nodePools: { a: { size: { min: '2' } } }",
      'eks-blueprints:nodePools.a.size.min: expected a whole number from 0, found "2"; write 2 without quotes',
    ],
    [
      "eks-blueprints:nodePools: { a: { size: { min: 1.5 } } }",
      "eks-blueprints:nodePools.a.size.min: expected a whole number from 0, found 1.5",
    ],
  ],
  "values out of range": [
    [
      "eks-blueprints:network: { zones: 1 }",
      "eks-blueprints:network.zones: expected a whole number from 2 or a list of at least 2, found 1",
    ],
    [
      "eks-blueprints:network: { zones: [eu-west-1a] }",
      "eks-blueprints:network.zones: expected a whole number from 2 or a list of at least 2, found a list of 1",
    ],
    [
      "eks-blueprints:nodePools: { a: { disk: { sizeGiB: 8 } } }",
      "eks-blueprints:nodePools.a.disk.sizeGiB: expected a whole number from 20 to 65536, found 8",
    ],
    [
      "eks-blueprints:nodePools: { a: { instanceTypes: [] } }",
      "eks-blueprints:nodePools.a.instanceTypes: expected a list of at least 1 and at most 20, found an empty list",
    ],
    [
      "eks-blueprints:fargate: { a: { selectors: [] } }",
      "eks-blueprints:fargate.a.selectors: expected a list of at least 1, found an empty list",
    ],
    [
      "eks-blueprints:cluster: { kubeconfig: { profile: '' } }",
      'eks-blueprints:cluster.kubeconfig.profile: expected a string that is not empty, found ""',
    ],
    [
      "eks-blueprints:cluster: { logRetentionDays: 31 }",
      "eks-blueprints:cluster.logRetentionDays: expected 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653, found 31",
    ],
  ],
  "unknown enum values": [
    [
      "eks-blueprints:network: { nat: singel }",
      'eks-blueprints:network.nat: expected none, single, perZone, regional or a map (type, allocationIds), found "singel"; did you mean single?',
    ],
    [
      "eks-blueprints:nodePools: { a: { kind: self-managed } }",
      'eks-blueprints:nodePools.a.kind: expected managed or selfManaged, found "self-managed"; did you mean selfManaged?',
    ],
    [
      "eks-blueprints:cluster: { logs: [api, scheduling] }",
      'eks-blueprints:cluster.logs[1]: expected api, audit, authenticator, controllerManager or scheduler, found "scheduling"; did you mean scheduler?',
    ],
    [
      "eks-blueprints:network: { endpoints: privat }",
      'eks-blueprints:network.endpoints: expected private or a list, found "privat"; did you mean private?',
    ],
    [
      "eks-blueprints:nodePools: { a: { disk: { type: io3 } } }",
      'eks-blueprints:nodePools.a.disk.type: expected gp3, gp2, io2 or io1, found "io3"; did you mean io2 or io1?',
    ],
    [
      "eks-blueprints:nodePools: { a: { ami: al2 } }",
      'eks-blueprints:nodePools.a.ami: expected al2023, bottlerocket, windows2019, windows2022, windows2025 or a map, found "al2"; EKS provides no al2 AMIs from Kubernetes 1.33 on: write al2023',
    ],
    [
      "eks-blueprints:nodePools: { a: { ami: { id: ami-1, family: al2 } } }",
      'eks-blueprints:nodePools.a.ami.family: expected al2023, bottlerocket, windows2019, windows2022 or windows2025, found "al2"; EKS provides no al2 AMIs from Kubernetes 1.33 on: write al2023',
    ],
  ],
  unions: [
    [
      "eks-blueprints:cluster: { encryption: aes }",
      'eks-blueprints:cluster.encryption: expected true, false or a map (kmsKeyArn), found "aes"',
    ],
    [
      "eks-blueprints:cluster: { autoMode: { nodePools: [generel-purpose] } }",
      'eks-blueprints:cluster.autoMode.nodePools[0]: expected general-purpose or system, found "generel-purpose"; did you mean general-purpose?',
    ],
    [
      "eks-blueprints:network: { flowLogs: 30 }",
      "eks-blueprints:network.flowLogs: expected false, true or a map (retentionDays, bucketArn, firehoseArn), found 30",
    ],
    [
      "eks-blueprints:network: { zones: [1, eu-west-1b] }",
      'eks-blueprints:network.zones[0]: expected the name of a zone such as eu-west-1a, found 1; quote it: "1"',
    ],
    [
      "eks-blueprints:nodePools: { a: { ami: { id: ami-1 } } }",
      "eks-blueprints:nodePools.a.ami.family: missing; expected al2023, bottlerocket, windows2019, windows2022 or windows2025",
    ],
  ],
});

describe("settings errors", () => {
  it("shorten long values", () => {
    expect(report(`eks-blueprints:network: { nat: ${"x".repeat(200)} }`)).to.deep.equal([
      `eks-blueprints:network.nat: expected none, single, perZone, regional or a map (type, allocationIds), found "${"x".repeat(60)}…"`,
    ]);
  });

  it("list every issue in all sections", () => {
    const lines = report(`
      aws:region: nowhere
      eks-blueprints:tags: 1
      eks-blueprints:network: { cidr: x, nat: none, endpoints: [stss] }
      eks-blueprints:cluster: { verison: x, logs: [apis], endpoint: { private: false } }
      eks-blueprints:nodePools: { a: { kind: x, size: { min: 9 } }, b: { instanceTypes: [m7g.large, m7i.large] } }
      eks-blueprints:addons: { nope: true, vpc-cni: { version: 1 } }
    `);
    expect(lines.map((line) => line.split(": ")[0])).to.deep.equal([
      "aws:region",
      "eks-blueprints:tags",
      "eks-blueprints:network.cidr",
      "eks-blueprints:cluster.verison",
      "eks-blueprints:cluster.logs[0]",
      "eks-blueprints:nodePools.a.kind",
      "eks-blueprints:addons.nope",
      "eks-blueprints:addons.vpc-cni.version",
      "eks-blueprints:network.endpoints[0]",
      "eks-blueprints:network.endpoints",
      "eks-blueprints:cluster.endpoint",
      "eks-blueprints:nodePools.b.instanceTypes",
      "eks-blueprints:nodePools.a.size.min",
    ]);
  });
});
