import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { parse } from "yaml";
import { issuesOf } from "../support";
import { isWithin, type Place, placesOf, replaced, type Tree, textOf, valueAt } from "./trees";

/** A stack file with valid settings in most sections. */
const valid = sectionsOf("everything");
const others = ["everything-else", "existing-cluster", "existing-vpc", "fargate", "auto-mode"].map(sectionsOf);

function sectionsOf(name: string): Tree {
  const file = path.join(__dirname, `../../fixtures/state/${name}.yaml`);
  const { config } = parse(readFileSync(file, "utf8")) as { config: Record<string, Tree> };
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) => (key.startsWith("eks-blueprints:") ? [[key.slice(15), value]] : [])),
  );
}

/** A change of settings that makes them invalid. */
interface InvalidSetting {
  readonly place: Place;
  readonly value: unknown;
}

const role = (name: string, partition = "aws") => `arn:${partition}:iam::111122223333:role/${name}`;

/** Values that are valid and violate a rule: one for each topic of the rules and of the add-on plan. */
const ofRules: readonly InvalidSetting[] = [
  ["network.cidr", "10.0.0.0/26"],
  ["network.zones", 9],
  ["network.endpoints", ["s3", "nowhere"]],
  ["network.nat", { type: "single", allocationIds: ["eipalloc-0123456789abcdef0", "eipalloc-0123456789abcdef1"] }],
  ["network.routes", [{ cidr: "10.0.4.0/24", transitGatewayId: "tgw-0123456789abcdef0" }]],
  ["network.endpointPolicies", { s5: [{ Action: "*", Resource: "*" }] }],
  ["network.localZones", ["eu-west-1-nowhere-1a"]],
  ["network.bastion", { principals: [role("x", "aws-cn")] }],
  ["network.publicSubnets", false],
  ["cluster.serviceCidr", "10.0.0.0/20"],
  ["cluster.logs", ["api", "api"]],
  ["cluster.admins", [role("a"), role("a")]],
  ["cluster.access.developers.policy", "clusterAdmin"],
  ["cluster.access.auditors.groups", ["system:masters"]],
  ["cluster.kubeconfig", { roleArn: role("x", "aws-cn") }],
  ["cluster.ipFamily", "ipv6"],
  ["cluster.encryption", { kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }],
  ["nodePools.general.size", { min: 5, max: 1 }],
  ["nodePools.general.labels", { "!": "x" }],
  ["nodePools.general.instanceTypes", ["m7g.nothing"]],
  ["nodePools.general.policies", ["arn:aws-cn:iam::aws:policy/Some"]],
  ["nodePools.stateful.taints", [{ key: "?", value: "x", effect: "NoSchedule" }]],
  ["nodePools.spot.repair", true],
  ["nodePools.zonal.zones", ["eu-west-2a"]],
  ["nodePools.tenants.ami", "windows-2022-core"],
  ["fargate.batch.selectors", [{ namespace: "batch", labels: { "!": "x" } }]],
  ["fargate.eks-batch", { selectors: [{ namespace: "other" }] }],
  ["addons.cluster-autoscaler", true],
  ["addons.eks-pod-identity-agent", false],
  ["addons.kube-proxy", { version: "v1.0.0-eksbuild.1" }],
  ["addons.keda", { policies: ["arn:aws-cn:iam::aws:policy/Some"] }],
  ["addons.custom.podinfo", { chart: "podinfo", version: "6.9.0" }],
  ["addons.custom.again", { chart: "again", repo: "https://example.com", version: "1.0.0", requires: ["nothing"] }],
  ["addons.prometheus", { remoteWrite: { workspaceArn: "arn:aws:aps:us-east-1:111122223333:workspace/ws-x" } }],
  ["serviceAccounts.team-burnham/orders", { policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] }],
  ["teams.burnham.namespaces", ["kube-system"]],
  ["teams.burnham.allowIngressFrom", ["nobody", "addon:cluster-autoscaler"]],
  ["teams.riker.nodePool", "nope"],
  ["teams.riker.role", role("r", "aws-cn")],
  ["teams.riker.labels", { team: "x" }],
  ["tenants.names", ["acme", "acme"]],
  ["gitops.teams.four", {}],
  ["gitops.addons", ["nope", "keda"]],
  ["domain", { name: "example.com", zoneId: "Z0123456789ABCDEFGHIJ", expose: { nope: { auth: { type: "none" } } } }],
  ["overrides", [{ type: "aws:nothing", set: { x: 1 } }]],
  ["images", { registries: { "docker.io": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/hub/" } }],
].map(([place, value]) => ({ place: String(place).split("."), value }));

/** Values that no setting accepts, in the place of one, or beside others under a key that does not exist. */
const garbage = fc.constantFrom<unknown>(["x", { y: 1 }], { "a b": { c: [null] } }, -1.5, "\u0000");
const places = [...placesOf(valid)];
const maps = places.filter((place) => isMap(valueAt(valid, place)));
const ofSchema: fc.Arbitrary<InvalidSetting> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ place: fc.constantFrom(...places), value: garbage }) },
  { weight: 1, arbitrary: fc.constantFrom(...maps).map((map) => ({ place: [...map, "no key"], value: "x" })) },
);

function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const lineOf = ({ path, message }: { readonly path: string; readonly message: string }) => `${path}: ${message}`;
const known = new Map<string, readonly string[]>();

function report(settings: readonly InvalidSetting[]): readonly string[] {
  const key = JSON.stringify(settings);
  const found =
    known.get(key) ??
    issuesOf(settings.reduce((tree, { place, value }) => replaced(tree, place, value), valid) as Record<string, unknown>).map(lineOf);
  known.set(key, found);
  return found;
}

/** Other values that a setting could have: none, one of the same form, or one with what another invalid setting refers to. */
function* alternatives({ place: at }: InvalidSetting, other: InvalidSetting): Iterable<InvalidSetting> {
  const place = at.at(-1) === "kind" ? at.slice(0, -1) : at; // what a map without its kind means is not known
  const value = valueAt(valid, place);
  const words = JSON.stringify(other).match(/[\w.-]+/g) ?? [];
  for (const other of [value, undefined, ...others.map((tree) => valueAt(tree, place))]) yield { place, value: other };
  if (typeof value === "boolean") yield { place, value: !value };
  if (typeof value === "number") for (const other of [value + 1, value - 1, value * 2]) yield { place, value: other };
  if (typeof value === "string") for (const other of similar(value)) yield { place, value: other };
  if (Array.isArray(value)) for (const list of [[], ...words.flatMap((word) => [[...value, word], [word]])]) yield { place, value: list };
  if (isMap(value)) {
    const [entry] = Object.values(value as object);
    for (const map of [{}, ...words.map((word) => ({ ...(value as object), [word]: entry }))]) yield { place, value: map };
    for (const key of Object.keys(value as object))
      for (const inner of alternatives({ place: [...place, key], value: undefined }, other))
        yield { place, value: { ...(value as object), [key]: inner.value } };
  }
}

/** Other texts of a form: another name, another range. */
function similar(text: string): string[] {
  return [`${text}x`, text.replace(/\d/g, "7"), text.replace("10.9.", "10.0."), "default", "view"];
}

/** Whether an error of one invalid setting depends on the setting of another: it is not there with every valid value of that setting. */
function depends(line: string, setting: InvalidSetting, other: InvalidSetting): boolean {
  const isValid = (value: InvalidSetting) => !report([value]).some((issue) => issue.startsWith(textOf(value.place)));
  return [...alternatives(other, setting)].some((value) => isValid(value) && !report([setting, value]).includes(line));
}

describe("settings with several errors", () => {
  for (const setting of ofRules) {
    it(`have a rule against ${textOf(setting.place)}: ${JSON.stringify(setting.value)}`, () =>
      expect(report([setting])).not.to.deep.equal([]));
  }

  it("are valid without", () => expect(report([])).to.deep.equal([]));

  it("report every error of each invalid setting that does not depend on the value at another", () => {
    const settings = fc.tuple(fc.constantFrom(...ofRules), ofSchema, fc.option(ofSchema, { nil: undefined }));
    fc.assert(
      fc.property(settings, (some) => {
        const all = some.filter((setting) => setting !== undefined);
        fc.pre(all.every(({ place }, at) => all.every((other, its) => at === its || !overlap(place, other.place))));
        const together = report(all);
        const missing = all.flatMap((setting) =>
          report([setting]).filter(
            (line) => !together.includes(line) && !all.some((other) => other !== setting && depends(line, setting, other)),
          ),
        );
        expect(missing).to.deep.equal([]);
      }),
      // one sample, because `alternatives` does not try every value: a search with others (SEED, RUNS) finds values to read, not failures
      { numRuns: Number(process.env.RUNS ?? 300), seed: Number(process.env.SEED ?? 1) },
    );
  }).timeout(300_000); // half a minute of computing, and CI runs the engine beside it
});

function overlap(one: Place, other: Place): boolean {
  return isWithin(textOf(one), textOf(other)) || isWithin(textOf(other), textOf(one));
}
