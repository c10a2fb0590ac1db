import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { Reference, type Values } from "../../../plan/types";
import { type Invoke, type RecordedResource, Replay } from "./replay";

interface Recording {
  readonly component: string;
  readonly args: Values;
  readonly invokes: readonly Invoke[];
  readonly resources: readonly RecordedResource[];
  /** Arguments of the cluster that a node group needs; by default those of node-group-v2.json, which does not record them. */
  readonly cluster?: Values;
}

const folder = path.join(__dirname, "../../fixtures/recordings");
const recordings = readdirSync(folder).map(
  (file) => [file, JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Recording] as const,
);

const byKey = (resources: readonly RecordedResource[]) =>
  Object.fromEntries(resources.map((resource) => [`${resource.type}::${resource.name}`, resource]));

const clusterArgs = {
  name: "shop",
  version: "1.35",
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b"],
  authenticationMode: "API",
  skipDefaultNodeGroup: true,
  createInstanceRole: false,
  useDefaultVpcCni: true,
  kubeProxyAddonOptions: { enabled: false },
};

/** The cluster, role and instance profile that the recorder created before a node group. */
async function beforeNodeGroup(replay: Replay, recording: Recording): Promise<Values> {
  await replay.expand("eks:index:Cluster", "shop", recording.cluster ?? clusterArgs);
  const role = replay.register({ type: "aws:iam/role:Role", name: "noderole", custom: true, inputs: { assumeRolePolicy: "{}" } });
  const profile = replay.register({
    type: "aws:iam/instanceProfile:InstanceProfile",
    name: "noderole",
    custom: true,
    inputs: { role: "noderole" },
    dependencies: ["aws:iam/role:Role::noderole"],
  });
  const managed = recording.component === "eks:index:ManagedNodeGroup";
  return {
    cluster: new Reference("eks:index:Cluster::shop"),
    ...(managed ? { nodeRole: new Reference(role.urn, role.id) } : { instanceProfile: new Reference(profile.urn, profile.id) }),
  };
}

describe("expanded remote component", () => {
  for (const [file, recording] of recordings) {
    it(`registers the same resources as the published code in ${file}`, async () => {
      const replay = new Replay();
      const isGroup = recording.component.endsWith("NodeGroup") || recording.component.endsWith("NodeGroupV2");
      const further = isGroup ? await beforeNodeGroup(replay, recording) : {};
      const { name } = recording.resources.find(({ type }) => type === recording.component)!;
      await replay.expand(recording.component, name, { ...recording.args, ...further });
      expect(byKey(replay.resources)).to.deep.equal(byKey(recording.resources));
      expect(replay.invokes).to.have.deep.members(recording.invokes as Invoke[]);
    });
  }
});
