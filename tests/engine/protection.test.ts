import { expect } from "chai";
import { liftProtection } from "../harness/pulumi-stack/protection";
import { Rig } from "../harness/pulumi-stack/pulumi-stack";

describe("deletion protection, on the real engine", () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start({ stack: "production" });
    await rig.up();
  });
  after(() => rig?.stop());

  const ids = async () => (await rig.world.things()).map(({ type, id }) => `${type} ${id}`).sort();

  it("refuses destroy, even without a preview, before anything of AWS or Kubernetes is gone", async () => {
    const before = await ids();
    const refused = await rig.destroy({ mayFail: true });
    expect(refused.exitCode).not.equal(0);
    expect(refused.output).contain("eks-destroy-guard").and.contain("protected");
    expect(await ids()).deep.equal(before);
  });

  it("goes with one deployment, and then all goes", async () => {
    await liftProtection(rig);
    await rig.destroy();
    expect(await ids()).empty;
  });
});
