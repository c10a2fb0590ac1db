import { expect } from "chai";
import fc from "fast-check";
import { coversAction } from "../../policy/iam-document";
import { processorTime } from "../harness/mocks/processor-time";

describe("coversAction", () => {
  for (const [pattern, text, expected] of [
    ["Get*", "GetObject", true],
    ["get?bject", "GetObject", true],
    ["*Object*Tag*", "GetObjectVersionTagging", true],
    ["Get*", "ListBuckets", false],
    ["GetObject", "GetObjectAcl", false],
    ["", "", true],
    ["*", "", true],
    ["a.c", "abc", false],
  ] as const)
    it(`${expected ? "matches" : "does not match"} ${text || "nothing"} with ${pattern || "nothing"}`, () => {
      expect(coversAction(pattern, text)).to.equal(expected);
    });

  it("agrees with a regular expression", () => {
    const letters = (extra: string) => fc.string({ unit: fc.constantFrom(..."ab", ...extra), maxLength: 12 });
    fc.assert(
      fc.property(letters("*?"), letters(""), (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        expect(coversAction(pattern, text)).to.equal(expression.test(text));
      }),
    );
  });

  it("takes no longer for patterns with many wildcards", () => {
    expect(processorTime(() => coversAction(`${"*a".repeat(40)}b`, "a".repeat(2000)))).to.be.below(500);
  });
});
