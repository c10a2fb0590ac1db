import { expect } from "chai";
import fc from "fast-check";
import { conditionsOf, fits, isAbout, statementsOf } from "../../../plan/permissions/iam-document";

describe("fits", () => {
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
      expect(fits(pattern, text)).to.equal(expected);
    });

  it("agrees with a regular expression", () => {
    const letters = (extra: string) => fc.string({ unit: fc.constantFrom(..."ab", ...extra), maxLength: 12 });
    fc.assert(
      fc.property(letters("*?"), letters(""), (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        expect(fits(pattern, text)).to.equal(expression.test(text));
      }),
    );
  });

  it("takes no longer for patterns with many wildcards", () => {
    const start = Date.now();
    fits(`${"*a".repeat(40)}b`, "a".repeat(2000));
    expect(Date.now() - start).to.be.below(500);
  });
});

describe("statementsOf", () => {
  it("reads JSON texts and objects, a single statement too", () => {
    const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
    for (const document of [JSON.stringify({ Statement: [statement] }), { Statement: [statement] }, { Statement: statement }])
      expect(statementsOf(document)).to.deep.equal([statement]);
  });

  for (const document of ["[unknown]", "[secret]", "{", "[]", "1", null, undefined, { Statement: ["x"] }])
    it(`returns undefined for ${JSON.stringify(document)}`, () => {
      expect(statementsOf(document)).to.equal(undefined);
    });
});

describe("isAbout", () => {
  it("reads NotAction as every other action", () => {
    const statement = { NotAction: ["iam:*", "organizations:*"] };
    expect(["s3:GetObject", "IAM:PassRole"].map((action) => isAbout(statement, action))).to.deep.equal([true, false]);
  });
});

describe("conditionsOf", () => {
  it("names operator and key of each condition", () => {
    const Condition = {
      StringEquals: { "aws:SourceAccount": "1", "aws:ResourceTag/team": ["a"] },
      Bool: { "aws:SecureTransport": "true" },
    };
    expect(conditionsOf({ Condition })).to.deep.equal([
      "StringEquals aws:SourceAccount",
      "StringEquals aws:ResourceTag/team",
      "Bool aws:SecureTransport",
    ]);
  });
});
