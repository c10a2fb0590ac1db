import { expect } from "chai";
import { liftProtection } from "../harness/pulumi-stack/protection";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";

describe("deletion protection on the Pulumi engine", () => {
  let stack: PulumiStack;
  before(async () => {
    stack = await PulumiStack.start({ stack: "production" });
    await stack.up();
  });
  after(() => stack?.stop());

  const ids = async () => (await stack.fakeAws.resources()).map(({ type, id }) => `${type} ${id}`).sort();

  it("rejects destroy, even without a preview, before any resource is deleted", async () => {
    const before = await ids();
    const result = await stack.destroy({ mayFail: true });
    expect(result.exitCode).not.equal(0);
    expect(result.output).contain("eks-destroy-guard").and.contain("protected");
    expect(await ids()).deep.equal(before);
  });

  it("allows destroy after one deployment that disables it", async () => {
    await liftProtection(stack);
    await stack.destroy();
    expect(await ids()).empty;
  });
});
