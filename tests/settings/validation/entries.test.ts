import { expect } from "chai";
import { issuesOf, report } from "../support";

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

/** An invalid entry `bad` before and after an entry that violates a rule between values. Both are reported. */
const cases: Readonly<
  Record<string, { readonly section: string; readonly bad: string; readonly broken: string; readonly expected: string }>
> = {
  "policy of a principal": {
    section: "eks-blueprints:cluster: { access: { @ } }",
    bad: `{ principal: "${arn("a")}", policy: vieww }`,
    broken: `{ principal: "${arn("b")}", policy: clusterAdmin, namespaces: [shop] }`,
    expected: "eks-blueprints:cluster.access.broken.policy: `clusterAdmin` applies to the whole cluster",
  },
  "principal of another partition": {
    section: "eks-blueprints:cluster: { access: { @ } }",
    bad: "{ principal: somebody, policy: view }",
    broken: '{ principal: "arn:aws-cn:iam::111122223333:role/b", policy: view }',
    expected: "eks-blueprints:cluster.access.broken.principal: expected an ARN of partition aws",
  },
  "creator of the cluster": {
    section: `aws:assumeRoles: [{ roleArn: "${arn("deployer")}" }]\neks-blueprints:cluster: { admins: [nobody], access: { @ } }`,
    bad: "{ policy: view }",
    broken: `{ principal: "${arn("deployer")}", policy: view }`,
    expected: `eks-blueprints:cluster.access.broken.principal: ${arn("deployer")} creates the cluster`,
  },
  "policies of a pool": {
    section: "eks-blueprints:nodePools: { @ }",
    bad: "{ policies: [none] }",
    broken: '{ policies: ["arn:aws-cn:iam::aws:policy/Some"] }',
    expected: "eks-blueprints:nodePools.broken.policies[0]: expected an ARN of partition aws",
  },
  "selectors of a Fargate profile": {
    section: "eks-blueprints:fargate: { @ }",
    bad: "{ selectors: [] }",
    broken: "{ selectors: [{ namespace: shop, labels: { a: 1st!, b: x } }] }",
    expected: "eks-blueprints:fargate.broken.selectors[0].labels.a: ",
  },
  "sources of teams": {
    section: "eks-blueprints:gitops: { engine: flux, repo: 'https://github.com/example/clusters', path: clusters/dev, teams: { @ } }",
    bad: "{ path: /x/ }",
    broken: "{ path: clusters }",
    expected: "eks-blueprints:gitops.teams.broken.path: clusters holds clusters/dev",
  },
  "credentials of teams": {
    section: "eks-blueprints:gitops: { engine: flux, repo: 'https://github.com/example/clusters', teams: { @ } }",
    bad: "{ credentials: { pasword: x } }",
    broken: "{ credentials: {} }",
    expected:
      "eks-blueprints:gitops.teams.broken.credentials: expected one of password, sshPrivateKey, githubApp and secretsManager, found none",
  },
};

describe("settings: invalid entry of a map", () => {
  for (const [what, { section, bad, broken, expected }] of Object.entries(cases)) {
    for (const order of [
      [`bad: ${bad}`, `broken: ${broken}`],
      [`broken: ${broken}`, `bad: ${bad}`],
    ]) {
      it(`does not hide issues of other entries: ${what}, ${order[0]!.split(":")[0]} first`, () => {
        const lines = report(section.replace("@", order.join(", ")));
        expect(lines.some((line) => line.startsWith(expected))).to.equal(true, lines.join("\n"));
        expect(lines.filter((line) => /(access|nodePools|fargate|teams)\.bad\./.test(line))).not.to.deep.equal([], lines.join("\n"));
      });
    }
  }

  it("is reported once, also when its name is invalid", () => {
    const lines = report("eks-blueprints:gitops: { engine: flux, repo: 'https://github.com/example/clusters', teams: { Bad_Name: {} } }");
    expect(lines.filter((line) => line.includes("Bad_Name"))).to.have.length(1);
  });

  it("suppresses reports of missing values that the invalid entry may contain", () => {
    const admin = `{ principal: "${arn("a")}", policy: clusterAdmn }`;
    expect(report(`eks-blueprints:cluster: { creatorAdmin: false, access: { ops: ${admin} } }`)).to.have.length(1);
  });
});

/** Maps with names of the user's choice: where, and an entry with an unknown key. Some entries also violate a rule. */
const maps: readonly (readonly [place: string, entry: object, ...violations: string[]])[] = [
  ["nodePools", { nope: 1, size: { min: 3, max: 1 } }, "size.min"],
  ["fargate", { nope: 1, selectors: [{ namespace: "a", labels: { "!": "x" } }] }, 'selectors[0].labels["!"]'],
  ["serviceAccounts", { nope: 1, policies: ["arn:aws-cn:iam::aws:policy/Some"] }, "policies[0]"],
  ["teams", { kind: "application", nope: 1, namespaces: ["kube-system"] }, "namespaces[0]"],
  ["teamTemplates", { nope: 1 }],
  ["tenants.tiers", { nope: 1 }],
  ["gitops.teams", { nope: 1 }],
  ["cluster.access", { nope: 1 }],
  ["cluster.autoMode.pools", { nope: 1 }],
  ["cluster.securityGroupRules", { nope: 1 }],
  ["network.outposts", { nope: 1 }],
  ["domain.expose", { nope: 1 }],
  ["addons.custom", { chart: "x", nope: 1 }, "version"],
  ["addons.karpenter.nodePools", { nope: 1 }],
];

/** Settings with an entry of a map, and what else its section needs. */
function withEntry(place: string, name: string, entry: object): Record<string, unknown> {
  const [section = "", ...keys] = place.split(".");
  const inner = [...keys, name].reduceRight<unknown>((value, key) => ({ [key]: value }), entry) as object;
  const needed: Readonly<Record<string, object>> = {
    gitops: { engine: "flux", repo: "https://github.com/example/clusters" },
    domain: { name: "example.com", zoneId: "Z0123456789ABCDEFGHIJ" },
  };
  return { [section]: { ...needed[section], ...inner } };
}

describe("settings: entry of a map with an invalid name", () => {
  for (const [place, entry, ...violations] of maps) {
    it(`reports name and contents: ${place}`, () => {
      const name = "Bad Name!".repeat(8);
      const paths = issuesOf(withEntry(place, name, entry)).map(({ path }) => path);
      const at = `${place}["${name}"]`;
      expect(paths).to.include.members([at, `${at}.nope`, ...violations.map((below) => `${at}.${below}`)]);
      expect(paths.filter((path) => path === at)).to.have.length(1);
    });
  }
});
