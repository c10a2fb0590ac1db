import { expect } from "chai";
import fc from "fast-check";
import { awsLimits } from "../../../components/reference/aws-limits";
import { limitFindings } from "../../../plan/report/limit-findings";
import { type PlannedResource, UNKNOWN, type Values } from "../../../plan/types";

const resource = (type: string, inputs: Values, name = "a") => ({ urn: `urn:${type}::${name}`, type, name, inputs }) as PlannedResource;
const many = (count: number) => Array.from({ length: count }, (_, index) => `k${index}`);
const tags = (count: number) => Object.fromEntries(many(count).map((key) => [key, "x"]));
const rule = (group: Values[string]) => (name: string) =>
  resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", { securityGroupId: group }, name);

/** Resources with so much of what is limited. */
const rows: Readonly<Record<string, readonly [limit: number, rule: string, (count: number) => readonly PlannedResource[]]>> = {
  "tags of a resource": [
    awsLimits.tagsPerResource.value,
    "aws-limit",
    (count) => [resource("aws:eks/cluster:Cluster", { tags: tags(count) })],
  ],
  "tags of an Auto Scaling group": [
    awsLimits.tagsPerResource.value,
    "aws-limit",
    (count) => [
      resource("aws:autoscaling/group:Group", { tags: many(count).map((key) => ({ key, value: "x", propagateAtLaunch: true })) }),
    ],
  ],
  "tags of instances": [
    awsLimits.tagsPerResource.value,
    "aws-limit",
    (count) => [
      resource("aws:ec2/launchTemplate:LaunchTemplate", { tagSpecifications: [{ resourceType: "instance", tags: tags(count) }] }),
    ],
  ],
  "characters of a tag's key": [
    awsLimits.tagKey.value,
    "aws-limit",
    (count) => [resource("aws:sqs/queue:Queue", { tags: { ["k".repeat(count)]: "x" } })],
  ],
  "characters of a tag's value": [
    awsLimits.tagValue.value,
    "aws-limit",
    (count) => [resource("aws:sqs/queue:Queue", { tags: { k: "x".repeat(count) } })],
  ],
  "characters of a trust policy, by default": [
    awsLimits.trustPolicy.value,
    "aws-quota",
    (count) => [resource("aws:iam/role:Role", { assumeRolePolicy: ` ${"x".repeat(count)}\n` })],
  ],
  "characters of inline policies": [
    awsLimits.inlinePoliciesOfRole.value,
    "aws-limit",
    (count) =>
      [240, count - 240].map((length, index) =>
        resource("aws:iam/rolePolicy:RolePolicy", { role: "r", policy: "x".repeat(length) }, `p${index}`),
      ),
  ],
  "characters of a user's inline policies": [
    awsLimits.inlinePoliciesOfUser.value,
    "aws-limit",
    (count) => [resource("aws:iam/userPolicy:UserPolicy", { user: "u", policy: "x".repeat(count) })],
  ],
  "roles of a stack, by default": [
    awsLimits.rolesPerAccount.value,
    "aws-quota",
    (count) => many(count).map((name) => resource("aws:iam/role:Role", { assumeRolePolicy: "x" }, name)),
  ],
  "rules of a security group, by default": [awsLimits.securityGroupRules.value, "aws-quota", (count) => many(count).map(rule("sg-1"))],
};

describe("limitFindings", () => {
  for (const [what, [limit, name, planned]] of Object.entries(rows)) {
    it(`accepts ${limit} ${what} and reports more`, () => {
      expect(limitFindings(planned(limit))).to.deep.equal([]);
      fc.assert(
        fc.property(fc.integer({ min: limit + 1, max: limit + 20 }), (count) => {
          expect(limitFindings(planned(count)).map((found) => found.rule)).to.deep.equal([name]);
        }),
        { numRuns: 10 },
      );
    });
  }

  it("rejects trust policies beyond the highest quota", () => {
    const [found] = limitFindings([resource("aws:iam/role:Role", { assumeRolePolicy: "x".repeat(4_097) })]);
    expect(found).to.include({ rule: "aws-limit", level: "mandatory" });
  });

  it("names the quota and its code", () => {
    const [found] = limitFindings(many(61).map(rule("sg-1")));
    expect(found).to.include({ level: "advisory" });
    expect(found!.fix).to.equal(
      'raise the quota "Inbound or outbound rules per security group" (vpc L-0EA8095F) to 61 or more in Service Quotas, at most 1000',
    );
  });

  it("compares keys without their case for IAM alone", () => {
    const both = { owner: "a", Owner: "b" };
    expect(limitFindings([resource("aws:iam/role:Role", { tags: both }), resource("aws:ec2/vpc:Vpc", { tags: both })])).to.have.length(1);
  });

  it("does not count rules of groups that are unknown", () => {
    expect(limitFindings(many(61).map(rule(UNKNOWN)))).to.deep.equal([]);
  });
});
