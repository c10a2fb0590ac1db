import { expect } from "chai";
import { withoutNulls } from "../../components/util/without-nulls";

describe("withoutNulls", () => {
  it("leaves out entries that are null, at any depth", () => {
    expect(withoutNulls({ a: null, b: { c: null, d: 0, e: { f: null } }, g: "", h: false })).to.deep.equal({
      b: { d: 0, e: {} },
      g: "",
      h: false,
    });
  });

  it("keeps the items of lists", () => {
    expect(withoutNulls({ a: [null, { b: null }] })).to.deep.equal({ a: [null, { b: null }] });
  });
});
