import { expect } from "chai";
import { issuesByCrd } from "../../../harness/mocks/crds";
import { type InstallOptions, pool, registered } from "../../fixtures";

const releaseType = "kubernetes:helm.sh/v3:Release";
const poolType = "kubernetes:karpenter.sh/v1:NodePool";
const classType = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";

const installed = (options: InstallOptions = {}) => registered({ addons: { karpenter: true }, ...options });

const withPools = (nodePools: Record<string, unknown>) => installed({ addons: { karpenter: { nodePools } } });

async function specs(options: Record<string, unknown>) {
  const found = await withPools({ a: options });
  return { pool: found.only(poolType).inputs.spec, nodeClass: found.only(classType).inputs.spec };
}

const requirement = (spec: { template: { spec: { requirements: { key: string }[] } } }, key: string) =>
  spec.template.spec.requirements.filter((each) => each.key === key);

describe("karpenter node pools", () => {
  it("default to one general-purpose pool", async () => {
    const found = await installed({ tags: { owner: "platform" } });
    const { inputs } = found.only(poolType);
    expect(found.only(poolType).name).to.equal("eks-karpenter-default");
    expect(inputs.metadata).to.deep.equal({ name: "default" });
    expect(inputs.spec).to.deep.equal({
      template: {
        metadata: { labels: { "eks-blueprints/ami": "al2023" } },
        spec: {
          nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" },
          requirements: [
            { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
            { key: "kubernetes.io/arch", operator: "In", values: ["arm64"] },
            { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
            { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m", "r"] },
            { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["4"] },
          ],
          expireAfter: "720h",
          terminationGracePeriod: "24h",
        },
      },
      disruption: { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "1m", budgets: [{ nodes: "10%" }] },
      limits: { cpu: 100, memory: "400Gi" },
    });
    expect(found.only(classType).inputs).to.deep.equal({
      apiVersion: "karpenter.k8s.aws/v1",
      kind: "EC2NodeClass",
      metadata: { name: "default" },
      spec: {
        role: found.outputsOf("aws:iam/role:Role", "eks-karpenter-nodes-role").name,
        amiSelectorTerms: [{ alias: "al2023@latest" }],
        subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "shop" } }],
        securityGroupSelectorTerms: [{ id: "sg-1" }],
        metadataOptions: { httpEndpoint: "enabled", httpProtocolIPv6: "disabled", httpPutResponseHopLimit: 1, httpTokens: "required" },
        blockDeviceMappings: [
          {
            deviceName: "/dev/xvda",
            rootVolume: true,
            ebs: { volumeSize: "50Gi", volumeType: "gp3", encrypted: true, deleteOnTermination: true },
          },
        ],
        tags: { owner: "platform" },
      },
    });
  });

  it("take every option from the settings", async () => {
    const { pool, nodeClass } = await specs({
      families: ["m7i", "c7i"],
      architectures: ["amd64"],
      capacityTypes: ["spot", "on-demand"],
      zones: ["eu-west-1a"],
      requirements: [{ key: "karpenter.k8s.aws/instance-size", operator: "NotIn", values: ["metal"] }],
      limits: { cpu: "1000", memory: "1Ti" },
      consolidation: { policy: "WhenEmpty", after: "Never" },
      budgets: [{ nodes: 0, schedule: "0 9 * * mon-fri", duration: "8h", reasons: ["Drifted"] }, { nodes: "20%" }],
      expireAfter: "Never",
      labels: { team: "web" },
      taints: [
        { key: "dedicated", value: "web", effect: "NoSchedule" },
        { key: "plain", effect: "NoExecute" },
      ],
      weight: 10,
      ami: "bottlerocket",
      amiVersion: "v1.50.0",
      disk: { sizeGiB: 80 },
    });
    expect(requirement(pool, "karpenter.k8s.aws/instance-family")[0]).to.deep.include({ values: ["m7i", "c7i"] });
    expect(requirement(pool, "karpenter.sh/capacity-type")[0]).to.deep.include({ values: ["spot", "on-demand"] });
    expect(requirement(pool, "topology.kubernetes.io/zone")[0]).to.deep.include({ values: ["eu-west-1a"] });
    expect(requirement(pool, "karpenter.k8s.aws/instance-size")[0]).to.deep.include({ operator: "NotIn", values: ["metal"] });
    for (const byDefault of ["instance-category", "instance-generation"]) {
      expect(requirement(pool, `karpenter.k8s.aws/${byDefault}`), byDefault).to.be.empty;
    }
    expect(pool.template.metadata.labels).to.deep.include({ team: "web" });
    expect(pool.template.spec.taints).to.deep.equal([
      { key: "dedicated", value: "web", effect: "NoSchedule" },
      { key: "plain", effect: "NoExecute" },
    ]);
    expect(pool.template.spec.expireAfter).to.equal("Never");
    expect(pool.disruption).to.deep.equal({
      consolidationPolicy: "WhenEmpty",
      consolidateAfter: "Never",
      budgets: [{ nodes: "0", schedule: "0 9 * * mon-fri", duration: "8h", reasons: ["Drifted"] }, { nodes: "20%" }],
    });
    expect(pool.limits).to.deep.equal({ cpu: "1000", memory: "1Ti" });
    expect(pool.weight).to.equal(10);
    expect(nodeClass.amiSelectorTerms).to.deep.equal([{ alias: "bottlerocket@v1.50.0" }]);
    expect(nodeClass.blockDeviceMappings.map((each: { deviceName: string }) => each.deviceName)).to.deep.equal(["/dev/xvda", "/dev/xvdb"]);
    expect(nodeClass.blockDeviceMappings[1].ebs.volumeSize).to.equal("80Gi");
  });

  const samples: readonly Record<string, unknown>[] = [
    {},
    { ami: "bottlerocket", amiVersion: "v1.50.0", disk: { sizeGiB: 200 } },
    { categories: ["g", "p"], minGeneration: 4, taints: [{ key: "nvidia.com/gpu", effect: "NoSchedule" }], weight: 100 },
    {
      instanceTypes: ["m7g.large", "c7g.xlarge"],
      capacityTypes: ["reserved", "spot"],
      reservations: ["cr-0123456789abcdef0"],
      limits: { cpu: 8 },
    },
    { budgets: [{ nodes: "0", schedule: "@daily", duration: "1h30m", reasons: ["Empty"] }], expireAfter: "Never", labels: { a: "b" } },
    { labels: Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`k${index}`, "x"])) },
    {
      ...{ categories: ["m"], families: ["m7g"], instanceTypes: ["m7g.large"], minGeneration: 5, zones: ["eu-west-1a"] },
      requirements: Array.from({ length: 92 }, (_, index) => ({ key: `k${index}`, operator: "Exists" })),
    },
    { replicas: 2, startupTaints: [{ key: "a/b", effect: "NoExecute" }], labels: { a: "b" } },
    { requirements: [{ key: "karpenter.k8s.aws/instance-cpu", operator: "Lte", values: ["32"], minValues: 1 }] },
  ];
  for (const sample of samples) {
    it(`match Karpenter's CRDs: ${JSON.stringify(sample).slice(0, 200)}`, async () => {
      const found = await withPools({ a: sample });
      expect(issuesByCrd("karpenter/karpenter.sh_nodepools", found.only(poolType).inputs)).to.deep.equal([]);
      expect(issuesByCrd("karpenter/karpenter.k8s.aws_ec2nodeclasses", found.only(classType).inputs)).to.deep.equal([]);
    });
  }

  it("have a fixed number of nodes with `replicas`, for which the feature is on", async () => {
    const found = await withPools({ a: { replicas: 3, limits: { nodes: 4 } }, b: {} });
    const [fixed, elastic] = found.ofType(poolType).map(({ inputs }) => inputs.spec);
    expect(fixed).to.include({ replicas: 3 });
    expect([fixed.limits, elastic.limits]).to.deep.equal([{ nodes: 4 }, { cpu: 100, memory: "400Gi" }]);
    expect(found.named("eks-karpenter", releaseType).inputs.values.settings.featureGates).to.deep.equal({ staticCapacity: true });
  });

  it("have reserved capacity, for which the feature is on in versions that do not have it on by default", async () => {
    const found = await withPools({ a: { capacityTypes: ["reserved"], reservations: ["cr-1"] } });
    expect(found.named("eks-karpenter", releaseType).inputs.values.settings.featureGates).to.deep.equal({ reservedCapacity: true });
  });

  it("have a security group and a placement group of their own, deleted after their nodes", async () => {
    const train = {
      efa: true,
      placementGroup: "cluster",
      instanceTypes: ["p4d.24xlarge"],
      zones: ["eu-west-1a"],
      tags: { cost: "ml" },
      limits: { memory: "5Ti" },
    };
    const found = await withPools({ train, other: {} });
    const group = found.only("aws:ec2/securityGroup:SecurityGroup");
    expect(group.name).to.equal("eks-karpenter-train-efa");
    expect(group.inputs.egress).to.deep.equal([{ protocol: "-1", fromPort: 0, toPort: 0, self: true }]);
    expect(group.inputs.ingress).to.deep.equal(group.inputs.egress);
    expect(group.inputs.tags).to.deep.equal({ cost: "ml", Name: "shop-train-efa" });
    const placement = found.only("aws:ec2/placementGroup:PlacementGroup");
    expect(placement.inputs).to.deep.equal({ strategy: "cluster", tags: { cost: "ml" } });
    const { spec } = found.named("eks-karpenter-train-class", classType).inputs;
    expect(spec.securityGroupSelectorTerms.map(({ id }: { id: string }) => id)[1]).to.match(/^sg-[0-9a-f]{17}$/);
    expect(spec.placementGroupSelector).to.deep.equal({ name: found.outputsOf(placement.type, placement.name).name });
    expect(found.named("eks-karpenter-other-class", classType).inputs.spec).not.to.have.any.keys(
      "networkInterfaces",
      "placementGroupSelector",
    );
  });

  it("run Windows with a role and an access entry of their own, and a taint", async () => {
    const found = await withPools({ dotnet: { ami: "windows2022" }, linux: {} });
    const [linux, windows] = found.ofType("aws:eks/accessEntry:AccessEntry").filter(({ name }) => name.startsWith("eks-karpenter"));
    expect([linux!.inputs.type, windows!.inputs.type]).to.deep.equal(["EC2_LINUX", "EC2_WINDOWS"]);
    expect(windows!.name).to.equal("eks-karpenter-windows-nodes");
    const { spec } = found.named("eks-karpenter-dotnet", poolType).inputs;
    expect(requirement(spec, "kubernetes.io/os")[0]).to.deep.include({ values: ["windows"] });
    expect(requirement(spec, "kubernetes.io/arch")[0]).to.deep.include({ values: ["amd64"] });
    expect(spec.template.spec.taints).to.deep.equal([{ key: "os", value: "windows", effect: "NoSchedule" }]);
    const roleOf = (pool: string) => found.named(`eks-karpenter-${pool}-class`, classType).inputs.spec.role;
    expect(roleOf("dotnet")).to.equal(found.outputsOf("aws:iam/role:Role", "eks-karpenter-windows-nodes-role").name);
    expect(roleOf("linux")).to.equal(found.outputsOf("aws:iam/role:Role", "eks-karpenter-nodes-role").name);
    const policy = found.named("eks-karpenter-karpenter-policy", "aws:iam/rolePolicy:RolePolicy").inputs.policy;
    const pass = JSON.parse(policy).Statement.find(({ Sid }: { Sid: string }) => Sid === "AllowPassingInstanceRole");
    expect(pass.Resource).to.have.length(2);
    const cni = found.ofType("aws:eks/addon:Addon").find(({ name }) => name === "eks-vpc-cni")!;
    expect(JSON.parse(cni.inputs.configurationValues)).to.deep.include({ enableWindowsIpam: "true" });
    expect(found.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ name }) => name)).to.include(
      "eks-vpc-cni-cluster-role",
    );
  });

  it("run Windows with an existing role", async () => {
    const windowsNodeRoleArn = "arn:aws:iam::111122223333:role/windows";
    const found = await installed({ addons: { karpenter: { windowsNodeRoleArn, nodePools: { a: { ami: "windows2022", taints: [] } } } } });
    expect(found.only(classType).inputs.spec.role).to.equal("windows");
    expect(found.named("eks-karpenter-windows-nodes", "aws:eks/accessEntry:AccessEntry").inputs.principalArn).to.equal(windowsNodeRoleArn);
    expect(found.only(poolType).inputs.spec.template.spec).not.to.have.property("taints");
  });

  it("fail the CRD check when they are wrong", async () => {
    const { inputs } = (await installed()).only(poolType);
    const wrong = structuredClone(inputs);
    wrong.spec.disruption.consolidateAfter = "soon";
    wrong.spec.tempalte = {};
    expect(issuesByCrd("karpenter/karpenter.sh_nodepools", wrong)).to.have.length(2);
  });

  it("each have their own EC2NodeClass and name", async () => {
    const found = await withPools({ default: {}, gpu: { categories: ["g"] } });
    expect(found.ofType(poolType).map(({ name }) => name)).to.deep.equal(["eks-karpenter-default", "eks-karpenter-gpu"]);
    expect(found.ofType(classType).map(({ name }) => name)).to.deep.equal(["eks-karpenter-default-class", "eks-karpenter-gpu-class"]);
  });

  it("can be empty", async () => {
    const found = await withPools({});
    expect(found.ofType(poolType)).to.be.empty;
    expect(found.ofType(releaseType)).to.have.length(2);
  });

  it("use the architectures of the stack's node pools, or of their own instance types", async () => {
    const arch = async (options: InstallOptions) =>
      requirement((await installed(options)).only(poolType).inputs.spec, "kubernetes.io/arch").map(
        (each) => (each as { values?: string[] }).values,
      );
    expect(await arch({ nodePools: { x86: pool({ instanceTypes: ["m7i.large"] }) } })).to.deep.equal([["amd64"]]);
    const both = { x86: pool({ instanceTypes: ["m7i.large"] }), arm: pool() };
    expect(await arch({ nodePools: both })).to.deep.equal([["amd64", "arm64"]]);
    expect(await arch({ addons: { karpenter: { nodePools: { a: { families: ["m7i"] } } } } })).to.deep.equal([["amd64"]]);
    expect(await arch({ nodePools: {}, fargate: { all: { selectors: [{ namespace: "*", labels: {} }] } } })).to.deep.equal([["amd64"]]);
  });

  it("select subnets of an existing VPC by id, because their tags are unknown", async () => {
    const network = { existing: { vpcId: "vpc-1", privateSubnetIds: ["subnet-a"], publicSubnetIds: [], zones: ["eu-west-1a"] } };
    const { spec } = (await installed({ network })).only(classType).inputs;
    expect(spec.subnetSelectorTerms.length).to.be.greaterThan(0);
    for (const term of spec.subnetSelectorTerms) expect(Object.keys(term)).to.deep.equal(["id"]);
  });
});
