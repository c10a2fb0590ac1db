import { expect } from "chai";
import fc from "fast-check";
import { naturalOrder } from "../../components/util/natural-order";

describe("naturalOrder", () => {
  it("sorts numbers in strings by value", () => {
    expect(["node-10", "node-2", "a", "node-1b", "node-02"].sort(naturalOrder)).to.deep.equal([
      "a",
      "node-1b",
      "node-02",
      "node-2",
      "node-10",
    ]);
  });

  it("is a total order: different strings are never equal", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(naturalOrder(a, b) === 0).to.equal(a === b);
        expect(Math.sign(naturalOrder(a, b)) + Math.sign(naturalOrder(b, a))).to.equal(0);
      }),
    );
  });
});
