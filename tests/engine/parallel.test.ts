import { expect } from "chai";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { reportedByState } from "./parity";

async function deployedWith(parallel: number) {
  const stack = await PulumiStack.start({ stack: "dev" });
  try {
    const { changes } = await stack.up({ parallel });
    return { changes, reported: reportedByState((await stack.export()).resources ?? []) };
  } finally {
    await stack.stop();
  }
}

describe("parallelism on the Pulumi engine", () => {
  it("does not affect the deployed resources: 1 or 200 operations at once", async () => {
    const one = await deployedWith(1);
    const many = await deployedWith(200);
    expect(Object.keys(one.changes)).deep.equal(["create"]);
    expect(one).deep.equal(many);
  });
});
