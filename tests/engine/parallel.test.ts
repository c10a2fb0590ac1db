import { expect } from "chai";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { reportedByState } from "./parity";

async function madeWith(parallel: number) {
  const stack = await PulumiStack.start({ stack: "dev" });
  try {
    const { changes } = await stack.up({ parallel });
    return { changes, told: reportedByState((await stack.export()).resources ?? []) };
  } finally {
    await stack.stop();
  }
}

describe("how many operations run at once, on the real engine", () => {
  it("changes nothing of what is made: one, or two hundred", async () => {
    const one = await madeWith(1);
    const many = await madeWith(200);
    expect(Object.keys(one.changes)).deep.equal(["create"]);
    expect(one).deep.equal(many);
  });
});
