import { expect } from "chai";
import fc from "fast-check";
import { defaultQuota } from "../../../components/settings/schema/teams";
import type { ApplicationTeamSettings } from "../../../components/settings/types";
import { read, report } from "../support";

const member = "arn:aws:iam::111122223333:role/Developer";
const team = (yaml: string) => `eks-blueprints:teams: { burnham: { kind: application, members: ["${member}"], ${yaml} } }`;
const burnham = (yaml: string) => read(yaml).settings.teams.burnham as ApplicationTeamSettings;

describe("settings: teams, tenants and templates", () => {
  it("have the documented defaults", () => {
    expect(burnham(team(""))).to.deep.include({
      kind: "application",
      members: [member],
      createUsers: [],
      namespaces: ["team-burnham"],
      quota: {
        "requests.cpu": "10",
        "requests.memory": "20Gi",
        pods: "50",
        "services.loadbalancers": "2",
        "count/ingresses.networking.k8s.io": "10",
        persistentvolumeclaims: "20",
        "requests.storage": "500Gi",
      },
      limits: { default: { cpu: "500m", memory: "512Mi" }, defaultRequest: { cpu: "100m", memory: "128Mi" } },
      network: "open",
      allowIngressFrom: [],
      podSecurity: "baseline",
      accessLevel: "edit",
      serviceAccounts: {},
    });
  });

  it("have only platform team keys for platform teams", () => {
    expect(read("eks-blueprints:teams: { p: { kind: platform, createUsers: [platform] } }").settings.teams.p).to.deep.equal({
      kind: "platform",
      members: [],
      createUsers: ["platform"],
      sessionTags: {},
      costAllocation: {},
    });
  });

  it("merge quota and limits key by key, and accept YAML numbers", () => {
    const { quota, limits } = burnham(team("quota: { pods: 7, count/jobs.batch: 3 }, limits: { default: { cpu: 1 } }"));
    expect(quota).to.deep.equal({ ...defaultQuota, pods: "7", "count/jobs.batch": "3" });
    expect(limits).to.deep.equal({
      default: { cpu: "1", memory: "512Mi" },
      defaultRequest: { cpu: "100m", memory: "128Mi" },
    });
  });

  it("accept false for quota and limits", () => {
    expect(burnham(team("quota: false, limits: false"))).to.include({ quota: false, limits: false });
  });

  it("inherit missing keys from a template, also nested ones", () => {
    const templates =
      "eks-blueprints:teamTemplates: { standard: { accessLevel: view, quota: { pods: 40, requests.cpu: 4 }, labels: { a: b } } }";
    const { accessLevel, quota, labels } = burnham(`${team("template: standard, quota: { pods: 7 }, labels: { c: d }")}\n${templates}`);
    expect({ accessLevel, quota, labels }).to.deep.equal({
      accessLevel: "view",
      quota: { ...defaultQuota, "requests.cpu": "4", pods: "7" },
      labels: { a: "b", c: "d" },
    });
  });

  it("report an issue of a template once, and still validate the teams that use it", () => {
    const stack = `${team("template: standard, accessLevel: owner")}\neks-blueprints:teamTemplates: { standard: { quota: { pods: many } } }\neks-blueprints:tenants: { template: standard, names: [acme, globex] }`;
    expect(report(stack)).to.deep.equal([
      'eks-blueprints:teamTemplates.standard.quota.pods: expected a Kubernetes quantity such as "10", 500m or 20Gi, a number from 0 or null, found "many"',
      'eks-blueprints:teams.burnham.accessLevel: expected view, edit or admin, found "owner"',
    ]);
  });

  it("include an isolated, labeled team without members for each tenant", () => {
    const { teams, tenants, teamTemplates } = read(
      "eks-blueprints:teamTemplates: { silo: { quota: { pods: 5 }, serviceAccounts: { app: {} } } }\neks-blueprints:tenants: { template: silo, names: [acme, globex] }",
    ).settings;
    expect(Object.keys(teams)).to.deep.equal(["acme", "globex"]);
    expect(teams.globex).to.deep.include({
      namespaces: ["team-globex"],
      network: "isolated",
      costAllocation: { tenant: "globex" },
      template: "silo",
      members: [],
    });
    expect((teams.acme as ApplicationTeamSettings).serviceAccounts).to.have.keys("app");
    expect(tenants.names).to.deep.equal(["acme", "globex"]);
    expect(teamTemplates.silo).to.deep.include({ quota: { pods: 5 } });
  });

  it("are open for tenants when their template is", () => {
    const stack = "eks-blueprints:teamTemplates: { silo: { network: open } }\neks-blueprints:tenants: { template: silo, names: [acme] }";
    expect(read(stack).settings.teams.acme).to.include({ network: "open" });
  });

  it("label and taint a team's node pool", () => {
    const { nodePools } = read(`eks-blueprints:nodePools: { own: { labels: { a: b } }, other: {} }\n${team("nodePool: own")}`).settings;
    expect(nodePools.own).to.deep.include({
      labels: { a: "b", team: "burnham" },
      taints: [{ key: "team", value: "burnham", effect: "NoSchedule" }],
    });
    expect(nodePools.other).to.deep.include({ labels: {}, taints: [] });
  });

  it("do not depend on other teams", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 20 }), (names) => {
        const teams = Object.fromEntries(names.map((each) => [each, { kind: "application", members: [member] }]));
        const all = read(`eks-blueprints:teams: ${JSON.stringify(teams)}`).settings.teams;
        expect(Object.keys(all).sort()).to.deep.equal([...names].sort());
        for (const each of names) {
          expect(all[each]).to.deep.equal(read(`eks-blueprints:teams: ${JSON.stringify({ [each]: teams[each] })}`).settings.teams[each]);
        }
      }),
      { numRuns: 20 },
    );
  });
});
