import { expect } from "chai";
import { checkRolePath, policyCountFinding } from "../../../components/addons/install/role-limits";
import type { WorkloadPermissions } from "../../../components/iam/workload-role";

const arns = (count: number) => Array.from({ length: count }, (_, index) => `arn:aws:iam::111122223333:policy/p${index}`);
/** Statements that fill so many managed policies. */
const long = (policies: number) =>
  Array.from({ length: policies }, () => ({ Effect: "Allow", Action: "s3:*", Resource: `arn:aws:s3:::a/${"x".repeat(6_000)}` }) as const);

function found(permissions: Partial<WorkloadPermissions>, addon = ["shop"]) {
  return policyCountFinding(addon, { serviceAccount: "s", ...permissions }, { partition: "aws" });
}

describe("policyCountFinding", () => {
  it("counts managed policies, and those that statements are divided into, against the default quota", () => {
    expect(found({})).to.equal(undefined);
    expect(found({ managedPolicies: arns(10), statements: long(1) })).to.equal(undefined);
    expect(found({ managedPolicies: arns(11) })).to.include({
      rule: "aws-quota",
      level: "advisory",
      path: "eks-blueprints:addons.shop",
      message: 'the role of service account s has 11 policies, and an account 10 by default ("Managed policies per role")',
    });
    expect(found({ managedPolicies: arns(9), statements: long(2) })?.message).to.contain("has 11 policies");
  });

  it("counts a policy once that the add-on names by its path and the user by its ARN", () => {
    const managedPolicies = [...arns(9), "AmazonS3ReadOnlyAccess", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"];
    expect(found({ managedPolicies })).to.equal(undefined);
  });

  it("rejects more than any account attaches", () => {
    expect(found({ managedPolicies: arns(25) })).not.to.equal(undefined);
    expect(() => found({ managedPolicies: arns(20), statements: long(6) }, ["custom", "shop"])).to.throw(
      "eks-blueprints:addons.custom.shop: service account s: the role would have 26 managed policies, those included into which long statements are divided (6144 characters each), and IAM attaches 25 at most; use fewer",
    );
  });
});

describe("checkRolePath", () => {
  it("accepts paths with which every role ARN has at most 255 characters", () => {
    const path = (length: number) => `/${"p".repeat(length - 2)}/`;
    const arn = (partition: string, length: number) => `arn:${partition}:iam::123456789012:role${path(length)}${"n".repeat(64)}`;
    for (const [partition, most] of [
      ["aws", 161],
      ["aws-us-gov", 154],
    ] as const) {
      expect(arn(partition, most)).to.have.length(255);
      expect(() => checkRolePath({ partition, iam: { path: path(most) } })).not.to.throw();
      expect(() => checkRolePath({ partition, iam: { path: path(most + 1) } })).to.throw(`iam.path: expected at most ${most} characters`);
    }
    expect(() => checkRolePath({ partition: "aws", iam: {} })).not.to.throw();
  });
});
