import { expect } from "chai";
import { caseSections, issuesOf } from "../../environment/counterparts/fixtures";

const application = { kind: "application", members: ["arn:aws:iam::111122223333:role/Dev"], network: "isolated" };
const team = (...allowIngressFrom: string[]) => ({ teams: { burnham: { ...application, allowIngressFrom } } });
const at = (position: number) => `teams.burnham.allowIngressFrom[${position}]`;

describe("allowIngressFrom", () => {
  it("admits installed add-ons, also those that another add-on requires, and any namespace", () => {
    expect(issuesOf({ ...team("addon:prometheus", "addon:coredns", "namespace:ingress"), addons: { opencost: true } })).to.equal("");
  });

  it("names add-ons that are not installed, and unknown ones", () => {
    expect(issuesOf(team("addon:prometheus"))).to.equal(
      `${at(0)}: add-on prometheus is not installed; add it to addons, or remove it here`,
    );
    expect(issuesOf({ ...team("addon:prometheus"), addons: { prometheus: false } })).to.contain("add-on prometheus is not installed");
    expect(issuesOf(team("addon:promethus"))).to.equal(`${at(0)}: unknown add-on promethus; did you mean prometheus?`);
    expect(issuesOf(team("addon:zzzzzz"))).to.equal(
      `${at(0)}: unknown add-on zzzzzz; add it to addons.custom, or write \`namespace:<namespace>\``,
    );
  });

  it("is checked in allowEgressTo too", () => {
    const { teams } = team();
    const found = issuesOf({ teams: { burnham: { ...teams.burnham, allowEgressTo: ["addon:coredns", "addon:prometheus"] } } });
    expect(found).to.equal("teams.burnham.allowEgressTo[1]: add-on prometheus is not installed; add it to addons, or remove it here");
  });

  it("names other ways to write a source that is no team", () => {
    expect(issuesOf(caseSections("isolated-and-monitored"))).to.equal(
      "teams.burnham.friends[0]: unknown team monitoring; add it to teams, or write `addon:<add-on>` or `namespace:monitoring`",
    );
    expect(issuesOf(team("pod:x"))).to.contain(`${at(0)}: expected a team, addon:<add-on> or namespace:<namespace>, found "pod:x"`);
    expect(issuesOf(team("namespace:Ingress"))).to.contain(`${at(0)}: expected a team`);
  });

  it("is checked where another key of the team is invalid", () => {
    const { teams } = team("addon:promethus");
    expect(issuesOf({ teams: { burnham: { ...teams.burnham, members: ["x"] } } }))
      .to.contain("teams.burnham.members[0]: expected the ARN")
      .and.contain(`${at(0)}: unknown add-on promethus`);
  });

  it("rejects the team's own namespace", () => {
    expect(issuesOf(team("namespace:team-burnham"))).to.equal(
      `${at(0)}: pods of a team always accept traffic from their own namespaces; remove it`,
    );
  });
});
