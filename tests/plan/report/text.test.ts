import { expect } from "chai";
import type { Change } from "../../../plan/diff/changes";
import { planDocument } from "../../../plan/report/json";
import type { Json } from "../../../plan/report/printable";
import type { SectionName } from "../../../plan/report/section-names";
import { planText } from "../../../plan/report/text";
import { type PlannedResource, Secret, UNKNOWN, type Values } from "../../../plan/types";
import { noCost, planned, urnOf } from "../resources";

const layout = { width: 200, colors: false };

const stack = planned({ type: "pulumi:pulumi:Stack", name: "shop-dev", custom: false });
const child = (type: string, name: string, inputs: Values, more: Partial<PlannedResource> = {}) =>
  planned({ type, name, inputs, parent: stack.urn, ...more });

interface Options {
  readonly outputs?: Values;
  readonly tree?: boolean;
  readonly messages?: readonly string[];
  readonly section?: SectionName;
  readonly settings?: Json;
}

function textOf(resources: readonly PlannedResource[], options: Options = {}): string {
  const { outputs = {}, tree = false, messages = [], section, settings = null } = options;
  const recording = { resources: [stack, ...resources], outputs, log: [] };
  return planText(planDocument({ project: "shop", stack: "dev", settings, recording, findings: [], cost: noCost }), {
    tree,
    section,
    messages,
    information: [],
    layout,
  });
}

/** The lines below a heading. */
function section(text: string, heading: string): string[] {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.startsWith(heading));
  const end = lines.indexOf("", at);
  return at < 0 ? [] : lines.slice(at + 1, end < 0 ? undefined : end);
}

const vpc = child("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
const subnet = (name: string, zone: string, kind: string, cidrBlock: string) =>
  child("aws:ec2/subnet:Subnet", name, { availabilityZone: zone, cidrBlock, vpcId: "id-of-net", tags: { SubnetType: kind } });
const subnets = [
  subnet("pub-a", "eu-west-1a", "Public", "10.0.32.0/22"),
  subnet("priv-a", "eu-west-1a", "Private", "10.0.0.0/19"),
  subnet("priv-b", "eu-west-1b", "Private", "10.0.64.0/19"),
];

describe("planText", () => {
  it("starts with the stack, region and cluster", () => {
    const provider = child("pulumi:providers:aws", "default", { region: "eu-west-1" });
    const cluster = child("aws:eks/cluster:Cluster", "eks", { name: "shop", version: "1.35" });
    expect(textOf([provider, cluster]).split("\n")[0]).to.equal("Stack dev of shop in eu-west-1: cluster shop, Kubernetes 1.35");
  });

  it("names a cluster by its planned name, or by its logical name when the inputs leave the name open", () => {
    const created = child("aws:eks/cluster:Cluster", "eks", {}, { outputs: { name: "eks-1a2b3c4" } });
    expect(textOf([created]).split("\n")[0]).to.equal("Stack dev of shop: cluster eks-1a2b3c4");
    const open = child("aws:eks/cluster:Cluster", "eks", { version: "1.35" }, { outputs: { name: UNKNOWN } });
    expect(textOf([open]).split("\n")[0]).to.equal("Stack dev of shop: cluster eks, Kubernetes 1.35");
  });

  it("names the existing cluster that resources are added to", () => {
    const addon = child("aws:eks/addon:Addon", "cni", { clusterName: "shop", addonName: "vpc-cni" });
    expect(textOf([addon]).split("\n")[0]).to.equal("Stack dev of shop: existing cluster shop");
  });

  it("counts created resources by component", () => {
    const network = child("eks-blueprints:index:Network", "net", {}, { custom: false });
    const inside = [vpc, ...subnets].map((resource) => ({ ...resource, parent: network.urn }));
    const lookedUp = child("aws:ec2/vpc:Vpc", "other", {}, { external: true });
    const text = textOf([network, ...inside, child("aws:s3/bucket:Bucket", "b", {}), lookedUp]);
    expect(text).to.contain("Plan: 7 resources (1 component, 1 looked up)\n");
    expect(section(text, "Plan:")).to.deep.equal([
      "  networking     4  3 Subnet, Vpc",
      "  aws            1  Bucket",
      "  components     1  Network",
      "  looked up      1  Vpc",
    ]);
  });

  it("shows addresses by zone, NAT gateways and endpoints", () => {
    const nat = child("aws:ec2/natGateway:NatGateway", "nat", { subnetId: "id-of-pub-a" });
    const endpoint = (serviceName: string, vpcEndpointType?: string) =>
      child("aws:ec2/vpcEndpoint:VpcEndpoint", serviceName, {
        serviceName,
        vpcId: "id-of-net",
        ...(vpcEndpointType && { vpcEndpointType }),
      });
    const endpoints = [endpoint("com.amazonaws.eu-west-1.s3"), endpoint("cn.com.amazonaws.cn-north-1.ecr.api", "Interface")];
    expect(section(textOf([vpc, ...subnets, nat, ...endpoints]), "Network")).to.deep.equal([
      "  VPC  net  10.0.0.0/16",
      "    zone        private       public",
      "    eu-west-1a  10.0.0.0/19   10.0.32.0/22",
      "    eu-west-1b  10.0.64.0/19",
      "    NAT                  1 gateway in eu-west-1a",
      "    gateway endpoints    s3",
      "    interface endpoints  ecr.api",
    ]);
  });

  it("shows a regional NAT gateway, which is in no subnet", () => {
    const nat = child("aws:ec2/natGateway:NatGateway", "nat", { vpcId: "id-of-net", availabilityMode: "regional" });
    expect(section(textOf([vpc, ...subnets, nat]), "Network")).to.include("    NAT  regional gateway");
  });

  const cluster = (vpcConfig: Values, more: Values = {}) => child("aws:eks/cluster:Cluster", "eks", { name: "shop", vpcConfig, ...more });

  it("shows from where the API server can be reached", () => {
    const open = cluster({ endpointPrivateAccess: true, endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] });
    const rule = child(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "office",
      { fromPort: 443, cidrIpv4: "10.9.0.0/16", securityGroupId: "sg-1" },
      { propertyDependencies: { securityGroupId: [open.urn] } },
    );
    const other = { ...rule, name: "other", urn: "u", inputs: { ...rule.inputs, cidrIpv4: "10.8.0.0/16" }, propertyDependencies: {} };
    expect(section(textOf([open, rule, other]), "API endpoints")[0]).to.equal("  shop  private  from the nodes, 10.9.0.0/16");
    expect(section(textOf([open]), "API endpoints")).to.deep.equal([
      "  shop  private  from the nodes",
      "  shop  public   from 203.0.113.0/24",
    ]);
    expect(section(textOf([cluster({})]), "API endpoints")).to.deep.equal(["  shop  private  off", "  shop  public   from 0.0.0.0/0"]);
  });

  it("names planned security groups that may reach the private endpoint, and says less where the cluster has groups of its own", () => {
    const open = cluster({ endpointPrivateAccess: true });
    const group = { ...child("aws:ec2/securityGroup:SecurityGroup", "bastion", {}), id: "sg-9" };
    const inputs = { fromPort: 443, referencedSecurityGroupId: "sg-9", securityGroupId: "sg-1" };
    const propertyDependencies = { securityGroupId: [open.urn] };
    const rule = child("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "api", inputs, { propertyDependencies });
    expect(section(textOf([open, group, rule]), "API endpoints")[0]).to.equal("  shop  private  from the nodes, bastion");
    const grouped = cluster({ endpointPrivateAccess: true, securityGroupIds: ["sg-2"] });
    expect(section(textOf([grouped]), "API endpoints")[0]).to.equal("  shop  private  from the VPC");
  });

  it("shows ranges of both families", () => {
    const both = cluster({ endpointPrivateAccess: true }).inputs;
    const ipv6 = child("aws:eks/cluster:Cluster", "eks", { ...both, kubernetesNetworkConfig: { ipFamily: "ipv6" } });
    const inputs = { fromPort: 443, cidrIpv6: "2001:db8::/32", securityGroupId: "sg-1" };
    const propertyDependencies = { securityGroupId: [ipv6.urn] };
    const rule = child("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "office", inputs, { propertyDependencies });
    expect(section(textOf([ipv6, rule]), "API endpoints")).to.deep.equal([
      "  shop  private  from the nodes, 2001:db8::/32",
      "  shop  public   from 0.0.0.0/0, ::/0",
    ]);
    const net = { ...vpc, inputs: { ...vpc.inputs, assignGeneratedIpv6CidrBlock: true } };
    expect(section(textOf([net]), "Network")[0]).to.equal("  VPC  net  10.0.0.0/16, a block of IPv6 addresses");
  });

  it("shows who has access, in one line for each principal", () => {
    const creator = cluster({}, { accessConfig: { bootstrapClusterCreatorAdminPermissions: true } });
    const grant = (policy: string, accessScope: Values) =>
      child("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", policy, {
        principalArn: "arn:aws:iam::1:role/x",
        policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
        accessScope,
      });
    const entry = child("aws:eks/accessEntry:AccessEntry", "e", { principalArn: "arn:y", kubernetesGroups: ["viewers"] });
    const grants = [grant("AmazonEKSViewPolicy", { type: "namespace", namespaces: ["a", "b"] }), grant("OwnPolicy", { type: "cluster" })];
    expect(section(textOf([creator, ...grants, entry]), "Access")).to.deep.equal([
      "  principal               access policies                               Kubernetes groups",
      "  arn:aws:iam::1:role/x   view in a, b; OwnPolicy in the whole cluster",
      "  arn:y                                                                 viewers",
      "  creator of the cluster  cluster admin",
    ]);
  });

  it("distinguishes several clusters", () => {
    const open = { accessConfig: { bootstrapClusterCreatorAdminPermissions: true } };
    const [one, two] = ["one", "two"].map((name) => child("aws:eks/cluster:Cluster", name, { name, ...open }));
    expect(section(textOf([one!, two!]), "Access").map((line) => line.trim().split(/ +/)[0])).to.deep.equal(["cluster", "one", "two"]);
  });

  it("shows node capacity, with zones from subnet ids or from dependencies", () => {
    const managed = child("aws:eks/nodeGroup:NodeGroup", "general", {
      instanceTypes: ["m7g.large"],
      amiType: "AL2023_ARM_64_STANDARD",
      scalingConfig: { minSize: 2, maxSize: 6, desiredSize: 2 },
      subnetIds: ["id-of-priv-a", "id-of-priv-b"],
    });
    const own = child(
      "aws:autoscaling/group:Group",
      "gpu",
      {
        minSize: 0,
        maxSize: 4,
        mixedInstancesPolicy: {
          launchTemplate: { overrides: [{ instanceType: "g5.xlarge" }, { instanceType: "g6.xlarge" }] },
          instancesDistribution: { onDemandPercentageAboveBaseCapacity: 0 },
        },
        vpcZoneIdentifiers: ["somewhere"],
      },
      { propertyDependencies: { vpcZoneIdentifiers: [urnOf("aws:ec2/subnet:Subnet", "priv-b")] } },
    );
    const elsewhere = child("aws:eks/nodeGroup:NodeGroup", "far", { capacityType: "SPOT", subnetIds: ["x", "y"] });
    const auto = cluster({}, { computeConfig: { enabled: true, nodePools: ["general-purpose"] } });
    const shown = section(textOf([vpc, ...subnets, managed, own, elsewhere, auto]), "Nodes");
    expect(shown.map((line) => line.trim().split(/ {2,}/))).to.deep.equal([
      ["pool", "type", "instances", "nodes", "start", "capacity type", "image", "zones"],
      ["far", "managed", "to", "spot", "custom AMI", "2 subnets"],
      ["general", "managed", "m7g.large", "2 to 6", "2", "on-demand", "AL2023_ARM_64_STANDARD", "eu-west-1a, eu-west-1b"],
      ["general-purpose", "Auto Mode, built-in", "chosen by AWS", "as needed", "on-demand"],
      ["gpu", "self-managed", "g5.xlarge, g6.xlarge", "0 to 4", "spot", "eu-west-1b"],
    ]);
  });

  it("shows node pools of Karpenter and of EKS Auto Mode among the nodes, in natural order", () => {
    const pool = (name: string, spec: Values) =>
      child("kubernetes:karpenter.sh/v1:NodePool", name, { metadata: { name }, spec: spec as never });
    const requirement = (key: string, operator: string, ...values: string[]) => ({ key, operator, values });
    const pools = [
      pool("batch-10", {
        limits: { cpu: 100, memory: "400Gi" },
        template: {
          spec: {
            nodeClassRef: { group: "karpenter.k8s.aws", name: "default" },
            requirements: [
              requirement("karpenter.sh/capacity-type", "In", "spot", "on-demand"),
              requirement("karpenter.k8s.aws/instance-category", "In", "c", "m"),
              requirement("karpenter.k8s.aws/instance-generation", "Gt", "4"),
              requirement("topology.kubernetes.io/zone", "In", "eu-west-1a"),
            ],
          },
        },
      }),
      pool("batch-3", { replicas: 3, template: { spec: { nodeClassRef: { group: "eks.amazonaws.com", name: "own" } } } }),
      pool("batch-2", { template: { spec: { nodeClassRef: { group: "eks.amazonaws.com", name: "own" } } } }),
    ];
    const nodeClass = child("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "class", {
      metadata: { name: "default" },
      spec: { amiSelectorTerms: [{ alias: "al2023@latest" }] },
    });
    expect(section(textOf([...pools, nodeClass]), "Nodes")).to.deep.equal([
      "  pool      type       instances                      nodes                  start  capacity type    image          zones",
      "  batch-2   Auto Mode  any                            as needed",
      "  batch-3   Auto Mode  any                            3                      3",
      "  batch-10  Karpenter  category c, m; generation > 4  up to 100 CPUs, 400Gi         spot, on-demand  al2023@latest  eu-west-1a",
    ]);
  });

  it("shows Fargate profiles and add-ons", () => {
    const profile = child("aws:eks/fargateProfile:FargateProfile", "apps", {
      selectors: [{ namespace: "jobs", labels: { on: "fargate" } }, { namespace: "apps" }],
    });
    const addon = child("aws:eks/addon:Addon", "cni", { addonName: "vpc-cni", addonVersion: "v1.21.1-eksbuild.1" });
    const release = child("kubernetes:helm.sh/v3:Release", "r", { name: "podinfo", chart: "podinfo", version: "6.9.0", namespace: "apps" });
    const text = textOf([profile, addon, release]);
    expect(section(text, "Fargate")).to.deep.equal(["  apps  namespace jobs  pods with on=fargate", "  apps  namespace apps  all pods"]);
    expect(section(text, "Add-ons")).to.deep.equal([
      "  podinfo  6.9.0               chart podinfo in apps",
      "  vpc-cni  v1.21.1-eksbuild.1  EKS add-on",
    ]);
  });

  it("omits sections without resources", () => {
    const headings = textOf([child("aws:s3/bucket:Bucket", "b", {})], { outputs: { name: "b" } })
      .split("\n")
      .filter((line) => /^[A-Z]/.test(line));
    expect(headings).to.deep.equal(["Stack dev of shop", "Plan: 1 resource", "Outputs", "Time"]);
  });

  it("prints one section alone, by its name", () => {
    const bucket = child("aws:s3/bucket:Bucket", "b", {});
    const bodyOf = (name: SectionName, options: Options = {}) =>
      textOf([bucket], { ...options, section: name })
        .split("\n")
        .slice(2);
    expect(bodyOf("summary")[0]).to.equal("Plan: 1 resource");
    expect(bodyOf("resources")[0]).to.equal("Resources");
    expect(bodyOf("outputs", { outputs: { name: "b" } })).to.deep.equal(["Outputs", "  name  b", ""]);
    expect(bodyOf("gitops")).to.deep.equal(["Nothing in section gitops.", ""]);
  });

  it("prints settings as they stand in a stack file, with control characters escaped", () => {
    const text = textOf([], { section: "settings", settings: { tags: { a: "\u001b[31m", b: "c\nd" }, pools: [{ min: 1 }] } });
    expect(section(text, "Settings")).to.deep.equal([
      "  tags:",
      '    a: "\\e[31m"',
      "    b: |-",
      "      c",
      "      d",
      "  pools:",
      "    - min: 1",
    ]);
  });

  it("prints log messages of the program", () => {
    expect(section(textOf([], { messages: ["hello", "two\nlines"] }), "Messages")).to.deep.equal(["  hello", "  two\\nlines"]);
  });

  it("hides secret outputs", () => {
    expect(section(textOf([], { outputs: { kubeconfig: new Secret("k"), ids: ["a", 1], by: { name: "x" } } }), "Outputs")).to.deep.equal([
      "  by.name     x",
      "  ids         a, 1",
      "  kubeconfig  [secret]",
    ]);
  });

  it("draws the tree and marks resources that are read, protected, or created by a remote component", () => {
    const remote = child("awsx:ec2:Vpc", "net", {}, { custom: false });
    const inner = { ...vpc, parent: remote.urn, simulatedBy: "awsx:ec2:Vpc", protect: true };
    expect(section(textOf([remote, inner, child("t:m:T", "last", {}, { external: true })], { tree: true }), "Resources")).to.deep.equal([
      "  shop-dev  pulumi:pulumi:Stack",
      "  ├─ net  awsx:ec2:Vpc",
      "  │  └─ net  aws:ec2/vpc:Vpc  (protected, by awsx:ec2:Vpc)",
      "  └─ last  t:m:T  (looked up)",
    ]);
  });

  it("escapes control characters", () => {
    const text = textOf([child("aws:eks/addon:Addon", "x", { addonName: "\u001b[31mred\u202e", addonVersion: "a\nb" })], { tree: true });
    expect(section(text, "Add-ons")).to.deep.equal(["  \\u001b[31mred\\u202e  a\\nb  EKS add-on"]);
  });

  it("shows the changes against another plan", () => {
    const change = (op: Change["op"], more: Partial<Change> = {}): Change => ({
      op,
      urn: "u",
      type: "t:m:T",
      name: op,
      properties: [],
      because: null,
      ...more,
    });
    const all = [
      change("create"),
      change("update", {
        properties: [
          { path: "a", from: 0, to: "" },
          { path: "b", to: { c: "x".repeat(200) } },
          { path: "d", from: "i", to: "[unknown]" },
        ],
      }),
      change("replace", { because: "a cannot change in place" }),
      change("delete"),
    ];
    const document = planDocument(
      { project: "shop", stack: "dev", settings: null, recording: { resources: [], outputs: {}, log: [] }, findings: [], cost: noCost },
      { changes: all, deletedFirst: new Set(), deletedLast: [], before: [] },
    );
    const text = planText(document, {
      tree: false,
      messages: [],
      information: [],
      layout,
      changes: { comparison: { changes: all, unchanged: 1, deletedFirst: new Set(), deletedLast: [] }, against: "prod" },
    });
    expect(text.split("\n")).to.deep.equal([
      "Stack dev of shop",
      "",
      "Coming from prod",
      "  + create  t:m:T  created",
      "  ~ update  t:m:T  changed",
      '      a: 0 -> ""',
      `      b: (none) -> {"c":"${"x".repeat(94)}…`,
      "      d: i -> (known after deployment)",
      "  ± replace  t:m:T  replaced",
      "      because a cannot change in place",
      "  - delete  t:m:T  deleted",
      "",
      "  1 created, 1 changed, 1 replaced, 1 deleted, 1 resource unchanged",
      "",
    ]);
  });
});
