import { expect } from "chai";
import { Reference, Secret, UNKNOWN } from "../../plan/types";
import { inputsText, recordedInputs } from "../../scripts/input-snapshots";
import { planned, snapshotStacks } from "../../scripts/urn-snapshots";
import { planned as plannedResource } from "../plan/resources";

describe("input snapshots", () => {
  for (const stack of snapshotStacks.keys()) {
    it(`match the plan of stack ${stack}; \`npm run freeze\` records an intended change`, async () => {
      const now = JSON.parse(inputsText(await planned(stack))) as Record<string, unknown>;
      const recorded = JSON.parse(recordedInputs(stack)) as Record<string, unknown>;
      for (const urn of Object.keys({ ...recorded, ...now })) expect(now[urn], urn).to.deep.equal(recorded[urn]);
    });
  }

  it("show unknown values, secrets and references, and omit provider code", () => {
    const inputs = { b: UNKNOWN, a: new Secret("x"), c: [new Reference("urn:pulumi:s::p::a:b:C::vpc")], __provider: "code" } as const;
    const resource = plannedResource({ type: "a:b:C", name: "disk", inputs });
    expect(JSON.parse(inputsText([resource]))).to.deep.equal({
      "a:b:C::disk": { __provider: "<code>", a: { "<secret>": "x" }, b: "<unknown>", c: [{ "<resource>": "a:b:C::vpc" }] },
    });
  });
});
