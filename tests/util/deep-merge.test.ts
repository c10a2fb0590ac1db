import { expect } from "chai";
import fc from "fast-check";
import { mergeValues } from "../../components/util/deep-merge";

const values = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true });

describe("mergeValues", () => {
  it("merges objects key by key and replaces all other values", () => {
    const defaults = { env: { A: "1", B: "2" }, list: [1, 2], on: true };
    expect(mergeValues(defaults, { env: { B: "3" }, list: [4], on: null })).to.deep.equal({ env: { A: "1", B: "3" }, list: [4], on: null });
    expect(defaults).to.deep.equal({ env: { A: "1", B: "2" }, list: [1, 2], on: true });
  });

  it("prefers the second argument", () => {
    fc.assert(
      fc.property(values, values, (defaults, overrides) => {
        const merged = mergeValues(defaults, overrides);
        expect(mergeValues(merged, overrides)).to.deep.equal(merged);
        expect(mergeValues({}, overrides)).to.deep.equal(overrides);
        for (const [key, value] of Object.entries(defaults)) if (!Object.hasOwn(overrides, key)) expect(merged[key]).to.deep.equal(value);
      }),
    );
  });

  it("accepts keys that every object has, such as __proto__", () => {
    const overrides = JSON.parse('{"__proto__":{"a":1},"constructor":{"b":2}}');
    expect(Object.entries(mergeValues({}, overrides))).to.deep.equal(Object.entries(overrides));
    expect({}).not.to.have.property("a");
  });
});
