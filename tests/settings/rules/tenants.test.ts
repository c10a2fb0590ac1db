import { itValidates, itWarns, section } from "./rows";

const tenants = (yaml: string) => section("tenants", `{ ${yaml} }`);
const tiers = (yaml: string) => tenants(`tiers: { ${yaml} }`);
const pools = section("nodePools", "{ shared: {}, own: {} }");
const templates = (yaml: string) => section("teamTemplates", `{ ${yaml} }`);
const gitops = (path: string) => section("gitops", `{ engine: flux, repo: "https://github.com/example/clusters", path: ${path} }`);
const member = "members: ['arn:aws:iam::111122223333:role/Dev']";

describe("settings: tenants", () => {
  itValidates({
    tiers: [
      [`${pools}\n${tiers("basic: { names: [a] }, premium: { nodePool: own, names: [b] }")}`],
      [
        `${templates("x: {}")}\n${tenants("names: [a], template: x, tiers: { basic: { names: [b] } }")}`,
        "tenants.template: cannot be combined with `tiers`; move it into a tier",
        "tenants.names: cannot be combined with `tiers`; move it into a tier",
      ],
      [tiers("basic: { names: [a] }, premium: { names: [b, a] }"), "tenants.tiers.premium.names[1]: duplicate entry a; remove one"],
      [
        `${section("teams", `{ a: { kind: application, ${member} } }`)}\n${tiers("basic: { names: [a] }")}`,
        "tenants.tiers.basic.names[0]: a is a team already; tenants and teams need different names",
      ],
      [
        `${templates("small: {}")}\n${tiers("basic: { template: smal, names: [a] }")}`,
        'tenants.tiers.basic.template: unknown template "smal"; did you mean small?',
      ],
      [tiers("basic: { nodepool: x }"), "tenants.tiers.basic.nodepool: unknown key; did you mean nodePool?"],
      [
        `${templates("t: { podSecurity: privileged }")}\n${tiers("basic: { template: t, names: [a] }")}`,
        "teamTemplates.t.podSecurity: tenants share nodes, and `privileged` pods can become root on them; write `baseline` or `restricted`, or use another template for the tenants",
      ],
    ],
    "pools of tiers": [
      [`${pools}\n${tiers("basic: { nodePool: owm }")}`, "tenants.tiers.basic.nodePool: unknown pool owm; did you mean own?"],
      [
        `${pools}\n${tiers("basic: { nodePool: own }, premium: { nodePool: own }")}`,
        "tenants.tiers.premium.nodePool: own already belongs to tier basic; create one pool for each",
      ],
      [
        `${pools}\n${section("teams", `{ a: { kind: application, ${member}, nodePool: own } }`)}\n${tiers("basic: { nodePool: own }")}`,
        "tenants.tiers.basic.nodePool: own already belongs to team a; create one pool for each",
      ],
      [
        `${pools}\n${templates("t: { nodePool: shared }")}\n${tiers("basic: { nodePool: own, template: t, names: [b] }")}`,
        "tenants.tiers.basic.nodePool: template t gives its teams the pool shared, and pods run in one pool; remove `nodePool` here or there",
      ],
    ],
    applications: [
      [`${gitops("clusters/dev")}\n${tiers("basic: { names: [a], application: { path: charts/app } }")}`],
      [`${gitops("clusters/dev")}\n${tenants("names: [a], application: { path: charts/app }")}`],
      [
        tiers("basic: { names: [a], application: { path: charts/app } }"),
        "tenants.tiers.basic.application: is installed by GitOps, which is off; set `gitops`, or remove this key",
      ],
      [
        `${gitops("clusters/dev")}\n${tenants("names: [a], application: { path: clusters }")}`,
        "tenants.application.path: clusters holds clusters/dev, the directory of the whole cluster; put the chart into its own directory, such as charts/app",
      ],
    ],
  });

  describe("quotas of tenants", () => {
    const pool = "{ instanceTypes: [m7g.large], size: { min: 1, max: 2 } }";
    const stack = (cpu: string) =>
      [
        section("nodePools", `{ shared: ${pool}, own: ${pool} }`),
        templates(`t: { network: open, quota: { requests.cpu: "${cpu}", requests.memory: 4Gi } }`),
        tiers("basic: { template: t, names: [a] }, premium: { template: t, nodePool: own, names: [b] }"),
      ].join("\n");
    const warning = (tier: string, position = 0) =>
      `[team-quota] eks-blueprints:tenants.tiers.${tier}.names[${position}]: 6 is more than the maximum capacity of the pools, 4 CPUs; raise size.max of a pool, or lower the quota`;
    itWarns([[stack("4")], [stack("6"), warning("basic"), warning("premium")]]);
  });
});
