import { expect } from "chai";
import fc from "fast-check";
import { sortedJson } from "../../components/util/sorted-json";

describe("sortedJson", () => {
  it("does not depend on the order of keys", () => {
    expect(sortedJson({ b: { d: 1, c: [2, { f: 3, e: 4 }] }, a: "x" })).to.equal('{"a":"x","b":{"c":[2,{"e":4,"f":3}],"d":1}}');
  });

  it("represents the same value as JSON.stringify", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        expect(JSON.parse(sortedJson(value))).to.deep.equal(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
