import { expect } from "chai";
import { serviceTrust } from "../../components/iam/policy";
import { Role } from "../../components/iam/role";
import { context } from "../harness/mocks/context";
import { startMocks } from "../harness/mocks/mocks";

describe("Role", () => {
  async function role(name: string, managedPolicyArns: readonly string[]) {
    const mocks = startMocks();
    await mocks.run(() => {
      new Role(name, { context, description: "for tests", trust: serviceTrust("ec2.amazonaws.com"), managedPolicyArns });
    });
    return mocks.resources;
  }

  it("attaches policies with one name from several accounts and paths", async () => {
    const arns = ["arn:aws:iam::aws:policy/Logs", "arn:aws:iam::111122223333:policy/Logs", "arn:aws:iam::111122223333:policy/own/Logs"];
    const attachments = (await role("nodes", arns)).ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    expect(attachments.map(({ name }) => name)).to.have.members(["nodes-Logs", "nodes-111122223333-Logs", "nodes-111122223333-own/Logs"]);
    expect(attachments.map(({ inputs }) => inputs.policyArn)).to.have.members(arns);
  });

  it("truncates its name to IAM's limit", async () => {
    const { name } = (await role("r".repeat(100), [])).only("aws:iam/role:Role");
    expect(name.length).to.be.at.most(56);
  });
});
