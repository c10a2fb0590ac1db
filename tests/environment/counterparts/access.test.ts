import { expect } from "chai";
import { eksAccessPolicies } from "../../../components/reference/access-policies";
import { caseSections, issuesOf, outcomeOf, sections } from "./fixtures";

const entryType = "aws:eks/accessEntry:AccessEntry";
const associationType = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
const principal = "arn:aws:iam::111122223333:role/devs";
const access = (entry: string) => sections(`cluster: { access: { devs: { principal: "${principal}", ${entry} } } }`);

describe("counterparts of access entries", () => {
  it("are groups alone, without a policy", async () => {
    const { resources, findings } = await outcomeOf(caseSections("access-groups-only"));
    expect(resources.only(entryType).inputs).to.deep.include({
      principalArn: principal,
      type: "STANDARD",
      kubernetesGroups: ["log-readers"],
    });
    expect(resources.ofType(associationType)).to.deep.equal([]);
    expect(findings).to.deep.equal([]);
  });

  it("are associations of every access policy of AWS that people and services may have", async () => {
    const words = Object.keys(eksAccessPolicies) as (keyof typeof eksAccessPolicies)[];
    const entries = words.map((word) => `${word}: { principal: "${principal}-${word}", policy: ${word} }`);
    const { resources } = await outcomeOf(sections(`cluster: { access: { ${entries.join(", ")} } }`));
    const found = resources.ofType(associationType).map(({ inputs }) => inputs.policyArn);
    expect(found).to.have.members(words.map((word) => `arn:aws:eks::aws:cluster-access-policy/${eksAccessPolicies[word].name}`));
  });

  it("need a policy or a group, and namespaces a policy", () => {
    expect(issuesOf(access("groups: []"))).to.match(/cluster\.access\.devs: .*policy.*groups/);
    expect(issuesOf(access("groups: [log-readers], namespaces: [web]"))).to.match(/cluster\.access\.devs\.namespaces/);
    expect(issuesOf(access("groups: [log-readers], policy: view, namespaces: [web]"))).to.equal("");
  });
});
