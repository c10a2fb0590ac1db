import { expect } from "chai";
import { maxPods } from "../../components/reference/max-pods";

describe("maxPods with prefix delegation", () => {
  const rows: readonly (readonly [types: readonly string[], pods: number | undefined])[] = [
    [["t4g.nano"], 34],
    [["t3a.small"], 98],
    [["m7g.medium"], 98],
    [["m9g.medium"], 110], // its interfaces hold more addresses than those of older ones
    [["m7g.large"], 110],
    [["m7g.4xlarge"], 110],
    [["m7g.8xlarge"], 250],
    [["m7g.metal"], 250],
    [["a1.metal"], 110],
    [["m7g.8xlarge", "m7g.large"], 110],
    [["quantum9.large"], 110],
    [["m4.large"], undefined], // Xen
    [["m7g.large", "i3.large"], undefined],
    [["i3.metal"], 250],
    [[], undefined],
  ];
  for (const [types, pods] of rows) {
    it(`returns ${pods} for ${types.join(" and ") || "no types"}`, () =>
      expect(maxPods(types, { prefixDelegation: true, customNetworking: false })).to.equal(pods));
  }
});

describe("maxPods with custom networking", () => {
  const rows: readonly (readonly [types: readonly string[], prefixDelegation: boolean, pods: number])[] = [
    [["m7g.large"], false, 20],
    [["m7g.large", "t4g.medium"], false, 12],
    [["m5.4xlarge"], false, 110],
    [["m5.8xlarge"], false, 205],
    [["m7g.large"], true, 110],
    [["m7g.medium"], true, 50],
    [["t4g.nano"], true, 18],
    [["m4.large"], true, 11], // Xen
  ];
  for (const [types, prefixDelegation, pods] of rows)
    it(`leaves out an interface: ${pods} for ${types.join(" and ")}${prefixDelegation ? " with prefixes" : ""}`, () =>
      expect(maxPods(types, { prefixDelegation, customNetworking: true })).to.equal(pods));
  it("has no number of its own without both", () => {
    expect(maxPods(["m7g.large"], { prefixDelegation: false, customNetworking: false })).to.equal(undefined);
  });
});
