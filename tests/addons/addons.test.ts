import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Addons, type AddonsArgs } from "../../components";
import { type Mocks, type RecordedResource, startMocks } from "../harness/mocks/mocks";
import { clusterHandle, install, pool } from "./fixtures";
import { podinfo } from "./settings-input-types";

const addonType = "aws:eks/addon:Addon";
const fargate = { batch: { selectors: [{ namespace: "batch", labels: {} }] } };

async function installed(options: Parameters<typeof install>[0] = {}): Promise<Mocks> {
  const mocks = startMocks();
  await mocks.run(() => install({ nodes: nodeGroup, ...options }));
  return mocks;
}

function nodeGroup(after: readonly pulumi.Resource[]) {
  return [
    new aws.eks.NodeGroup(
      "general",
      {
        clusterName: "shop",
        nodeRoleArn: "arn:aws:iam::1:role/x",
        scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
        subnetIds: [],
      },
      { dependsOn: [...after] },
    ),
  ];
}

function managed(mocks: Mocks, name: string): RecordedResource {
  return mocks.resources.named(`eks-${name}`, addonType);
}

/** Pairs `earlier later` of add-ons and the node group where the later one waits for the earlier one. */
function edges(mocks: Mocks): string[] {
  const steps = mocks.resources.all.filter(({ type }) => type === addonType || type === "aws:eks/nodeGroup:NodeGroup");
  return steps.flatMap((later) =>
    steps.filter((earlier) => later.dependencies.includes(earlier.urn)).map((earlier) => `${earlier.name} -> ${later.name}`),
  );
}

describe("Addons", () => {
  it("installs add-ons in the order of their requirements, without redundant dependencies", async () => {
    const mocks = await installed({ addons: { "aws-ebs-csi-driver": true, "metrics-server": true } });
    expect(edges(mocks)).to.have.members([
      "eks-eks-pod-identity-agent -> general",
      "eks-vpc-cni -> general",
      "eks-kube-proxy -> general",
      "general -> eks-coredns",
      "eks-coredns -> eks-aws-ebs-csi-driver", // on destroy, DNS runs until the last node is deleted
      "eks-coredns -> eks-metrics-server",
    ]);
  });

  it("installs no Pod Identity agent under IRSA", async () => {
    const mocks = await installed({ cluster: { identity: "irsa" } });
    expect(edges(mocks)).to.have.members(["eks-vpc-cni -> general", "eks-kube-proxy -> general", "general -> eks-coredns"]);
  });

  it("keeps the order when the cluster provides its own capacity", async () => {
    const mocks = await installed({ nodes: () => [] });
    expect(edges(mocks)).to.have.members([
      "eks-eks-pod-identity-agent -> eks-coredns",
      "eks-vpc-cni -> eks-coredns",
      "eks-kube-proxy -> eks-coredns",
    ]);
  });

  it("makes the nodes wait for nothing when there are no add-ons", async () => {
    const mocks = await installed({ cluster: { existing: { name: "shop" } } });
    expect(mocks.resources.named("general", "aws:eks/nodeGroup:NodeGroup").dependencies).to.be.empty;
    expect(mocks.resources.ofType(addonType)).to.be.empty;
  });

  it("creates a component for each add-on, named by its key", async () => {
    const mocks = await installed();
    const group = mocks.resources.named("eks", "eks-blueprints:index:Addons");
    const components = mocks.resources.childrenOf(group);
    expect(components.map(({ type, name }) => `${type} ${name}`)).to.deep.equal([
      "eks-blueprints:index:InstalledAddon eks-eks-pod-identity-agent",
      "eks-blueprints:index:InstalledAddon eks-vpc-cni",
      "eks-blueprints:index:InstalledAddon eks-kube-proxy",
      "eks-blueprints:index:InstalledAddon eks-coredns",
    ]);
    for (const component of components) expect(mocks.resources.childrenOf(component).map(({ name }) => name)).to.include(component.name);
  });

  it("outputs the versions and the resources that later resources wait for", async () => {
    const mocks = startMocks();
    const { versions, usable } = await mocks.run(() => {
      const addons = install({ addons: { "metrics-server": true }, nodes: nodeGroup });
      return { versions: addons.versions, usable: [...addons.usable.keys()] };
    });
    expect(versions).to.deep.equal({
      "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
      "vpc-cni": "v1.22.4-eksbuild.3",
      "kube-proxy": "v1.35.3-eksbuild.21",
      coredns: "v1.13.2-eksbuild.21",
      "metrics-server": "v0.9.0-eksbuild.7",
    });
    expect(usable).to.include.members(["nodes", "coredns"]);
    expect(mocks.resources.only("eks-blueprints:index:Addons").outputs).to.deep.equal({ versions, outputs: {} });
  });
});

describe("EKS add-on", () => {
  it("is pinned and tagged, and overwrites conflicting fields", async () => {
    const mocks = await installed({ tags: { owner: "platform" }, addons: { coredns: true } });
    const { inputs } = managed(mocks, "coredns");
    expect(inputs).to.deep.equal({
      clusterName: "shop",
      addonName: "coredns",
      addonVersion: "v1.13.2-eksbuild.21",
      configurationValues: '{"replicaCount":2}',
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      tags: { owner: "platform" },
    });
  });

  it("prefers the user's values to its own, as JSON with sorted keys", async () => {
    const values = { resources: { limits: { memory: "300Mi" } }, replicaCount: 4 };
    const mocks = await installed({ addons: { coredns: { values } } });
    expect(managed(mocks, "coredns").inputs.configurationValues).to.equal('{"replicaCount":4,"resources":{"limits":{"memory":"300Mi"}}}');
  });

  it("uses the version of the settings", async () => {
    const mocks = await installed({ addons: { coredns: { version: "v1.11.1-eksbuild.1" } } });
    expect(managed(mocks, "coredns").inputs.addonVersion).to.equal("v1.11.1-eksbuild.1");
    expect(mocks.warnings).to.be.empty;
  });

  it("sets no version for `default`", async () => {
    const mocks = await installed({ addons: { coredns: { version: "default" } } });
    expect(managed(mocks, "coredns").inputs).not.to.have.property("addonVersion");
    expect(mocks.warnings).to.be.empty;
  });

  it("looks up the version for `latest`", async () => {
    const token = "aws:eks/getAddonVersion:getAddonVersion";
    const mocks = startMocks({ invokes: { [token]: () => ({ version: "v9.9.9-eksbuild.9" }) } });
    await mocks.run(() => install({ addons: { coredns: { version: "latest" } } }));
    expect(mocks.invokes).to.have.length(1);
    expect(mocks.invokes[0]!.args).to.deep.equal({ addonName: "coredns", kubernetesVersion: "1.35", mostRecent: true });
    expect(managed(mocks, "coredns").inputs.addonVersion).to.equal("v9.9.9-eksbuild.9");
  });

  it("is pinned to the version of an existing cluster, or unpinned with a warning", async () => {
    const existing = { name: "shop" };
    const pinned = await installed({ cluster: { existing, version: "1.34" }, addons: { coredns: true } });
    expect(managed(pinned, "coredns").inputs.addonVersion).to.equal("v1.13.2-eksbuild.24");
    const open = await installed({ cluster: { existing, version: "1.37" }, addons: { coredns: true } });
    expect(managed(open, "coredns").inputs).not.to.have.property("addonVersion");
    expect(open.warnings).to.have.length(1);
    expect(open.warnings[0]).to.include("[addon-version] eks-blueprints:addons.coredns: no version is known for Kubernetes 1.37");
  });
});

describe("AWS permissions of add-ons", () => {
  it("are granted by Pod Identity when the agent runs, in the EKS add-on itself", async () => {
    const mocks = await installed();
    const { inputs } = managed(mocks, "vpc-cni");
    expect(inputs.podIdentityAssociations).to.deep.equal([
      { serviceAccount: "aws-node", roleArn: mocks.resources.outputsOf("aws:iam/role:Role", "eks-vpc-cni-aws-node").arn },
    ]);
    expect(inputs).not.to.have.property("serviceAccountRoleArn");
    expect(mocks.resources.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.be.empty;
  });

  it("are granted by IRSA when the stack uses it", async () => {
    const mocks = await installed({ cluster: { identity: "irsa" } });
    const { inputs } = managed(mocks, "vpc-cni");
    expect(inputs.serviceAccountRoleArn).to.equal(mocks.resources.outputsOf("aws:iam/role:Role", "eks-vpc-cni-aws-node").arn);
    expect(inputs).not.to.have.property("podIdentityAssociations");
    const trust = mocks.resources.named("eks-vpc-cni-aws-node", "aws:iam/role:Role").inputs.assumeRolePolicy;
    expect(trust).to.include("system:serviceaccount:kube-system:aws-node");
  });

  it("are granted by IRSA when a Fargate profile matches the pods, but not for DaemonSets", async () => {
    const system = { system: { selectors: [{ namespace: "kube-*", labels: {} }] } };
    const mocks = await installed({ fargate: system, addons: { "aws-ebs-csi-driver": true } });
    expect(managed(mocks, "aws-ebs-csi-driver").inputs).to.have.property("serviceAccountRoleArn");
    expect(managed(mocks, "vpc-cni").inputs).to.have.property("podIdentityAssociations");
    expect(edges(mocks)).not.to.include("eks-eks-pod-identity-agent -> eks-aws-ebs-csi-driver");
  });

  it("are attached before the add-on starts", async () => {
    const mocks = await installed();
    const attachment = mocks.resources.named("eks-vpc-cni-aws-node-AmazonEKS_CNI_Policy");
    expect(attachment.inputs.policyArn).to.equal("arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy");
    expect(mocks.resources.waitsFor(managed(mocks, "vpc-cni"), attachment)).to.equal(true);
  });
});

describe("Addons on other capacity", () => {
  it("installs only CoreDNS when Fargate runs all pods", async () => {
    const mocks = await installed({ nodePools: {}, fargate });
    expect(mocks.resources.ofType(addonType).map(({ inputs }) => [inputs.addonName, inputs.configurationValues])).to.deep.equal([
      ["coredns", '{"computeType":"Fargate","replicaCount":2}'],
    ]);
  });

  it("adds tolerations when every pool is tainted", async () => {
    const taints = [
      { key: "dedicated", value: "gpu", effect: "NoSchedule" },
      { key: "spot", effect: "NoExecute" },
    ];
    const mocks = await installed({
      nodePools: { gpu: pool({ taints }) },
      addons: { "aws-ebs-csi-driver": true, "metrics-server": true },
    });
    const tolerations = [
      { key: "CriticalAddonsOnly", operator: "Exists" },
      { key: "dedicated", operator: "Equal", value: "gpu", effect: "NoSchedule" },
      { key: "spot", operator: "Exists", effect: "NoExecute" },
    ];
    const configuration = (name: string) => JSON.parse(managed(mocks, name).inputs.configurationValues);
    expect(configuration("coredns").tolerations).to.deep.equal(tolerations);
    expect(configuration("metrics-server").tolerations).to.deep.equal(tolerations);
    expect(configuration("aws-ebs-csi-driver").controller.tolerations).to.deep.equal(tolerations);
  });
});

describe("Addons on an existing cluster", () => {
  const subnets = ["subnet-a", "subnet-b"];
  const zones = ["eu-west-1a", "eu-west-1b"];

  async function addons(args: Partial<AddonsArgs>, create = (given: AddonsArgs) => new Addons("eks", given)) {
    const mocks = startMocks();
    const made = await mocks.run(() => {
      const place = { vpcId: "vpc-1", privateSubnetIds: subnets, zones };
      return { versions: create({ cluster: clusterHandle(), kubernetesVersion: "1.35", ...place, addons: {}, ...args }).versions };
    });
    return { mocks, ...made };
  }

  it("installs the add-ons and what they require, with all defaults, and nothing else", async () => {
    const { mocks, versions } = await addons({ addons: { prometheus: true, "metrics-server": false } });
    expect(Object.keys(versions)).to.deep.equal(["prometheus"]);
    expect(mocks.resources.only("kubernetes:helm.sh/v3:Release").inputs).to.include({ chart: "kube-prometheus-stack" });
  });

  it("records its plain settings as its inputs", async () => {
    const { mocks } = await addons({ addons: { "metrics-server": true } });
    expect(mocks.resources.only("eks-blueprints:index:Addons").inputs).to.deep.equal({
      clusterName: "shop",
      region: "eu-west-1",
      addons: { "metrics-server": { replicas: 2, values: {} } },
    });
  });

  it("makes add-ons with pods wait for the nodes of the program", async () => {
    const { mocks } = await addons(
      { addons: { "vpc-cni": true, coredns: true } },
      (given) => new Addons("eks", { ...given, nodes: nodeGroup([]) }),
    );
    expect(edges(mocks)).to.deep.equal(["general -> eks-coredns"]);
  });

  it("can be split in two, with a node pool between them that waits for the CNI", async () => {
    const { mocks } = await addons({}, (given) => {
      const base = new Addons("base", { ...given, addons: { "vpc-cni": true } });
      return new Addons("eks", { ...given, nodes: nodeGroup([base]), addons: { coredns: true } });
    });
    expect(edges(mocks)).to.have.members(["base-vpc-cni -> general", "general -> eks-coredns"]);
  });

  it("starts Karpenter's nodes in the given subnets", async () => {
    const { mocks } = await addons({ addons: { karpenter: true } });
    const nodeClass = mocks.resources.ofType("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass")[0]!;
    expect(nodeClass.inputs.spec.subnetSelectorTerms).to.deep.equal(subnets.map((id) => ({ id })));
  });

  it("gives service accounts in namespaces on Fargate their permissions by IRSA", async () => {
    const fargate = { secrets: { selectors: [{ namespace: "external-secrets" }] } };
    const { mocks } = await addons({ addons: { "external-secrets": { secrets: ["shop/*"] } }, fargate });
    expect(mocks.resources.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.be.empty;
    expect(mocks.resources.named("eks-external-secrets-external-secrets", "aws:iam/role:Role").inputs.assumeRolePolicy).to.include(
      "sts:AssumeRoleWithWebIdentity",
    );
  });

  it("pulls images through the given registries", async () => {
    const { mocks } = await addons({ addons: { keda: true }, images: { registries: { "ghcr.io": "mirror.example/ghcr" } } });
    expect(JSON.stringify(mocks.resources.only("kubernetes:helm.sh/v3:Release").inputs.values)).to.include("mirror.example/ghcr");
  });

  it("installs add-ons that defineAddon defines", async () => {
    const { versions } = await addons(
      {},
      (given) => new Addons("eks", { ...given, addons: { podinfo: { color: "red" } }, ownAddons: [podinfo] }),
    );
    expect(versions).to.deep.equal({ podinfo: "6.9.0" });
  });

  it("reports every problem of its args in one error", async () => {
    const wrong = { kubernetesVersion: "v1.35", identity: "iam", addons: { karpenter: { nodePool: {} }, kedaa: true } };
    const error = await addons(wrong as unknown as Partial<AddonsArgs>).catch((thrown: Error) => thrown.message);
    expect(error)
      .to.include('Addons("eks").kubernetesVersion: expected a minor version such as 1.35, found "v1.35"')
      .and.include('Addons("eks").identity: expected podIdentity or irsa, found "iam"')
      .and.include('Addons("eks").addons.karpenter.nodePool: unknown key; did you mean nodePools?')
      .and.include('Addons("eks").addons.kedaa: unknown add-on; did you mean keda?');
  });
});
