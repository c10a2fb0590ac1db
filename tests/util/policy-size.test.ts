import { expect } from "chai";
import fc from "fast-check";
import { awsLimits } from "../../components/reference/aws-limits";
import { fitsInline, managedPolicyCount, packStatements, policyLength } from "../../components/util/policy-size";

const arn = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 120 }).map((name) => `arn:aws:s3:::${name}`);
const statement = fc.record({
  Sid: fc.option(fc.stringMatching(/^[A-Z]{3,8}$/), { nil: undefined }),
  Effect: fc.constantFrom("Allow", "Deny"),
  Action: fc.uniqueArray(fc.stringMatching(/^s3:[A-Z][a-z]{3,30}$/), { minLength: 1, maxLength: 60 }),
  Resource: fc.uniqueArray(arn, { minLength: 1, maxLength: 400 }),
});

/** Every action on every resource that statements speak of. */
function pairs(statements: readonly { Effect: string; Action: readonly string[]; Resource: readonly string[] }[]): Set<string> {
  return new Set(
    statements.flatMap(({ Effect, Action, Resource }) =>
      Action.flatMap((action) => Resource.map((resource) => [Effect, action, resource].join(" "))),
    ),
  );
}

describe("packStatements", () => {
  it("keeps every permission, in policies that IAM accepts", () => {
    fc.assert(
      fc.property(fc.uniqueArray(statement, { minLength: 1, maxLength: 4, selector: ({ Sid }) => Sid ?? {} }), (statements) => {
        const policies = packStatements(statements);
        expect(pairs(policies.flat())).to.deep.equal(pairs(statements));
        for (const policy of policies) {
          expect(policyLength(policy)).to.be.at.most(awsLimits.managedPolicy.value);
          const sids = policy.flatMap(({ Sid }) => Sid ?? []);
          expect(new Set(sids).size).to.equal(sids.length);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("does not count white space, as IAM does not", () => {
    const short = { Action: "s3:GetObject", Resource: "arn:aws:s3:::a b c" };
    expect(policyLength([short])).to.equal(policyLength([{ ...short, Resource: "arn:aws:s3:::abc" }]));
  });
});

describe("managedPolicyCount", () => {
  const ofLength = (length: number) => {
    const empty = policyLength([{ Action: "s3:GetObject", Resource: [""] }]);
    return [{ Action: "s3:GetObject", Resource: ["x".repeat(length - empty)] }];
  };

  it("counts no policy for statements that fit inline", () => {
    const { value } = awsLimits.inlinePoliciesOfRole;
    expect(fitsInline(ofLength(value))).to.equal(true);
    expect(fitsInline(ofLength(value + 1))).to.equal(false);
    expect(managedPolicyCount(["a", "b", "a"], ofLength(value))).to.equal(2);
  });
});
