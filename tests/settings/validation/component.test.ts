import { expect } from "chai";
import { type ComponentRequest, validateComponent } from "../../../components/settings/validation/component";
import { SettingsError } from "../../../components/util/settings-error";

const base = { region: "eu-west-1", clusterName: "shop" };
const network: ComponentRequest = {
  ...base,
  component: 'Network("shop")',
  sections: {},
  args: ["network"],
  known: ["network", "given", "cluster.existing"],
};
const pool: ComponentRequest = {
  ...base,
  component: 'NodePool("web")',
  sections: { nodePools: { web: {} } },
  args: ["nodePools", "web"],
  known: ["nodePools"],
};
const team: ComponentRequest = {
  ...base,
  component: 'ApplicationTeam("web")',
  sections: { teams: { web: { kind: "application", members: ["arn:aws:iam::111122223333:role/Web"] } } },
  args: ["teams", "web"],
  known: ["teams", "tenantPaths"],
};

/** Paths of all problems. */
function problems(request: ComponentRequest): string[] {
  try {
    validateComponent(request);
    return [];
  } catch (error) {
    expect(error).to.be.instanceOf(SettingsError);
    return (error as SettingsError).issues.map(({ path }) => path);
  }
}

describe("validateComponent", () => {
  it("fills in the defaults of the section", () => {
    expect(validateComponent(pool).stack.nodePools.web).to.deep.include({
      kind: "managed",
      size: { min: 1, max: 3, desired: 1 },
      repair: true,
    });
    expect(validateComponent(team).stack.teams.web).to.deep.include({ namespaces: ["team-web"], accessLevel: "edit" });
  });

  it("names the region, the cluster and what every resource carries", () => {
    const sections = { tags: { owner: "shop" }, iam: { path: "/eks/" } };
    const { context } = validateComponent({ ...network, region: "cn-north-1", sections, known: ["tags", "iam", ...network.known] });
    expect(context).to.deep.equal({
      region: "cn-north-1",
      partition: "aws-cn",
      clusterName: "shop",
      tags: { owner: "shop" },
      iam: { path: "/eks/" },
    });
  });

  it("reports problems of values and of rules at once, each by its place in the args", () => {
    const sections = {
      nodePools: {
        web: { size: { min: 5, max: 2 }, capacity: "cheap", instanceTypes: ["m7g.large", "m7i.large"], labels: { "a b": "c" } },
      },
    };
    expect(problems({ ...pool, sections })).to.include.members([
      'NodePool("web").capacity',
      'NodePool("web").instanceTypes',
      'NodePool("web").labels["a b"]',
    ]);
    expect(problems({ ...pool, sections: { nodePools: { web: { sise: {} } } } })).to.deep.equal(['NodePool("web").sise']);
  });

  it("names the component where its name is invalid", () => {
    const sections = { nodePools: { "no name": {} } };
    expect(problems({ ...pool, component: 'NodePool("no name")', args: ["nodePools", "no name"], sections })).to.deep.equal([
      'NodePool("no name")',
    ]);
  });

  it("runs no rule that reads what a component does not know", () => {
    // without the rest of a stack it is unknown whether nodes need NAT, or whether another team has the name
    expect(problems({ ...network, sections: { network: { nat: "none" } } })).to.deep.equal([]);
    const own = {
      kind: "application",
      members: ["arn:aws:iam::111122223333:role/Web"],
      network: "isolated",
      allowIngressFrom: ["riker"],
      nodePool: "web",
    };
    expect(problems({ ...team, sections: { teams: { web: own } } })).to.deep.equal([]);
  });

  it("runs no rule on values that are outputs", () => {
    const nobody = { ...team, sections: { teams: { web: { kind: "application" } } } };
    expect(problems(nobody)).to.deep.equal(['ApplicationTeam("web")']);
    expect(problems({ ...nobody, unknown: [["teams", "web", "members"]] })).to.deep.equal([]);
  });

  it("reads the old names of keys, and reports them", () => {
    const own = { kind: "application", members: ["arn:aws:iam::111122223333:role/Web"], rights: "view" };
    const { stack, findings } = validateComponent({ ...team, sections: { teams: { web: own } } });
    expect(stack.teams.web).to.include({ accessLevel: "view" });
    expect(findings.map(({ rule }) => rule)).to.deep.equal(["deprecated-key"]);
  });

  it("needs a region that has EKS", () => {
    expect(problems({ ...network, region: undefined })).to.deep.equal(['Network("shop").region']);
    expect(problems({ ...network, region: "eu-west-9" })).to.deep.equal(['Network("shop").region']);
  });
});
