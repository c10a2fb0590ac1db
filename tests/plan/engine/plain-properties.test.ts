import * as pulumi from "@pulumi/pulumi";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { expect } from "chai";
import * as fc from "fast-check";
import { withLeanOutputs } from "../../../plan/engine/lean-outputs";
import { withPlainProperties } from "../../../plan/engine/plain-properties";
import type { AnyOutput, OutputModule, Sdk } from "../../../plan/engine/sdk";

const output = require("@pulumi/pulumi/output") as OutputModule; // not a copy, as `import` makes
const resource = { __pulumiResource: true };
const outputOf = (value: unknown, isKnown: boolean, isSecret: boolean): AnyOutput =>
  new output.Output([resource], ...([value, isKnown, isSecret].map((part) => Promise.resolve(part)) as [unknown, unknown, unknown]));

const key = fc.string({ maxLength: 5 }).filter((text) => text !== "__proto__");
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(undefined, null, () => {}, true),
    fc.double({ noNaN: true }),
    fc.string(),
    tie("value").map((value) => pulumi.output(value)),
    fc.tuple(tie("value"), fc.boolean(), fc.boolean()).map((parts) => outputOf(...parts)),
    tie("value").map((value) => Promise.resolve(value)),
    fc.constant(new pulumi.asset.StringAsset("text")),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

describe("plain properties", () => {
  const sdk = { rpc: { ...rpc } as unknown as Sdk["rpc"] };
  withPlainProperties(sdk);
  const serialized = async (properties: object) => {
    const [stock, ours] = await Promise.all([rpc, sdk.rpc].map((each) => each.serializeResourceProperties("resource", properties)));
    return { stock: stock!, ours: ours! };
  };
  const withResources = (dependencies: Map<string, Set<object>>) => [...dependencies].filter(([, resources]) => resources.size > 0);

  for (const [outputs, replace] of [["the SDK's", () => () => {}] as const, ["lean", () => withLeanOutputs({ output })] as const])
    it(`are serialized as by the SDK, in the same order, with the same dependencies, among promises and ${outputs} outputs`, async () => {
      const restore = replace();
      const keys = fc.oneof(key, fc.constantFrom("id", "urn"));
      const property = fc.asyncProperty(fc.dictionary(keys, values, { noNullPrototype: true }), async (properties) => {
        const { stock, ours } = await serialized(properties);
        expect(ours[0]).to.deep.equal(stock[0]);
        expect(JSON.stringify(ours[0])).to.equal(JSON.stringify(stock[0]));
        expect(withResources(ours[1])).to.deep.equal(withResources(stock[1]));
      });
      await fc.assert(property, { numRuns: 300 }).finally(restore);
    });

  it("are serialized one by one and as a component's outputs as by the SDK", () =>
    fc.assert(
      fc.asyncProperty(values, async (value) => {
        const one = (each: Pick<Sdk["rpc"], "serializeProperty">) => each.serializeProperty("resource", value, new Set());
        const all = (each: Pick<Sdk["rpc"], "serializeProperties">) => each.serializeProperties("resource", { id: value, value });
        expect(await one(sdk.rpc)).to.deep.equal(await one(rpc as unknown as Sdk["rpc"]));
        expect(await all(sdk.rpc)).to.deep.equal(await all(rpc as unknown as Sdk["rpc"]));
      }),
    ));

  it("are copied: later changes by the program have no effect", async () => {
    const labels = { team: "shop" };
    const pending = sdk.rpc.serializeResourceProperties("resource", { labels });
    labels.team = "other";
    expect((await pending)[0]).to.deep.equal({ labels: { team: "shop" } });
  });

  it("report the property whose output fails", async () => {
    const properties = { plain: 1, failing: Promise.reject(new Error("no such subnet")) };
    const error = await sdk.rpc.serializeResourceProperties("resource", properties).catch((reason) => reason);
    expect(error.message).to.equal('error serializing property "failing": no such subnet');
  });

  it("leave an SDK of an unknown layout unchanged", () => {
    const other = { rpc: { serializeResourceProperties: (_: unknown) => {} } as unknown as Sdk["rpc"] };
    const { serializeResourceProperties } = other.rpc;
    withPlainProperties(other);
    expect(other.rpc.serializeResourceProperties).to.equal(serializeResourceProperties);
  });
});
