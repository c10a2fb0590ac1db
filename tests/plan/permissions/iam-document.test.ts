import { expect } from "chai";
import { conditionsOf, isAbout, statementsOf } from "../../../plan/permissions/iam-document";

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
