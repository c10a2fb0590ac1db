import { expect } from "chai";
import { type Statement, serviceTrust } from "../../components/iam/policy";
import { Role } from "../../components/iam/role";
import { context } from "../harness/mocks/context";
import { startMocks } from "../harness/mocks/mocks";

describe("Role", () => {
  async function role(name: string, managedPolicyArns: readonly string[], statements: readonly Statement[] = []) {
    const mocks = startMocks();
    await mocks.run(() => {
      new Role(name, { context, description: "for tests", trust: serviceTrust("ec2.amazonaws.com"), managedPolicyArns, statements });
    });
    return mocks.resources;
  }

  it("attaches policies with one name from several accounts and paths", async () => {
    const arns = ["arn:aws:iam::aws:policy/Logs", "arn:aws:iam::123456789012:policy/Logs", "arn:aws:iam::123456789012:policy/own/Logs"];
    const attachments = (await role("nodes", arns)).ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    expect(attachments.map(({ name }) => name)).to.have.members(["nodes-Logs", "nodes-123456789012-Logs", "nodes-123456789012-own/Logs"]);
    expect(attachments.map(({ inputs }) => inputs.policyArn)).to.have.members(arns);
  });

  it("truncates its name to IAM's limit", async () => {
    const { name } = (await role("r".repeat(100), [])).only("aws:iam/role:Role");
    expect(name.length).to.be.at.most(56);
  });

  const reading = (count: number): Statement => ({
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:ListBucket"],
    Resource: Array.from({ length: count }, (_, index) => `arn:aws:s3:::a-bucket-with-a-rather-long-name-${index}/*`),
  });

  it("has an inline policy where its statements fit", async () => {
    const resources = await role("reader", [], [reading(100)]);
    expect(resources.only("aws:iam/rolePolicy:RolePolicy").name).to.equal("reader-policy");
    expect(resources.ofType("aws:iam/policy:Policy")).to.deep.equal([]);
  });

  it("divides longer statements into managed policies, which it attaches", async () => {
    const resources = await role("reader", [], [reading(300)]);
    const policies = resources.ofType("aws:iam/policy:Policy");
    expect(policies.map(({ name }) => name)).to.deep.equal(["reader-policy-1", "reader-policy-2", "reader-policy-3", "reader-policy-4"]);
    expect(policies.flatMap(({ inputs }) => JSON.parse(inputs.policy).Statement.flatMap((each: Statement) => each.Resource))).to.deep.equal(
      reading(300).Resource,
    );
    const attached = resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ name }) => name);
    expect(attached).to.deep.equal(policies.map(({ name }) => name));
    expect(resources.ofType("aws:iam/rolePolicy:RolePolicy")).to.deep.equal([]);
  });

  it("is not created with more policies than IAM attaches", async () => {
    const error = await role("reader", [], [reading(4000)]).then(
      () => undefined,
      ({ message }: Error) => message,
    );
    expect(error).to.include("and IAM attaches 25 at most");
  });
});
