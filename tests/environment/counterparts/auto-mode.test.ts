import { expect } from "chai";
import { caseSections, outcomeOf, sections } from "./fixtures";

const roleType = "aws:iam/role:Role";
const entryType = "aws:eks/accessEntry:AccessEntry";
const withoutPools = "cluster: { autoMode: { nodePools: [] } }";

describe("counterparts of Auto Mode without built-in node pools", () => {
  it("are a node role that a NodeClass may name, with an access entry of type EC2", async () => {
    const { resources } = await outcomeOf(caseSections("auto-mode-no-pools"));
    const cluster = resources.only("eks:index:Cluster");
    expect(cluster.inputs.autoMode).to.deep.equal({ enabled: true, createNodeRole: false, computeConfig: { nodePools: [] } });
    const role = resources.named("eks-auto-mode-nodes-role", roleType);
    expect(JSON.parse(role.inputs.assumeRolePolicy).Statement[0].Principal).to.deep.equal({ Service: "ec2.amazonaws.com" });
    const policies = resources.all.filter(({ name }) => name.startsWith("eks-auto-mode-nodes-role-"));
    expect(policies.map(({ inputs }) => inputs.policyArn)).to.have.members([
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy",
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
    ]);
    expect(resources.only(entryType).inputs).to.include({ type: "EC2" });
    expect(resources.only("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").inputs).to.deep.include({
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy",
      accessScope: { type: "cluster" },
    });
    const { outputs } = resources.only("eks-blueprints:index:Environment");
    expect(outputs!.autoModeNodeRoleName).to.match(/^eks-auto-mode-nodes-role/);
  });

  it("are left to EKS with built-in node pools, whose role the outputs name", async () => {
    const { resources } = await outcomeOf(sections("cluster: { autoMode: { nodePools: [system] } }"));
    expect(resources.all.filter(({ name }) => name.includes("auto-mode"))).to.deep.equal([]);
    expect(resources.ofType(entryType)).to.deep.equal([]);
  });

  describe("capacity", () => {
    const noCapacity = async (...parts: string[]) => {
      const { findings } = await outcomeOf(sections(withoutPools, ...parts));
      return findings.filter((each) => /starts no node/.test(each)).join();
    };

    it("is missing until a NodePool exists, also for the add-ons that it names", async () => {
      expect(await noCapacity()).to.match(/starts no node before a NodePool of your own exists; list `general-purpose`/);
      expect(await noCapacity("addons: { keda: true, metrics-server: true }")).to.match(
        /until then .*metrics-server.* cannot be installed/,
      );
      expect(await noCapacity("addons: { aws-ebs-csi-driver: true }")).not.to.match(/until then/);
      expect(await noCapacity("addons: { aws-ebs-csi-driver: { snapshots: true } }")).to.match(/until then aws-ebs-csi-driver cannot/);
    });

    it("is there with a NodePool in a custom add-on, node pools, or Fargate for all that runs", async () => {
      const nodePool = "{ apiVersion: karpenter.sh/v1, kind: NodePool, metadata: { name: own }, spec: {} }";
      expect(await noCapacity(`addons: { keda: true, custom: { own-nodes: { manifests: [${nodePool}] } } }`)).to.equal("");
      expect(await noCapacity("nodePools: { own: { instanceTypes: [m7g.large] } }", "addons: { keda: true }")).to.equal("");
      const batch = "fargate: { batch: { selectors: [{ namespace: batch }] } }";
      expect(await noCapacity(batch)).to.equal("");
      expect(await noCapacity(batch, "addons: { keda: true }")).to.match(/until then keda cannot be installed/);
    });
  });
});

describe("counterparts of node pools in Auto Mode", () => {
  const key = "arn:aws:kms:eu-west-1:111122223333:key/1";
  const role = "arn:aws:iam::111122223333:role/nodes";
  const own = `{ capacityTypes: [spot], categories: [c, m], disk: { sizeGiB: 100, iops: 4000, kmsKeyArn: "${key}" }, tags: { cost: a } }`;
  const theirs = `{ replicas: 2, instanceTypes: [m7g.large], subnetIds: [subnet-1], securityGroupIds: [sg-1], roleArn: "${role}" }`;
  const withPools = (builtIn: string, pools: string, ...more: string[]) =>
    outcomeOf(sections(`cluster: { autoMode: { nodePools: ${builtIn}, pools: ${pools} } }`, ...more));
  const poolType = "kubernetes:karpenter.sh/v1:NodePool";
  const classType = "kubernetes:eks.amazonaws.com/v1:NodeClass";

  it("are a NodePool, its NodeClass, and a role that may join with an entry of type EC2 and the policy", async () => {
    const { resources } = await withPools("[system]", `{ own: ${own} }`, "tags: { owner: platform }");
    const [pool, nodeClass] = [resources.only(poolType), resources.only(classType)];
    expect(pool.inputs.spec.template.spec.nodeClassRef).to.deep.equal({ group: "eks.amazonaws.com", kind: "NodeClass", name: "own" });
    expect(pool.inputs.spec.template.spec.requirements).to.deep.include.members([
      { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] },
      { key: "eks.amazonaws.com/instance-category", operator: "In", values: ["c", "m"] },
      { key: "eks.amazonaws.com/instance-generation", operator: "Gt", values: ["4"] },
    ]);
    const { role: nodeRole, securityGroupSelectorTerms: _, ...spec } = nodeClass.inputs.spec;
    expect(spec).to.deep.equal({
      subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "eks-blueprints-test" } }],
      ephemeralStorage: { size: "100Gi", iops: 4000, kmsKeyID: key },
      tags: { owner: "platform", cost: "a" },
    });
    expect(nodeRole).to.match(/^eks-auto-mode-nodes-role/);
    const association = resources.only("aws:eks/accessPolicyAssociation:AccessPolicyAssociation");
    expect(resources.only(entryType).inputs).to.include({ type: "EC2" });
    expect(resources.waitsFor(nodeClass, association)).to.equal(true);
    expect(resources.waitsFor(pool, nodeClass)).to.equal(true);
    expect(resources.only("eks-blueprints:index:Environment").outputs!.nodeRoleArns.own).to.match(/auto-mode-nodes-role/);
  });

  it("are permissions of the control plane's role for tags and keys, before the first node", async () => {
    const { resources } = await withPools("[system]", `{ own: ${own} }`);
    const policy = resources.named("eks-auto-mode-pools", "aws:iam/rolePolicy:RolePolicy");
    const statements = JSON.parse(policy.inputs.policy).Statement as { Action: string | string[]; Resource: unknown }[];
    expect(statements.map(({ Action }) => [Action].flat()[0])).to.deep.equal([
      "ec2:CreateFleet",
      "ec2:CreateNetworkInterface",
      "kms:Decrypt",
      "kms:CreateGrant",
    ]);
    expect(resources.waitsFor(resources.only(classType), policy)).to.equal(true);
    const plain = await withPools("[system]", "{ own: {} }");
    expect(plain.resources.ofType("aws:iam/rolePolicy:RolePolicy").filter(({ name }) => name.includes("auto-mode"))).to.deep.equal([]);
  });

  it("are an entry for an existing role, and no role of the stack", async () => {
    const { resources } = await withPools("[system]", `{ fixed: ${theirs} }`);
    expect(resources.only(entryType).inputs).to.include({ principalArn: role, type: "EC2" });
    expect(resources.ofType(roleType).filter(({ name }) => name.includes("auto-mode"))).to.deep.equal([]);
    const { spec } = resources.only(classType).inputs;
    expect(spec).to.deep.include({ role: "nodes", subnetSelectorTerms: [{ id: "subnet-1" }], ephemeralStorage: { size: "80Gi" } });
    expect(spec.securityGroupSelectorTerms).to.deep.include({ id: "sg-1" });
    expect(resources.only(poolType).inputs.spec).to.include({ replicas: 2 });
  });

  it("are capacity without built-in node pools, which EKS then takes without a node role", async () => {
    const { resources, findings } = await withPools("[]", "{ a: {}, b: {} }", "addons: { keda: true }");
    expect(findings.filter((each) => /starts no node/.test(each))).to.deep.equal([]);
    expect(resources.only("eks:index:Cluster").inputs.autoMode).to.include({ createNodeRole: false });
    expect(resources.only(entryType).name).to.equal("eks-auto-mode-nodes"); // pools share the role
    const release = resources.named("eks-keda", "kubernetes:helm.sh/v3:Release");
    for (const pool of resources.ofType(poolType)) expect(resources.waitsFor(release, pool)).to.equal(true);
  });

  it("are subnets for pods, with security groups of their own", async () => {
    const { resources } = await withPools("[]", "{ own: {} }", "network: { pods: { cidr: 100.64.0.0/16 } }");
    const { podSubnetSelectorTerms, podSecurityGroupSelectorTerms, securityGroupSelectorTerms } = resources.only(classType).inputs.spec;
    expect(podSubnetSelectorTerms).to.have.length(2); // one for each zone
    expect(podSecurityGroupSelectorTerms).to.deep.equal(securityGroupSelectorTerms);
  });

  it("are tolerations of add-ons where all nodes are tainted", async () => {
    const tainted = "{ taints: [{ key: dedicated, value: all, effect: NoSchedule }] }";
    const tolerations = async (builtIn: string) => {
      const { resources } = await withPools(builtIn, `{ own: ${tainted} }`, "addons: { keda: true }");
      return JSON.stringify(resources.named("eks-keda", "kubernetes:helm.sh/v3:Release").inputs.values);
    };
    expect(await tolerations("[]")).to.include("dedicated");
    expect(await tolerations("[general-purpose]")).not.to.include("dedicated");
  });
});
