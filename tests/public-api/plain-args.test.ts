import * as k8s from "@pulumi/kubernetes";
import { expect } from "chai";
import { addonCatalog } from "../../components/addons/plan/catalog-settings";
import { Cluster } from "../../components/cluster/cluster";
import { FargateProfile } from "../../components/nodes/fargate-profile";
import { NodePool } from "../../components/nodes/node-pool";
import { validSettings } from "../../components/settings/validation/validate-settings";
import { PlatformTeam } from "../../components/teams/platform-team";
import { clusterHandle, context } from "../harness/mocks/context";
import { startMocks } from "../harness/mocks/mocks";

const { region, clusterName, tags, iam } = context;
const vpc = { vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b"] };
const admin = "arn:aws:iam::111122223333:role/Admin";
const written = {
  cluster: {
    name: clusterName,
    version: "1.35",
    admins: [admin],
    logs: ["audit" as const],
    endpoint: { public: { cidrs: ["203.0.113.0/24"] } },
  },
  nodePools: { general: { instanceTypes: ["m7g.large"], size: { max: 5 }, labels: { tier: "web" } } },
  fargate: { batch: { selectors: [{ namespace: "batch" }] } },
  teams: { ops: { kind: "platform" as const, members: [admin] } },
};
const { settings } = validSettings({ region, defaultName: clusterName, sections: { tags, iam, ...written } }, addonCatalog);

async function registered(make: (cluster: ReturnType<typeof clusterHandle> & { provider: k8s.Provider }) => void) {
  const mocks = startMocks();
  await mocks.run(() => {
    const provider = new k8s.Provider("cluster", { kubeconfig: "{}" });
    make({ ...clusterHandle(), provider });
  });
  return mocks.resources.all.map(({ type, name, inputs }) => ({ type, name, inputs }));
}

describe("components with plain args", () => {
  it("register a Cluster as the section of a stack file does", async () => {
    const { name: _, ...cluster } = written.cluster;
    const alone = await registered(() => void new Cluster("shop", { region, clusterName, tags, iam, ...vpc, ...cluster }));
    const inStack = await registered(() => void new Cluster("shop", { context, settings: settings.cluster, ...vpc }));
    expect(alone).to.deep.equal(inStack);
  });

  it("register a NodePool as the section of a stack file does", async () => {
    const { subnetIds } = vpc;
    const own = written.nodePools.general;
    const alone = await registered((cluster) => void new NodePool("eks-general", { cluster, pool: "general", subnetIds, ...own }));
    const inStack = await registered((cluster) => {
      const common = { context, cluster, pool: "general", subnetIds, zones: [] };
      new NodePool("eks-general", { ...common, settings: settings.nodePools.general! });
    });
    expect(alone).to.deep.equal(inStack);
  });

  it("register a NodePool in the zone of its subnets", async () => {
    const args = { pool: "train", vpcId: "vpc-1", subnetIds: ["subnet-a"], instanceTypes: ["p5.48xlarge"], efa: true };
    const placed = { ...args, placementGroup: "cluster" as const };
    const resources = await registered((cluster) => void new NodePool("eks-train", { cluster, ...placed }));
    expect(JSON.stringify(resources)).to.include("efa-only");
  });

  it("register a FargateProfile as the section of a stack file does", async () => {
    const { subnetIds } = vpc;
    const own = written.fargate.batch;
    const alone = await registered((cluster) => void new FargateProfile("eks-batch", { cluster, profile: "batch", subnetIds, ...own }));
    const inStack = await registered((cluster) => {
      const common = { context, clusterName: cluster.clusterName, profile: "batch", subnetIds };
      new FargateProfile("eks-batch", { ...common, settings: settings.fargate.batch! });
    });
    expect(alone).to.deep.equal(inStack);
  });

  it("register a PlatformTeam as the section of a stack file does", async () => {
    const alone = await registered((cluster) => void new PlatformTeam("eks-team-ops", { cluster, team: "ops", members: [admin] }));
    const inStack = await registered((cluster) => {
      const team = settings.teams.ops!;
      if (team.kind === "platform") new PlatformTeam("eks-team-ops", { context, cluster, team: "ops", members: [admin], settings: team });
    });
    expect(alone).to.deep.equal(inStack);
  });
});
