import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { parse } from "yaml";
import { pathOf } from "../../../components/util/settings-error";
import { issuesOf } from "../support";
import { isWithin, placesOf, replaced, type Tree, textOf } from "./trees";

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const policy = (partition: string, name: string) => `arn:${partition}:iam::111122223333:policy/${name}`;

/** Settings with valid values that violate rules between values. Each list, pool, team and add-on has its own violations. */
const settings: { readonly [key: string]: Tree } = {
  network: {
    cidr: "10.0.0.0/16",
    zones: 3,
    nat: "single",
    endpoints: ["s3", "nowhere"],
    endpointPolicies: { s3: [{ Action: "s3:*", Resource: "*" }], s5: [{ Action: "*", Resource: "*" }] },
    bastion: { instanceType: "t4g.micro", principals: [arn("x"), arn("y"), arn("x"), arn("z").replace("aws", "aws-cn")] },
  },
  cluster: {
    version: "1.35",
    serviceCidr: "10.0.0.0/20",
    logs: ["api", "audit", "api"],
    securityGroupRules: { web: { protocol: "tcp", cidrs: ["10.9.0.0/16", "10.9.0.0/16"] } },
    admins: [arn("a"), arn("b"), arn("a"), arn("c").replace("aws", "aws-cn")],
    access: {
      one: { principal: arn("c"), policy: "clusterAdmin", namespaces: ["x", "y"], groups: ["reader", "system:masters"] },
      two: { principal: arn("d"), policy: "view", namespaces: ["x", "y", "x"] },
    },
  },
  nodePools: {
    a: {
      size: { min: 3, max: 1, desired: 2 },
      instanceTypes: ["m7g.large"],
      policies: [policy("aws", "a"), policy("aws-cn", "b")],
      statements: [
        { Sid: "one", Action: ["s3:GetObject"], Resource: ["arn:aws-cn:s3:::x/*"] },
        { Sid: "one", Action: ["GetObject"], Resource: "x", Condition: { StringEqual: { "aws:x": "y" } } },
      ],
    },
    b: {
      instanceTypes: ["m7g.large", "m7g.nothing"],
      labels: { ok: "yes", "!": "no" },
      taints: [
        { key: "ok", value: "yes", effect: "NoSchedule" },
        { key: "?", value: "!no", effect: "NoSchedule" },
      ],
    },
    c: { instanceTypes: ["m7g.large"], policies: [] },
  },
  fargate: { batch: { selectors: [{ namespace: "batch" }, { namespace: "night", labels: { "!": "x" } }] } },
  addons: {
    karpenter: {
      nodePools: {
        default: {
          zones: ["eu-west-1a", "eu-west-1b"],
          subnetIds: ["subnet-0123456789abcdef0"],
          efa: true,
          kubelet: { evictionSoft: { "memory.available": "1Gi" } },
          requirements: [{ key: "eks.amazonaws.com/instance-size", operator: "In", values: ["large"] }],
          taints: [{ key: "a", effect: "NoSchedule" }],
          startupTaints: [{ key: "a", effect: "NoSchedule" }],
          tags: { "karpenter.sh/nodepool": "x" },
          volumes: { data: { sizeGiB: 60000, device: "/dev/xvdb", type: "gp2", iops: 4000 } },
        },
      },
    },
    "cluster-autoscaler": {},
    "external-dns": { zones: ["Z0123456789ABCDEFGHIJ"] },
    custom: { podinfo: { chart: "podinfo", version: "6.9.0" } },
  },
  teams: {
    one: { kind: "application", members: [arn("x"), arn("y"), arn("x")], namespaces: ["kube-system", "shared"], nodePool: "nope" },
    two: { kind: "application", createUsers: ["zoe"], namespaces: ["own", "shared"], allowIngressFrom: ["one", "nobody"] },
    three: { kind: "application", role: arn("r").replace("aws", "aws-cn"), labels: { fine: "yes", team: "no" } },
    ops: { kind: "platform", members: [] },
  },
  tenants: { names: ["red", "green", "red"] },
  gitops: { engine: "flux", repo: "https://github.com/example/clusters", teams: { four: {} } },
};

const pools = "addons.karpenter.nodePools.default";

/** The path of each violation and the paths that its rule needs. With `=`, the rule only needs a map there. */
const violations: Readonly<Record<string, readonly string[]>> = {
  "network.endpoints[1]": ["network.endpoints[1]"],
  "network.endpointPolicies.s5": ["network.endpointPolicies.s5"],
  "network.bastion.principals[2]": ["network.bastion.principals[0]", "network.bastion.principals[2]"],
  "network.bastion.principals[3]": ["network.bastion.principals[3]"],
  "cluster.serviceCidr": ["cluster.serviceCidr", "network.cidr"],
  "cluster.logs[2]": ["cluster.logs[0]", "cluster.logs[2]"],
  "cluster.admins[2]": ["cluster.admins[0]", "cluster.admins[2]"],
  "cluster.admins[3]": ["cluster.admins[3]"],
  "cluster.access.one.policy": ["cluster.access.one.policy", "cluster.access.one.namespaces[0]", "cluster.access.one.principal"],
  "cluster.access.one.groups[1]": ["cluster.access.one.groups[1]", "cluster.access.one.principal", "cluster.access.one.policy"],
  "cluster.access.two.namespaces[2]": [
    "cluster.access.two.namespaces[0]",
    "cluster.access.two.namespaces[2]",
    "cluster.access.two.principal",
    "cluster.access.two.policy",
  ],
  "nodePools.a.size.min": ["nodePools.a.size.min", "nodePools.a.size.max"],
  "nodePools.a.policies[1]": ["nodePools.a.policies[1]"],
  "nodePools.b.instanceTypes[1]": ["nodePools.b.instanceTypes[1]"],
  'nodePools.b.labels["!"]': ["nodePools.b.labels.!", "nodePools.b.kind"],
  "nodePools.b.taints[1].key": ["nodePools.b.taints[1].key"],
  "nodePools.b.taints[1].value": ["nodePools.b.taints[1].value"],
  "cluster.securityGroupRules.web.fromPort": ["cluster.securityGroupRules.web.protocol", "cluster.securityGroupRules.web.fromPort"],
  "cluster.securityGroupRules.web.cidrs[1]": ["cluster.securityGroupRules.web.cidrs"],
  "nodePools.a.statements[0].Resource": ["nodePools.a.statements[0].Resource"],
  "nodePools.a.statements[1].Sid": ["nodePools.a.statements[0].Sid", "nodePools.a.statements[1].Sid"],
  "nodePools.a.statements[1].Action[0]": ["nodePools.a.statements[1].Action"],
  "nodePools.a.statements[1].Resource": ["nodePools.a.statements[1].Resource"],
  "nodePools.a.statements[1].Condition.StringEqual": ["nodePools.a.statements[1].Condition"],
  "addons.karpenter.nodePools.default.subnetIds": [`${pools}.zones`, `${pools}.subnetIds`],
  "addons.karpenter.nodePools.default.efa": [`${pools}.efa`],
  'addons.karpenter.nodePools.default.kubelet.evictionSoft["memory.available"]': [`${pools}.kubelet`],
  "addons.karpenter.nodePools.default.requirements[0].key": [`${pools}.requirements[0].key`],
  "addons.karpenter.nodePools.default.startupTaints": [`${pools}.taints`, `${pools}.startupTaints`],
  'addons.karpenter.nodePools.default.tags["karpenter.sh/nodepool"]': [`${pools}.tags`],
  "addons.karpenter.nodePools.default.volumes.data.sizeGiB": [`${pools}.volumes.data.sizeGiB`],
  "addons.karpenter.nodePools.default.volumes.data.iops": [`${pools}.volumes.data`],
  'fargate.batch.selectors[1].labels["!"]': ["fargate.batch.selectors[1].labels"],
  "teams.one.members[2]": ["teams.one.members[0]", "teams.one.members[2]", "teams.one.kind"],
  "teams.one.namespaces[0]": ["teams.one.namespaces[0]", "teams.one.kind"],
  "teams.one.nodePool": [
    "teams.one.nodePool",
    "teams.one.kind",
    "=nodePools",
    "=cluster",
    "=fargate",
    "=addons",
    "=addons.karpenter",
    "=addons.karpenter.nodePools",
  ],
  "teams.two.namespaces[1]": ["teams.two.namespaces[1]", "teams.two.kind", "teams.one.namespaces[1]", "teams.one.kind"],
  "teams.two.allowIngressFrom[1]": ["teams.two.allowIngressFrom[1]", "teams.two.kind", "=tenants", "=tenants.names"],
  "teams.three.role": ["teams.three.role", "teams.three.kind"],
  "teams.three.labels.team": ["teams.three.labels.team", "teams.three.kind"],
  "teams.ops": ["teams.ops"],
  "tenants.names[2]": ["tenants.names[0]", "tenants.names[2]"],
  "gitops.teams.four": ["gitops.teams.four", "=teams", "=tenants", "=tenants.names"],
  "addons.custom.podinfo.repo": ["addons.custom.podinfo"],
};

/** Values that no setting accepts. */
const garbage = fc.oneof(
  fc.constant(["x", { y: 1 }, [2]]),
  fc.constant({ "a b": { c: [null] } }),
  fc.constant(-1.5),
  fc.constant("\u0000"),
);

/** A message contains a fix: an expected value, text after a semicolon, or an imperative. */
const hasFix = /\bexpected |; |\b(use|write|take|remove|set|add|name|raise|lower|make|encrypt|quote|did you mean) /;

describe("settings with injected errors", () => {
  it("have these violations", () => {
    const found = issuesOf(settings).map((issue) => issue.path);
    expect(Object.keys(violations).filter((path) => !found.includes(path))).to.deep.equal([]);
  });

  it("report every violation that does not depend on an error, report nothing else, and throw only SettingsError", () => {
    const usual = new Set(issuesOf(settings).map((issue) => issue.path));
    const injection = fc.tuple(fc.constantFrom(...placesOf(settings)), garbage);
    fc.assert(
      fc.property(fc.array(injection, { minLength: 1, maxLength: 3 }), (injections) => {
        const applied = injections.filter(
          ([place], at) => !injections.slice(0, at).some(([other]) => isWithin(textOf(place), textOf(other))),
        );
        const broken = applied.reduce<Tree>((tree, [place, value]) => replaced(tree, place, value), settings);
        const found = issuesOf(broken as typeof settings);
        const paths = found.map((issue) => issue.path);
        const places = applied.map(([place]) => textOf(place));
        const expected = Object.entries(violations).filter(
          ([, needs]) =>
            !needs.some((need) => places.some((place) => place === need.slice(1) || isWithin(place, need) || isWithin(need, place))),
        );
        expect(expected.map(([violation]) => violation).filter((path) => !paths.includes(path))).to.deep.equal([]);
        const written = applied.map(([place]) => pathOf(...place));
        const isAffected = (path: string) => [...places, ...written].some((place) => isWithin(path, place) || isWithin(place, path));
        expect(paths.filter((path) => !usual.has(path) && !isAffected(path))).to.deep.equal([]);
        for (const { message } of found)
          expect(message)
            .to.match(/^[^\n\r]+$/)
            .and.match(hasFix, message);
      }),
      { numRuns: 300 },
    );
  }).timeout(300_000); // CI runs the engine beside it

  for (const name of ["crash-guarded-pools", "crash-guarded-options"]) {
    it(`report the errors of ${name}.yaml at their paths`, () => {
      const file = path.join(__dirname, `../../fixtures/cases/${name}.yaml`);
      const config = parse(readFileSync(file, "utf8")).config as Record<string, unknown>;
      const sections = Object.fromEntries(
        Object.entries(config).flatMap(([key, value]) => (key.startsWith("eks-blueprints:") ? [[key.slice(15), value]] : [])),
      );
      const paths = issuesOf(sections).map((issue) => issue.path);
      expect(paths).to.deep.equal(
        name === "crash-guarded-pools" ? ["nodePools.a.instanceTypes"] : ["addons.external-secrets.parameters[0]"],
      );
    });
  }
});
