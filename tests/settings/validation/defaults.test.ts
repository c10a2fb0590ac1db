import { expect } from "chai";
import { costAssumptions } from "../../../components/reference/cost-assumptions";
import { mapValues } from "../../../components/util/map-values";
import { read } from "../support";

const defaultPool = {
  kind: "managed",
  instanceTypes: ["t4g.large"],
  capacity: "onDemand",
  size: { min: 2, max: 4, desired: 2 },
  spread: "multiZone",
  ami: "al2023",
  disk: { sizeGiB: 50, type: "gp3" },
  volumes: {},
  labels: {},
  taints: [],
  update: { maxUnavailablePercentage: 33 },
  repair: true,
  userData: "",
  policies: [],
  ssm: true,
  hopLimit: 1,
  monitoring: false,
  securityGroupIds: [],
  tags: {},
};

describe("settings: defaults", () => {
  it("add a taint against Linux pods to a Windows pool, and no repair", () => {
    const { settings } = read("eks-blueprints:nodePools: { win: { ami: windows2022, instanceTypes: [m7i.large] }, linux: {} }");
    const { taints, repair } = settings.nodePools.win!;
    expect({ taints, repair }).to.deep.equal({ taints: [{ key: "os", value: "windows", effect: "NoSchedule" }], repair: false });
  });

  it("describe a complete environment for a region", () => {
    const { region, settings } = read("");
    expect(region).to.equal("eu-west-1");
    expect(settings).to.deep.equal({
      tags: {},
      network: {
        cidr: "10.0.0.0/16",
        zones: 3,
        publicSubnets: true,
        nat: "single",
        controlPlaneSubnets: false,
        routes: [],
        endpoints: ["s3"],
        endpointPolicies: {},
        bastion: false,
        flowLogs: false,
      },
      cluster: {
        name: "shop-dev",
        version: "1.35",
        endpoint: { private: true, public: false },
        logs: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        logRetentionDays: 90,
        encryption: true,
        supportType: "standard",
        tier: undefined,
        controlPlaneEgress: "awsManaged",
        forceUpdate: false,
        securityGroupRules: {},
        identityProviders: {},
        ipFamily: "ipv4",
        deletionProtection: false,
        drain: { timeoutMinutes: 20 },
        zonalShift: false,
        autoMode: false,
        creatorAdmin: true,
        admins: [],
        access: {},
        identity: "podIdentity",
        kubeconfig: {},
      },
      iam: {},
      nodePools: { default: defaultPool },
      fargate: {},
      images: { registries: {} },
      charts: { registries: {} },
      serviceAccounts: {},
      teams: {},
      teamTemplates: {},
      tenants: { names: [] },
      domain: false,
      gitops: false,
      overrides: [],
      cost: { assumptions: mapValues(costAssumptions, (_, { default: value }) => value) },
      budget: false,
      policies: { profile: "development", exceptions: {} },
      addons: { "vpc-cni": { version: "v1", prefixDelegation: false } },
    });
  });

  it("replace empty sections", () => {
    const empty = ["tags", "network", "cluster", "iam", "nodePools", "fargate", "addons"].map((name) => `eks-blueprints:${name}:`);
    expect(read(empty.join("\n")).settings).to.deep.equal(read("").settings);
  });

  it("apply to entries of maps", () => {
    const { settings } = read(`
      eks-blueprints:nodePools: { general: {}, own: { kind: selfManaged, size: { min: 2 } } }
      eks-blueprints:fargate: { batch: { selectors: [{ namespace: batch }] } }
      eks-blueprints:network: { existing: { vpcId: vpc-1, privateSubnetIds: [subnet-a, subnet-b] } }
      eks-blueprints:cluster: { endpoint: { private: { cidrs: [10.9.0.0/16] } }, autoMode: {}, access: { auditors: { principal: "arn:aws:iam::111122223333:user/a", policy: view } } }
    `);
    expect(settings.nodePools).to.deep.equal({
      general: { ...defaultPool, size: { min: 1, max: 3, desired: 1 } },
      own: { ...defaultPool, kind: "selfManaged", size: { min: 2, max: 3, desired: 2 }, repair: false },
    });
    expect(settings.fargate).to.deep.equal({ batch: { selectors: [{ namespace: "batch", labels: {} }] } });
    for (const flowLogs of ["{}", "true"]) {
      expect(read(`eks-blueprints:network: { flowLogs: ${flowLogs} }`).settings.network.flowLogs).to.deep.equal({ retentionDays: 30 });
    }
    expect(settings.network.existing).to.deep.equal({ vpcId: "vpc-1", privateSubnetIds: ["subnet-a", "subnet-b"], publicSubnetIds: [] });
    expect(settings.cluster.endpoint).to.deep.equal({ private: { cidrs: ["10.9.0.0/16"], securityGroupIds: [] }, public: false });
    expect(settings.cluster.autoMode).to.deep.equal({ nodePools: ["general-purpose", "system"] });
    expect(settings.cluster.access).to.deep.equal({
      auditors: { principal: "arn:aws:iam::111122223333:user/a", policy: "view", namespaces: [], groups: [] },
    });
  });

  const pools: readonly (readonly [string, string, readonly string[]])[] = [
    ["empty settings", "", ["default"]],
    ["`nodePools: {}`", "eks-blueprints:nodePools: {}", []],
    ["Auto Mode", "eks-blueprints:cluster: { autoMode: true }", []],
    ["Auto Mode without built-in pools", "eks-blueprints:cluster: { autoMode: { nodePools: [] } }", []],
    ["a Fargate profile", "eks-blueprints:fargate: { a: { selectors: [{ namespace: a }] } }", []],
    ["an empty Fargate section", "eks-blueprints:fargate: {}", ["default"]],
    ["an existing cluster", "eks-blueprints:cluster: { existing: { name: shop } }", []],
    ["Auto Mode and pools", "eks-blueprints:cluster: { autoMode: true }\neks-blueprints:nodePools: { mine: {} }", ["mine"]],
  ];
  for (const [what, yaml, expected] of pools) {
    it(`contain ${expected.length > 0 ? `pool ${expected}` : "no pool"} for ${what}`, () => {
      expect(Object.keys(read(yaml).settings.nodePools)).to.deep.equal(expected);
    });
  }

  const zones: readonly (readonly [string, number])[] = [
    ["eu-west-1", 3],
    ["us-east-1", 3],
    ["us-west-1", 2],
    ["cn-north-1", 2],
    ["us-iso-east-1", 3],
  ];
  for (const [region, count] of zones) {
    it(`contain ${count} zones in ${region}`, () => expect(read(`aws:region: ${region}`).settings.network.zones).to.equal(count));
  }

  it("use the name of an existing cluster", () => {
    expect(read("eks-blueprints:cluster: { existing: { name: shop } }").settings.cluster.name).to.equal("shop");
  });
});
