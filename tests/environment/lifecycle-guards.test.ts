import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "yaml";
import { Environment, parseSettings, resolveSettings, type SettingsInput } from "../../components";
import { startMocks } from "../harness/mocks/mocks";

const dynamic = "pulumi-nodejs:dynamic/eks-blueprints";
const burnham = { kind: "application" as const, members: ["arn:aws:iam::123456789012:role/burnham"], samples: { web: true } };

const variants: Readonly<Record<string, SettingsInput>> = {
  "with defaults": {},
  "with add-ons, teams and GitOps": {
    addons: { karpenter: true, argocd: true, "external-secrets": true, "aws-load-balancer-controller": true },
    teams: { burnham },
    gitops: { engine: "argocd", repo: "https://git.example/clusters" },
  },
  "with Fargate and self-managed nodes": {
    fargate: { batch: { selectors: [{ namespace: "batch" }] } },
    nodePools: { own: { kind: "selfManaged" }, db: { spread: "perZone" } },
  },
  "in Auto Mode": { cluster: { autoMode: true }, teams: { burnham } },
  "in an existing VPC": { network: { existing: { vpcId: "vpc-1", privateSubnetIds: ["subnet-a", "subnet-b"] } } },
  "with an existing cluster": { cluster: { existing: { name: "shop" } }, nodePools: { own: {} }, teams: { burnham } },
};

/** The lookups of the existing cluster. */
const invokes = {
  "aws:eks/getCluster:getCluster": () => ({
    arn: "arn:aws:eks:eu-west-1:123456789012:cluster/shop",
    version: "1.34",
    endpoint: "https://ABC.gr7.eu-west-1.eks.amazonaws.com",
    certificateAuthorities: [{ data: "Q0E=" }],
    accessConfigs: [{ authenticationMode: "API" }],
    kubernetesNetworkConfigs: [{ serviceIpv4Cidr: "172.20.0.0/16" }],
    vpcConfig: { vpcId: "vpc-1", clusterSecurityGroupId: "sg-1", subnetIds: ["subnet-a", "subnet-b"] },
    identities: [{ oidcs: [{ issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC" }] }],
  }),
  "aws:ec2/getSubnet:getSubnet": ({ id }: { id?: string }) => ({
    id,
    availabilityZone: id === "subnet-a" ? "eu-west-1a" : "eu-west-1b",
    mapPublicIpOnLaunch: false,
    cidrBlock: "10.0.0.0/20",
  }),
};

async function environment(input: SettingsInput, stock = false) {
  const mocks = startMocks({ stock, invokes });
  await mocks.run(async () => {
    const network =
      input.network?.existing || input.cluster?.existing ? input.network : { zones: ["eu-west-1a", "eu-west-1b"], ...input.network };
    new Environment("eks", await resolveSettings(parseSettings({ region: "eu-west-1", ...input, network })));
  });
  return mocks.resources;
}

describe("Environment: lifecycle guards", () => {
  for (const [what, input] of Object.entries(variants)) {
    it(`start with the change guard, which all other resources wait for: ${what}`, async () => {
      const resources = await environment(input);
      const [outermost, guard, ...rest] = resources.all;
      expect([outermost!.type, guard!.type, guard!.name]).to.deep.equal([
        "eks-blueprints:index:Environment",
        `${dynamic}:ChangeGuard`,
        "eks-change-guard",
      ]);
      expect(rest.length).to.be.greaterThan(5);
      expect(rest.filter((resource) => !resources.waitsFor(resource, guard!)).map(({ urn }) => urn)).to.deep.equal([]);
    });
  }

  it("place the sweep between network and control plane, without waiting for a NAT gateway", async () => {
    const resources = await environment({});
    const sweep = resources.only(`${dynamic}:Sweep`);
    expect(sweep.name).to.equal("eks-sweep");
    expect(resources.waitsFor(sweep, resources.only("awsx:ec2:Vpc"))).to.equal(true);
    expect(sweep.inputs.subnetIds).to.have.length(4);
    expect(resources.waitsFor(resources.only("eks:index:Cluster"), sweep)).to.equal(true);
    for (const early of ["aws:kms/key:Key", "aws:cloudwatch/logGroup:LogGroup"])
      expect(resources.waitsFor(resources.only(early), sweep), early).to.equal(false);
    expect(resources.waitsFor(sweep, resources.only("aws:ec2/natGateway:NatGateway"))).to.equal(false);
  });

  it("end with the drain, which waits for everything except the destroy guard", async () => {
    const resources = await environment(variants["with add-ons, teams and GitOps"]!);
    const drain = resources.only(`${dynamic}:Drain`);
    const destroyGuard = resources.only("pulumi:index:Stash");
    expect(drain.name).to.equal("eks-drain");
    expect(resources.waitsFor(destroyGuard, drain)).to.equal(true);
    const others = resources.all.filter(({ custom, urn, type }) => custom && urn !== drain.urn && type !== destroyGuard.type);
    const later = others.filter((resource) => !resources.waitsFor(drain, resource));
    expect(later.map(({ urn }) => urn)).to.deep.equal([]);
  });

  it("pass drain and sweep all data that they need without the program", async () => {
    const resources = await environment({ cluster: { name: "shop", drain: { timeoutMinutes: 45 } } });
    const [drain, sweep] = [resources.only(`${dynamic}:Drain`), resources.only(`${dynamic}:Sweep`)];
    const common = { enabled: true, clusterName: "shop", region: "eu-west-1", ownsVpc: true, hasFsxDriver: false, timeoutMinutes: 45 };
    expect(drain.inputs).to.include({ role: "drain", ...common });
    expect(sweep.inputs).to.include({ role: "sweep", ...common });
    expect(drain.inputs.vpcId).to.equal(sweep.inputs.vpcId);
    expect(JSON.stringify(drain.inputs.kubeconfig)).to.contain("shop");
  });

  it("record that a VPC has no public subnets, and nothing where it has some", async () => {
    const factOf = async (network: SettingsInput["network"]) =>
      (await environment({ network })).only(`${dynamic}:ChangeGuard`).inputs.network;
    expect((await factOf({ publicSubnets: false, endpoints: "private" })).publicSubnets).to.equal(false);
    expect(await factOf({})).not.to.have.property("publicSubnets");
  });

  it("record whether the stack owns the VPC, and pass the cluster name to the EBS driver (case volumes-left)", async () => {
    const { config } = parse(readFileSync("tests/fixtures/cases/volumes-left.yaml", "utf8"));
    const resources = await environment({
      ...variants["in an existing VPC"],
      addons: config["eks-blueprints:addons"],
      cluster: { name: "shop" },
    });
    for (const kind of ["Drain", "Sweep"])
      expect(resources.only(`${dynamic}:${kind}`).inputs, kind).to.include({ ownsVpc: false, hasFsxDriver: true });
    const driver = resources.named("eks-aws-ebs-csi-driver", "aws:eks/addon:Addon");
    const { controller } = JSON.parse(driver.inputs.configurationValues);
    expect(controller.k8sTagClusterId).to.equal("shop");
    expect(Object.keys(controller.extraVolumeTags).filter((key) => /^(kubernetes\.io|aws:|CSI|ebs\.csi)/.test(key))).to.deep.equal([]);
  });

  it("tell the drain whose volumes block the deletion of a file system, unless it is kept", async () => {
    const driversWith = async (fileSystem: object) => {
      const resources = await environment({ addons: { trident: { fileSystem }, "aws-fsx-openzfs-csi-driver": { fileSystem: true } } });
      return resources.only(`${dynamic}:Drain`).inputs.blockingDrivers;
    };
    expect(await driversWith({})).to.deep.equal(["csi.trident.netapp.io"]);
    expect(await driversWith({ retain: true })).to.equal(undefined);
  });

  it("keep disabled drain and sweep resources, because removing them would run them", async () => {
    const resources = await environment({ cluster: { drain: false } });
    for (const kind of ["Drain", "NodeDrain", "Sweep"]) expect(resources.only(`${dynamic}:${kind}`).inputs.enabled, kind).to.equal(false);
  });

  it("omit drain and sweep for an existing cluster, and keep the add-on guard", async () => {
    const resources = await environment(variants["with an existing cluster"]!);
    expect(resources.all.filter(({ type }) => type.startsWith(dynamic)).map(({ name }) => name)).to.deep.equal([
      "eks-change-guard",
      "eks-addon-guard",
    ]);
    expect(resources.only(`${dynamic}:AddonGuard`).inputs.existing).to.equal(true);
  });

  it("run with plain Pulumi mocks", async () => {
    const resources = await environment({}, true);
    expect(resources.all.filter(({ type }) => type.startsWith(dynamic))).to.have.length(5);
  });
});

const inCluster = (type: string) => type.startsWith("kubernetes:") || type === "aws:eks/addon:Addon";

describe("AddonGuard", () => {
  it("records the installed operators and the stack's objects of their kinds", async () => {
    const resources = await environment({
      addons: {
        karpenter: true,
        keda: true,
        "metrics-server": true,
        "external-secrets": { secrets: ["shop/*"] },
        "aws-ebs-csi-driver": { snapshots: true },
        argocd: true,
        velero: true,
      },
      teams: { burnham },
      gitops: { engine: "argocd", repo: "https://git.example/clusters", addons: ["velero"] },
    });
    const { inputs, ...guard } = resources.only(`${dynamic}:AddonGuard`);
    expect(guard.name).to.equal("eks-addon-guard");
    expect(inputs).to.include({ role: "addons", existing: false, clusterName: "eks-blueprints-test" });
    expect(inputs.operators).to.have.members([
      "keda",
      "external-secrets",
      "argocd",
      "karpenter",
      "aws-load-balancer-controller",
      "aws-ebs-csi-driver.snapshots",
    ]);
    expect(inputs.objects).to.include.members([
      "NodePool default",
      "EC2NodeClass default",
      "ClusterSecretStore secrets-manager",
      "Application argocd/platform",
      "AppProject argocd/platform",
    ]);
  });

  it("is unaffected by objects without an operator", async () => {
    const addons = { keda: true, "aws-load-balancer-controller": true };
    const objects = async (network: "isolated" | "open") => {
      const resources = await environment({ addons, teams: { burnham: { ...burnham, network } } });
      expect(resources.all.some(({ name }) => name.endsWith("-isolation"))).to.equal(network === "isolated");
      return resources.only(`${dynamic}:AddonGuard`).inputs.objects;
    };
    const isolated = await objects("isolated");
    expect(isolated).to.have.members(["Service team-burnham/sample-web", "Ingress team-burnham/sample-web"]);
    expect(isolated).to.deep.equal(await objects("open"));
  });
});

describe("NodeDrain", () => {
  /** Resources in the cluster that are deleted before its nodes, and those that are deleted after them. */
  async function aroundNodeDrain(input: SettingsInput) {
    const resources = await environment(input);
    const nodeDrain = resources.only(`${dynamic}:NodeDrain`);
    const own = resources.all.filter(({ type }) => inCluster(type));
    const before = own.filter((resource) => resources.waitsFor(resource, nodeDrain)).map(({ name }) => name);
    const after = own.filter((resource) => resources.waitsFor(nodeDrain, resource)).map(({ name }) => name);
    return { resources, nodeDrain, before, after, all: own.map(({ name }) => name) };
  }

  it("runs after every release, namespace and object, except those that the nodes need", async () => {
    const { config } = parse(readFileSync("tests/fixtures/cases/destroy-needs-nodes.yaml", "utf8"));
    const { before, after, all, nodeDrain, resources } = await aroundNodeDrain({
      fargate: config["eks-blueprints:fargate"],
      addons: config["eks-blueprints:addons"],
      teams: config["eks-blueprints:teams"],
    });
    expect([...before, ...after]).to.have.members(all);
    expect(before).to.include.members(["eks-keda", "eks-keda-namespace", "eks-kyverno", "eks-kyverno-namespace"]);
    expect(after).to.include.members(["eks-karpenter", "eks-karpenter-crd", "eks-karpenter-default", "eks-karpenter-default-class"]);
    expect(after.filter((name) => !/karpenter|coredns|vpc-cni|kube-proxy|agent/.test(name))).to.deep.equal([]);
    expect(resources.waitsFor(resources.only(`${dynamic}:Drain`), nodeDrain)).to.equal(true);
  });

  it("waits for releases with hooks for a limited time", async () => {
    const { resources } = await aroundNodeDrain({ addons: { karpenter: true, kyverno: true, "cert-manager": true } });
    const releases = resources.all.filter(({ type }) => type === "kubernetes:helm.sh/v3:Release");
    expect(releases.map(({ name, inputs }) => [name, inputs.timeout])).to.have.deep.members(
      ["eks-karpenter", "eks-karpenter-crd", "eks-kyverno", "eks-cert-manager"].map((name) => [name, 300]),
    );
  });

  it("runs while the drivers that unmount volumes are installed", async () => {
    const { before, after } = await aroundNodeDrain({
      addons: { karpenter: true, "aws-ebs-csi-driver": true, "aws-efs-csi-driver": true, "external-secrets": true },
    });
    expect(after).to.include.members(["eks-aws-ebs-csi-driver", "eks-aws-efs-csi-driver"]);
    expect(before).to.include("eks-external-secrets");
  });

  it("delays no driver when nothing starts nodes", async () => {
    const { before, after } = await aroundNodeDrain({ addons: { "aws-ebs-csi-driver": true, keda: true } });
    expect(before).to.include.members(["eks-aws-ebs-csi-driver", "eks-keda"]);
    expect(after).to.have.members(["eks-eks-pod-identity-agent", "eks-vpc-cni", "eks-kube-proxy", "eks-coredns"]);
  });

  it("runs before a custom chart of Karpenter is removed", async () => {
    const described = { chart: "oci://ghcr.io/example/karpenter", version: "1.0.0", namespace: "karpenter" };
    const { before, after } = await aroundNodeDrain({ addons: { custom: { nodes2: described }, keda: true } as never });
    expect(after).to.include.members(["eks-nodes2", "eks-karpenter-namespace"]);
    expect(before).to.include("eks-keda");
  });

  it("runs after workloads in Auto Mode", async () => {
    const { before } = await aroundNodeDrain({ cluster: { autoMode: true }, addons: { keda: true } });
    expect(before).to.include("eks-keda");
  });
});
