import { expect } from "chai";
import { parseSettings } from "../../components";
import { configurationOf, issuesOf, type Outcome, outcomeOf } from "./counterparts/fixtures";

const zones = ["eu-west-1a", "eu-west-1b"];
const userDataOf = ({ resources }: Outcome, pool: string) =>
  Buffer.from(resources.named(`eks-${pool}-template`, "aws:ec2/launchTemplate:LaunchTemplate").inputs.userData ?? "", "base64").toString();

describe("Environment with subnets for pods", () => {
  const instanceTypes = ["m7g.large"];
  let outcome: Outcome;
  before(async () => {
    outcome = await outcomeOf({
      network: { pods: { cidr: "100.64.0.0/16" } },
      fargate: { batch: { selectors: [{ namespace: "batch" }] }, one: { selectors: [{ namespace: "one" }], zones: ["eu-west-1b"] } },
      nodePools: {
        managed: { instanceTypes },
        bottlerocket: { instanceTypes, ami: "bottlerocket" },
        own: { instanceTypes, kind: "selfManaged" },
        few: { instanceTypes, maxPods: 12 },
        many: { instanceTypes, maxPods: 29 },
      },
      addons: { karpenter: { nodePools: { default: {} } } },
    });
  });

  const subnetIds = () => zones.map((zone) => outcome.resources.idOf("aws:ec2/subnet:Subnet", `eks-network-pods-${zone}`));

  it("configures the VPC CNI before the nodes, with the security groups of the node", () => {
    const [a, b] = subnetIds();
    expect(configurationOf(outcome.resources, "vpc-cni")).to.deep.equal({
      env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true", ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone" },
      eniConfig: { create: true, region: "eu-west-1", subnets: { "eu-west-1a": { id: a }, "eu-west-1b": { id: b } } },
    });
  });

  it("creates subnets, routes and associations before the nodes and the control plane's Sweep", () => {
    const { resources } = outcome;
    const group = resources.named("eks-managed", "aws:eks/nodeGroup:NodeGroup");
    for (const zone of zones) {
      for (const type of ["aws:ec2/subnet:Subnet", "aws:ec2/routeTableAssociation:RouteTableAssociation"])
        expect(resources.waitsFor(group, resources.named(`eks-network-pods-${zone}`, type)), type).to.equal(true);
      expect(resources.waitsFor(group, resources.named(`eks-network-nat-pods-${zone}`, "aws:ec2/route:Route"))).to.equal(true);
    }
    expect(resources.named("eks-sweep").inputs.subnetIds).to.include.members(subnetIds());
  });

  it("passes max pods of the other interfaces to every node, unless the pool sets it", () => {
    expect(userDataOf(outcome, "managed")).to.match(/maxPods: 20/);
    expect(userDataOf(outcome, "bottlerocket")).to.match(/max-pods = 20/);
    expect(userDataOf(outcome, "own")).to.match(/maxPods: 20/);
    expect(userDataOf(outcome, "few")).to.match(/maxPods: 12/);
  });

  it("reports a number of pods for which a node has no addresses", () => {
    expect(outcome.findings.filter((line) => line.startsWith("nodePools"))).to.deep.equal([
      "nodePools.many.maxPods: m7g.large has addresses for 20 pods, because the first network interface serves none with subnets for pods; others stay in ContainerCreating; write at most 20, or `addons.vpc-cni: { prefixDelegation: true }`",
    ]);
  });

  it("keeps nodes in the private subnets, and runs Fargate pods in those for pods", () => {
    const { resources } = outcome;
    const privateIds = [1, 2].map((index) => resources.idOf("aws:ec2/subnet:Subnet", `eks-network-private-${index}`));
    expect(resources.named("eks-managed", "aws:eks/nodeGroup:NodeGroup").inputs.subnetIds).to.deep.equal(privateIds);
    expect(resources.named("eks-batch", "aws:eks/fargateProfile:FargateProfile").inputs.subnetIds).to.deep.equal(subnetIds());
    expect(resources.named("eks-one", "aws:eks/fargateProfile:FargateProfile").inputs.subnetIds).to.deep.equal(subnetIds().slice(1));
  });

  it("reserves the first interface of Karpenter's nodes", () => {
    expect(outcome.resources.named("eks-karpenter", "kubernetes:helm.sh/v3:Release").inputs.values.settings.reservedENIs).to.equal("1");
  });
});

describe("settings with subnets for pods", () => {
  const network = { pods: { cidr: "100.64.0.0/16" } };
  const values = (own: object) => issuesOf({ network, addons: { "vpc-cni": { values: own } } });

  it("need the VPC CNI on nodes", () => {
    expect(issuesOf({ network, addons: { "vpc-cni": false } })).to.equal(
      "addons.vpc-cni: is required: it gives pods addresses of the subnets for pods of section `network`; remove the key, or these subnets",
    );
    const sections = { network, addons: { "vpc-cni": false }, fargate: { all: { selectors: [{ namespace: "*" }] } } };
    expect(issuesOf(sections)).to.equal("");
  });

  it("exclude values of the VPC CNI that follow from them", () => {
    expect(values({ env: { ENI_CONFIG_LABEL_DEF: "zone" } })).to.equal(
      "addons.vpc-cni.values.env.ENI_CONFIG_LABEL_DEF: follows the subnets for pods of section `network`; remove it",
    );
    expect(values({ eniConfig: { create: true } })).to.equal(
      "addons.vpc-cni.values.eniConfig: follows the subnets for pods of section `network`; remove it",
    );
    expect(values({ env: { WARM_IP_TARGET: "2" } })).to.equal("");
  });

  it("count the pods of small nodes without their first network interface", () => {
    const nodePools = { small: { instanceTypes: ["t3.small"], size: { min: 1, max: 2 } } };
    expect(issuesOf({ nodePools })).to.equal("");
    expect(issuesOf({ nodePools: { small: { instanceTypes: ["t3.nano"], size: { min: 3, max: 3 } } }, network })).to.match(
      /^nodePools: the nodes at the start have room for 0 pods/,
    );
  });

  it("report a VPC CNI of an existing cluster that the stack does not manage", () => {
    const existing = { vpcId: "vpc-1", privateSubnetIds: ["subnet-1"], podSubnetIds: { "eu-west-1a": "subnet-2" } };
    const sections = { region: "eu-west-1", cluster: { existing: { name: "shop" } }, network: { existing } };
    const rules = (more: object) => parseSettings({ ...sections, ...more }).findings.map(({ rule }) => rule);
    expect(rules({})).to.include("pod-subnets");
    expect(rules({ addons: { "vpc-cni": true } })).to.not.include("pod-subnets");
  });
});
