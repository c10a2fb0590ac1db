import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { parse } from "yaml";
import { addonCatalogue } from "../../components/addons/settings";
import { readSettings } from "../../components/config/read";
import { type Problem, SettingsError } from "../../components/shared/problems";

type Tree = { [key: string]: Tree } | Tree[] | string | number | boolean | null;

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

/** Valid value by value, with violations of rules between values; each pool, team and add-on has faults of its own. */
const settings = {
  network: { cidr: "10.0.0.0/16", zones: 3, nat: "single", endpoints: ["s3", "nowhere"] },
  cluster: {
    version: "1.35",
    serviceCidr: "10.0.0.0/20",
    admins: [arn("a"), arn("b")],
    access: { one: { principal: arn("c"), policy: "clusterAdmin", namespaces: ["x"] }, two: { principal: arn("d"), policy: "view" } },
  },
  nodePools: {
    a: { size: { min: 3, max: 1, desired: 2 }, instanceTypes: ["m7g.large"] },
    b: { instanceTypes: ["m7g.nothing"], labels: { ok: "yes" } },
    c: { instanceTypes: ["m7g.large"], policies: [] },
  },
  fargate: { batch: { selectors: [{ namespace: "batch", labels: { "!": "x" } }] } },
  addons: {
    karpenter: { nodePools: { default: {} } },
    "cluster-autoscaler": {},
    "external-dns": { zones: ["Z0123456789ABCDEFGHIJ"] },
    custom: { podinfo: { chart: "podinfo", version: "6.9.0" } },
  },
  teams: {
    one: { kind: "application", members: [arn("x")], namespaces: ["kube-system"], nodePool: "nope" },
    two: { kind: "application", createUsers: ["zoe"], friends: ["nobody"] },
    ops: { kind: "platform", members: [] },
  },
  gitops: { engine: "flux", repo: "https://github.com/example/clusters", teams: { three: {} } },
} satisfies Tree;

/** Path of each violation, and the paths that its rule needs; with `=` only that there is a map. */
const violations: Readonly<Record<string, readonly string[]>> = {
  "network.endpoints[1]": ["network.endpoints"],
  "cluster.serviceCidr": ["cluster.serviceCidr", "network.cidr"],
  "cluster.access.one.policy": ["cluster.access.one"],
  "nodePools.a.size.min": ["nodePools.a.size"],
  "nodePools.b.instanceTypes[0]": ["nodePools.b.instanceTypes"],
  'fargate.batch.selectors[0].labels["!"]': ["fargate.batch"],
  "teams.one.namespaces[0]": ["teams.one.namespaces", "teams.one.kind"],
  "teams.one.nodePool": ["teams.one.nodePool", "teams.one.kind", "=nodePools"],
  "teams.two.friends[0]": ["teams.two.friends", "teams.two.network", "teams.two.kind"],
  "teams.ops": ["teams.ops"],
  "gitops.teams.three": ["gitops.teams.three", "=teams"],
  "addons.custom.podinfo.repo": ["addons.custom.podinfo"],
};

function problemsOf(sections: Readonly<Record<string, unknown>>): readonly Problem[] {
  try {
    readSettings({ region: "eu-west-1", defaultName: "shop-dev", sections }, addonCatalogue);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.problems;
  }
}

/** Every place of a tree, as keys. */
function* placesOf(tree: Tree, above: readonly (string | number)[] = []): Iterable<readonly (string | number)[]> {
  if (above.length > 0) yield above;
  if (typeof tree !== "object" || tree === null) return;
  for (const [key, inner] of Array.isArray(tree) ? tree.entries() : Object.entries(tree)) yield* placesOf(inner, [...above, key]);
}

function replaced(tree: Tree, [key, ...rest]: readonly (string | number)[], value: unknown): Tree {
  if (key === undefined) return value as Tree;
  const copy = (Array.isArray(tree) ? [...tree] : { ...(tree as object) }) as Record<string | number, Tree>;
  copy[key] = replaced(copy[key]!, rest, value);
  return copy as Tree;
}

const textOf = (keys: readonly (string | number)[]) =>
  keys
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .slice(1);
const isWithin = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);

/** Values that no setting takes. */
const garbage = fc.oneof(
  fc.constant(["x", { y: 1 }, [2]]),
  fc.constant({ "a b": { c: [null] } }),
  fc.constant(-1.5),
  fc.constant("\u0000"),
);

describe("settings with faults in random places", () => {
  it("have these violations", () => {
    expect(problemsOf(settings).map((problem) => problem.path)).to.include.members(Object.keys(violations));
  });

  it("still name every violation that does not depend on one of them, and throw nothing but the report", () => {
    const fault = fc.tuple(fc.constantFrom(...placesOf(settings)), garbage);
    fc.assert(
      fc.property(fc.array(fault, { minLength: 1, maxLength: 3 }), (faults) => {
        const done = faults.filter(([place], at) => !faults.slice(0, at).some(([other]) => isWithin(textOf(place), textOf(other))));
        const broken = done.reduce<Tree>((tree, [place, value]) => replaced(tree, place, value), settings);
        const found = problemsOf(broken as typeof settings);
        const paths = found.map((problem) => problem.path);
        const places = done.map(([place]) => textOf(place));
        const expected = Object.entries(violations).filter(
          ([, needs]) =>
            !needs.some((need) => places.some((place) => place === need.slice(1) || isWithin(place, need) || isWithin(need, place))),
        );
        expect(paths).to.include.members(expected.map(([violation]) => violation));
        for (const { message } of found) expect(message).to.match(/^[^\n\r]+$/);
      }),
      { numRuns: 300 },
    );
  });

  for (const name of ["crash-guarded-pools", "crash-guarded-options"]) {
    it(`are reported where ${name}.yaml has them`, () => {
      const file = path.join(__dirname, "../fixtures/cases", `${name}.yaml`);
      const config = parse(readFileSync(file, "utf8")).config as Record<string, unknown>;
      const sections = Object.fromEntries(
        Object.entries(config).flatMap(([key, value]) => (key.startsWith("eks-blueprints:") ? [[key.slice(15), value]] : [])),
      );
      const paths = problemsOf(sections).map((problem) => problem.path);
      expect(paths).to.deep.equal(
        name === "crash-guarded-pools" ? ["nodePools.a.instanceTypes"] : ["addons.external-secrets.parameters[0]"],
      );
    });
  }
});
