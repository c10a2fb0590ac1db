import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { Reference } from "../../../plan/types";
import { type RecordedResource, type Recording, Replay } from "./replay";

const folder = path.join(__dirname, "../../fixtures/recordings");
const recordings = readdirSync(folder).map(
  (file) => [file, JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Recording] as const,
);

const byKey = (resources: readonly RecordedResource[]) =>
  Object.fromEntries(resources.map((resource) => [`${resource.type}::${resource.name}`, resource]));

describe("a remote component, expanded", () => {
  for (const [file, recording] of recordings.filter(([, { component }]) => component !== "eks:index:NodeGroupV2")) {
    it(`registers what the published code registered in ${file}`, async () => {
      const replay = new Replay();
      await replay.expand(recording.component, recording.resources[0]!.name, recording.args);
      expect(byKey(replay.resources)).to.deep.equal(byKey(recording.resources));
      expect(replay.invokes).to.deep.equal(recording.invokes);
    });
  }

  it("registers a node group of another component's cluster as the published code did", async () => {
    const recording = recordings.find(([, { component }]) => component === "eks:index:NodeGroupV2")![1];
    const replay = new Replay();
    await replay.expand("eks:index:Cluster", "shop", {
      name: "shop",
      version: "1.35",
      vpcId: "vpc-1",
      subnetIds: ["subnet-a", "subnet-b"],
      authenticationMode: "API",
      skipDefaultNodeGroup: true,
      createInstanceRole: false,
      useDefaultVpcCni: true,
      kubeProxyAddonOptions: { enabled: false },
    });
    replay.register({ type: "aws:iam/role:Role", name: "noderole", custom: true, inputs: { assumeRolePolicy: "{}" } });
    const profile = replay.register({
      type: "aws:iam/instanceProfile:InstanceProfile",
      name: "noderole",
      custom: true,
      inputs: { role: "noderole" },
      dependencies: ["aws:iam/role:Role::noderole"],
    });
    const args = {
      ...recording.args,
      cluster: new Reference("eks:index:Cluster::shop"),
      instanceProfile: new Reference(profile.urn, profile.id),
    };
    await replay.expand(recording.component, "own", args);
    expect(byKey(replay.resources)).to.deep.equal(byKey(recording.resources));
  });
});
