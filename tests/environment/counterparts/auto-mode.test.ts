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

    it("is missing until somebody creates a NodePool, also for the add-ons that it names", async () => {
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
