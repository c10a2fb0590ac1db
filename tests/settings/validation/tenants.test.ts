import { expect } from "chai";
import type { ApplicationTeamSettings } from "../../../components/settings/types";
import { read } from "../support";

const pools = "eks-blueprints:nodePools: { shared: {}, premium: { labels: { a: b } } }";
const templates = "eks-blueprints:teamTemplates: { small: { quota: { pods: 5 } }, large: { quota: { pods: 50 }, network: open } }";
const tiers =
  "eks-blueprints:tenants: { tiers: { basic: { template: small, names: [a, b] }, premium: { template: large, nodePool: premium, names: [acme] } } }";

describe("settings: tenants by tiers", () => {
  const { teams, nodePools, tenants } = read([pools, templates, tiers].join("\n")).settings;
  const tenant = (name: string) => teams[name] as ApplicationTeamSettings;

  it("are teams with the template of their tier", () => {
    expect(Object.keys(teams)).to.deep.equal(["a", "b", "acme"]);
    expect(tenant("a")).to.deep.include({ template: "small", network: "isolated", tier: { name: "basic" } });
    expect(tenant("acme")).to.deep.include({ template: "large", network: "open", tier: { name: "premium", nodePool: "premium" } });
    expect(tenant("a").quota).to.include({ pods: "5" });
    expect(tenant("acme").quota).to.include({ pods: "50" });
  });

  it("have their tier in cost allocation", () => {
    expect(tenant("acme").costAllocation).to.deep.equal({ tenant: "acme", tier: "premium" });
  });

  it("label and taint the pool of a tier, and no other", () => {
    expect(nodePools.premium).to.deep.include({
      labels: { a: "b", tier: "premium" },
      taints: [{ key: "tier", value: "premium", effect: "NoSchedule" }],
    });
    expect(nodePools.shared).to.deep.include({ labels: {}, taints: [] });
  });

  it("label and taint the pool of a tier that has no tenants yet", () => {
    const empty = read(`${pools}\neks-blueprints:tenants: { tiers: { premium: { nodePool: premium } } }`).settings;
    expect(empty.nodePools.premium!.labels).to.include({ tier: "premium" });
    expect(empty.teams).to.deep.equal({});
  });

  it("are recorded as they are written", () => {
    expect(tenants.tiers).to.deep.equal({
      basic: { template: "small", names: ["a", "b"] },
      premium: { template: "large", nodePool: "premium", names: ["acme"] },
    });
  });
});
