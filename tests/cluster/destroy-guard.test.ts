import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { destroyGuard } from "../../components/cluster/destroy-guard";
import { startMocks } from "../harness/mocks/mocks";

class Stack extends pulumi.ComponentResource {
  constructor(protect: boolean) {
    super("test:index:Stack", "stack");
    const inner = new pulumi.ComponentResource("test:index:Inner", "inner", {}, { parent: this });
    new aws.sqs.Queue("queue", {}, { parent: inner });
    destroyGuard("eks", { protect, everything: [inner] }, { parent: this });
  }
}

async function guardOf(protect: boolean) {
  const mocks = startMocks({ stock: true });
  await mocks.run(() => new Stack(protect));
  return { mocks, guard: mocks.resources.only("pulumi:index:Stash") };
}

describe("destroyGuard", () => {
  it("protects a stash that depends on everything, also inside components", async () => {
    const { mocks, guard } = await guardOf(true);
    expect(guard.protect).to.equal(true);
    expect(guard.dependencies).to.include(mocks.resources.named("queue").urn);
  });

  it("removes the protection without deletion protection, so that the stash can be deleted", async () => {
    const on = await guardOf(true);
    const { guard } = await guardOf(false);
    expect(guard.protect).to.equal(false);
    expect(guard.urn).to.equal(on.guard.urn);
  });
});
