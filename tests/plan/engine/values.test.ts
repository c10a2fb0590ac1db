import { expect } from "chai";
import * as fc from "fast-check";
import { dependenciesOf, withDependencies } from "../../../plan/engine/output-values";
import { decode, decodeAll, encode, hideEchoes, OUTPUT, reveal, SIGNATURE, type WireObject } from "../../../plan/engine/values";
import { Reference, Secret, UNKNOWN, type Value } from "../../../plan/types";

const text = fc.string({ maxLength: 5 }).filter((value) => value !== SIGNATURE);
const { value: values } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    text,
    fc.constant(UNKNOWN),
    fc
      .tuple(text, fc.option(fc.oneof(text.filter(Boolean), fc.constant(UNKNOWN)), { nil: undefined }))
      .map(([urn, id]) => new Reference(urn, id)),
    tie("value").map((value) => (value instanceof Secret ? value : new Secret(value))),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(text, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

describe("encode and decode", () => {
  it("keep secrets, unknowns and references", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(decode(encode(value))).to.deep.equal(value);
      }),
    );
  });

  it("keep values through JSON and expose no internal classes", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.parse(JSON.stringify(encode(value)))).to.deep.equal(encode(value));
      }),
    );
  });

  it("give the same values with and without dependencies", () => {
    fc.assert(
      fc.property(fc.dictionary(text, values, { maxKeys: 3, noNullPrototype: true }), (props) => {
        const wire = encode(props) as WireObject;
        const urns = Object.fromEntries(Object.keys(props).map((key) => [key, [`urn:${key}`]]));
        const carrying = withDependencies(wire, urns);
        expect(decodeAll(carrying)).to.deep.equal(props);
        for (const key of Object.keys(props)) expect([...dependenciesOf(carrying[key]!)]).to.include(`urn:${key}`);
      }),
    );
  });

  it("keep assets unchanged", () => {
    const asset = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", text: "hello" };
    expect(decode(asset)).to.deep.equal(asset);
  });

  it("decode an output value without a value as unknown", () => {
    expect(decode({ [SIGNATURE]: OUTPUT })).to.equal(UNKNOWN);
    expect(decode({ [SIGNATURE]: OUTPUT, value: 1, secret: true })).to.deep.equal(new Secret(1));
  });
});

describe("reveal and hideEchoes", () => {
  it("remove secrets, and nothing else", () => {
    expect(reveal({ a: new Secret([new Secret(1), 2]), b: UNKNOWN })).to.deep.equal({ a: [1, 2], b: UNKNOWN });
  });

  it("mark outputs that echo a secret as secret, at any depth", () => {
    const inputs = { password: new Secret("x"), nested: { deep: new Secret("y"), open: 1 }, list: [new Secret("z")] };
    expect(hideEchoes({ password: "x", nested: { deep: "y", open: 1 }, list: ["z"], arn: "a" }, inputs)).to.deep.equal({
      password: new Secret("x"),
      nested: { deep: new Secret("y"), open: 1 },
      list: new Secret(["z"]),
      arn: "a",
    });
  });
});
