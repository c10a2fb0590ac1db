import { expect } from "chai";
import { Rig } from "../harness/pulumi-stack/pulumi-stack";
import { toldByState } from "./parity";

async function madeWith(parallel: number) {
  const rig = await Rig.start({ stack: "dev" });
  try {
    const { changes } = await rig.up({ parallel });
    return { changes, told: toldByState((await rig.export()).resources ?? []) };
  } finally {
    await rig.stop();
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
