import { expect } from "chai";
import { permissionResults } from "../../../components/addons/plan/permissions";

const arns = (count: number) => Array.from({ length: count }, (_, index) => `arn:aws:iam::111122223333:policy/p${index}`);
const statement = (Action: string, more: object = {}) => ({ Effect: "Allow", Action, Resource: "*", ...more });

describe("permissionResults", () => {
  it("says nothing of options without permissions, or with few", () => {
    for (const options of [{}, { policies: [], statements: [] }, { policies: arns(25), statements: [statement("s3:GetObject")] }])
      expect(permissionResults("keda", options)).to.deep.equal({ issues: [], findings: [] });
  });

  it("rejects more policies than IAM attaches to a role, with the path of the add-on's own or a named service account", () => {
    const [message] = permissionResults("keda", { policies: arns(26) }).issues;
    expect(message).to.deep.equal({
      path: "addons.keda.policies",
      message: "the role would have 26 managed policies, and IAM attaches 25 at most; use fewer",
    });
    const ofAccounts = permissionResults("shop", { serviceAccounts: { few: { policies: arns(2) }, many: { policies: arns(30) } } });
    expect(ofAccounts.issues.map(({ path }) => path)).to.deep.equal(["addons.shop.serviceAccounts.many.policies"]);
  });

  it("rejects a statement that is longer than a managed policy and cannot be divided", () => {
    const condition = { Condition: { StringLike: { "aws:PrincipalTag/team": "x".repeat(11_000) } } };
    const { issues } = permissionResults("keda", { statements: [statement("s3:GetObject"), statement("sqs:*", condition)] });
    expect(issues.map(({ path }) => path)).to.deep.equal(["addons.keda.statements[1]"]);
  });

  it("reports services that no table knows", () => {
    const { issues, findings } = permissionResults("keda", { statements: [statement("quantumledger9:Get*")] });
    expect(issues).to.deep.equal([]);
    expect(findings.map(({ rule, path }) => [rule, path])).to.deep.equal([["iam-unknown-service", "addons.keda.statements[0].Action"]]);
  });

  it("ignores options of these names that are no permissions", () => {
    expect(permissionResults("shop", { serviceAccounts: "default" })).to.deep.equal({ issues: [], findings: [] });
  });
});
