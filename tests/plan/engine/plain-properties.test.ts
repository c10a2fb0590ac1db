import * as pulumi from "@pulumi/pulumi";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { expect } from "chai";
import * as fc from "fast-check";
import { withPlainProperties } from "../../../plan/engine/plain-properties";
import type { Sdk } from "../../../plan/engine/sdk";

const key = fc.string({ maxLength: 5 }).filter((text) => text !== "__proto__");
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(undefined, null, () => {}, true),
    fc.double({ noNaN: true }),
    fc.string(),
    tie("value").map((value) => pulumi.output(value)),
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
    return { stock: stock![0], ours: ours![0] };
  };

  it("are serialized as by the SDK, in the same order, among outputs and promises", () =>
    fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.oneof(key, fc.constantFrom("id", "urn")), values, { noNullPrototype: true }),
        async (properties) => {
          const { stock, ours } = await serialized(properties);
          expect(ours).to.deep.equal(stock);
          expect(Object.keys(ours)).to.deep.equal(Object.keys(stock));
        },
      ),
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
