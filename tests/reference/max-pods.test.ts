import { expect } from "chai";
import { maxPodsWithPrefixes } from "../../components/reference/max-pods";

describe("maxPodsWithPrefixes", () => {
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
    it(`returns ${pods} for ${types.join(" and ") || "no types"}`, () => expect(maxPodsWithPrefixes(types)).to.equal(pods));
  }
});
