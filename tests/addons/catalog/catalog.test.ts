import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { addons } from "../../../components/addons/catalog";
import type { CrdRecord } from "../../../components/addons/catalog/common/crds";
import type { AddonName } from "../../../components/addons/names";
import { partitionOf } from "../../../components/reference/partition";
import type { AddonOptions } from "../../../components/settings/types";
import { requiredOptions } from "../../../scripts/required-options";
import { chartIssues } from "../../harness/mocks/chart";
import { isCommented } from "../../harness/mocks/commented-keys";
import { type RecordedResource, type Resources, startMocks } from "../../harness/mocks/mocks";
import { type Changes, install, profileOf } from "../fixtures";
import { selection } from "../plan/selection";

type Requested = Readonly<Record<string, true | Readonly<Record<string, unknown>>>>;

const regions = ["eu-west-1", "us-east-1", "cn-northwest-1", "us-gov-west-1"];
const capacities: Readonly<Record<string, Changes>> = {
  "managed nodes": {},
  "managed nodes under IRSA": { cluster: { identity: "irsa" } },
  "Fargate only": { nodePools: {}, fargate: { apps: { selectors: [{ namespace: "apps", labels: {} }] } } },
  "Auto Mode": { nodePools: {}, cluster: { autoMode: true } },
};

/** Add-ons of AWS services that a partition does not have. */
const absent: Readonly<Record<string, readonly string[]>> = {
  amp: ["aws-cn"],
  "aws-gateway-api-controller": ["aws-cn", "aws-us-gov"],
  "aws-network-flow-monitoring-agent": ["aws-cn", "aws-us-gov"],
};

const names = addons.map(({ name }) => name);
const request = (...wanted: readonly AddonName[]): Requested =>
  Object.fromEntries(wanted.map((name) => [name, requiredOptions[name] ?? true]));
const issues = (requested: Requested, changes: Changes, region: string) => selection(requested, changes, region).issues;

/** Sets of compatible add-ons on a capacity. Each add-on that the capacity supports is in one of them. */
function compatible(changes: Changes, region: string): AddonName[][] {
  const sets: AddonName[][] = [];
  for (const name of names.filter((each) => issues(request(each), changes, region).length === 0)) {
    const set = sets.find((each) => issues(request(...each, name), changes, region).length === 0);
    if (set) set.push(name);
    else sets.push([name]);
  }
  return sets;
}

async function resourcesOf(requested: Requested, changes: Changes = {}, region = "eu-west-1"): Promise<Resources> {
  const mocks = startMocks({ config: { "aws:region": region } });
  await mocks.run(() => install({ ...changes, region, addons: requested }));
  return mocks.resources;
}

const releases = (found: Resources) => found.ofType("kubernetes:helm.sh/v3:Release");
const chartOf = ({ inputs }: RecordedResource) => String(inputs.chart).split("/").at(-1)!;

function expectValid(found: Resources, region: string): void {
  for (const { name, inputs } of found.all) {
    const partitions = [...JSON.stringify(inputs).matchAll(/arn:(aws[a-z-]*):/g)].map(([, partition]) => partition);
    expect(
      partitions.filter((partition) => partition !== partitionOf(region)),
      name,
    ).to.be.empty;
  }
  for (const release of releases(found)) {
    const chart = chartOf(release);
    if (Object.keys(release.inputs.values).length === 0) continue;
    expect(existsSync(`tests/fixtures/charts/${chart}/values.yaml`), `values of chart ${chart}`).to.equal(true);
    expect(
      chartIssues(chart, release.inputs.values).filter((path) => !isCommented(chart, path)),
      chart,
    ).to.deep.equal([]);
  }
}

describe("add-on catalog: each add-on alone", () => {
  for (const [capacity, changes] of Object.entries(capacities)) {
    for (const region of regions) {
      for (const name of names) {
        it(`plans ${name}, or reports how to fix it, on ${capacity} in ${region}`, async () => {
          const found = issues(request(name), changes, region);
          for (const { path, message } of found) {
            expect(path).to.equal(`addons.${name}`);
            expect(message).to.match(/\b(remove|set|add|write|turn|name)\b/);
          }
          if (found.length === 0) expectValid(await resourcesOf(request(name), changes, region), region);
        });
      }
    }
  }

  for (const name of names.filter((each) => each !== "eks-pod-identity-agent")) {
    for (const region of regions.filter((each) => !absent[name]?.includes(partitionOf(each)))) {
      it(`accepts ${name} on managed nodes in ${region}`, () => {
        for (const identity of ["podIdentity", "irsa"] as const)
          expect(issues(request(name), { cluster: { identity } }, region)).to.deep.equal([]);
      });
    }
  }
});

describe("add-on catalog: compatible add-ons together", () => {
  for (const [capacity, changes] of Object.entries(capacities)) {
    for (const region of regions) {
      it(`plans them on ${capacity} in ${region}`, async () => {
        for (const set of compatible(changes, region)) expectValid(await resourcesOf(request(...set), changes, region), region);
      });
    }
  }

  describe("conflicts", () => {
    it("lists only declared conflicts", () => {
      const conflicts = addons.flatMap(({ name, conflicts = [] }) => conflicts.map((other) => [name, other].sort().join(" and ")));
      expect([...new Set(conflicts)]).to.have.members([
        "cluster-autoscaler and karpenter",
        "adot and amazon-cloudwatch-observability",
        "amazon-cloudwatch-observability and fluent-bit",
        "gpu-operator and nvidia-device-plugin",
      ]);
      expect(compatible({}, "eu-west-1")).to.have.length(2);
    });

    for (const { name, conflicts = [] } of addons) {
      for (const other of conflicts) {
        it(`rejects ${name} together with ${other} in either order`, () => {
          for (const pair of [
            [name, other],
            [other, name],
          ] as const) {
            const found = issues(request(...pair), {}, "eu-west-1");
            expect(found.map(({ message }) => message).join()).to.match(/^conflicts with `[a-z-]+`; set one of the two to false$/);
          }
        });
      }
    }
  });
});

describe("add-on catalog: resources of all add-ons", () => {
  const [set] = compatible({}, "eu-west-1") as [AddonName[]];
  const component = (found: Resources, name: string) => found.named(`eks-${name}`, "eks-blueprints:index:InstalledAddon");
  const own = (found: Resources, name: string): RecordedResource[] => {
    const inside = new Set([component(found, name).urn]);
    return found.all.filter(({ urn, parent }) => (parent !== undefined && inside.has(parent) ? inside.add(urn).has(urn) : false));
  };

  const requested = request(...set);
  let found: Resources;
  before(async () => {
    found = await resourcesOf(requested);
  });

  it("wait only for add-ons that one of the two declares", () => {
    const owner = new Map(set.flatMap((name) => own(found, name).map(({ urn }): [string, AddonName] => [urn, name])));
    const allowed = reachable(set);
    for (const { urn, dependencies } of found.all) {
      const from = owner.get(urn);
      if (from === undefined) continue;
      for (const to of dependencies.map((each) => owner.get(each))) {
        if (to !== undefined && to !== from) expect(allowed.get(from)!.has(to), `${from} waits for ${to}`).to.equal(true);
      }
    }
  });

  for (const name of set.filter((each) => !["eks-pod-identity-agent", "vpc-cni", "kube-proxy", "coredns"].includes(each))) {
    it(`are removed with ${name} without changes to other add-ons`, async () => {
      const removed = dependents(name);
      const after = await resourcesOf(Object.fromEntries(Object.entries(requested).filter(([key]) => !removed.includes(key))));
      const kept = new Map(after.all.map((resource) => [resource.urn, resource]));
      const expected = new Set(removed.flatMap((each) => [component(found, each).urn, ...own(found, each).map(({ urn }) => urn)]));
      for (const namespace of unusedNamespaces(set, removed)) expected.add(found.named(`eks-${namespace}-namespace`).urn);
      for (const log of removed.flatMap((each) => containerInsightsLogs[each] ?? [])) expected.add(found.named(`eks-insights-${log}`).urn);
      expect(found.all.filter(({ urn }) => !kept.has(urn)).map(({ urn }) => urn)).to.have.members([...expected]);
      for (const { urn, inputs, custom } of found.all)
        if (custom && kept.has(urn)) expect(withoutMonitor(kept.get(urn)!.inputs), urn).to.deep.equal(withoutMonitor(inputs));
    });
  }

  it("pull every chart image through a mirror", async () => {
    const hosts = [...new Set(addons.flatMap((addon) => addon.registries?.(optionsOf(addon.name), profileOf()) ?? []))];
    expect(hosts).to.include.members(["quay.io", "ghcr.io", "registry.k8s.io", "docker.io", "public.ecr.aws"]);
    const registries = Object.fromEntries(hosts.map((host) => [host, `mirror.example/${host.replaceAll(".", "-")}`]));
    for (const each of compatible({}, "eu-west-1")) {
      for (const { name, inputs } of releases(await resourcesOf(request(...each), { images: { registries } }))) {
        for (const host of hosts) expect(JSON.stringify(inputs.values), `${name} from ${host}`).not.to.include(`"${host}`);
      }
    }
  });

  it("set the region for charts that call AWS, because pods have no instance metadata", async () => {
    const region = "us-east-1";
    const elsewhere = await resourcesOf(requested, {}, region);
    for (const name of set) {
      const resources = own(elsewhere, name);
      const calls = resources.some(({ type }) => type === "aws:eks/podIdentityAssociation:PodIdentityAssociation");
      const charts = resources.filter(({ type }) => type === "kubernetes:helm.sh/v3:Release");
      if (calls && charts.length > 0) expect(JSON.stringify(resources.map(({ inputs }) => inputs)), name).to.include(`"${region}"`);
    }
  });
});

/** Inputs of a release without its ServiceMonitor, which an add-on has only where `prometheus` is on. */
function withoutMonitor(inputs: RecordedResource["inputs"]): RecordedResource["inputs"] {
  if (inputs.values?.serviceMonitor === undefined) return inputs;
  const { serviceMonitor: _, ...values } = inputs.values;
  return { ...inputs, values };
}

/** Container Insights logs that add-ons write. No two compatible add-ons write the same log. */
const containerInsightsLogs: Readonly<Record<string, readonly string[]>> = {
  adot: ["performance"],
  "fluent-bit": ["application", "dataplane", "host"],
  "amazon-cloudwatch-observability": ["application", "dataplane", "host", "performance"],
};

/** Namespaces that no add-on of a set uses once some of them are removed. */
function unusedNamespaces(set: readonly AddonName[], removed: readonly string[]): Set<string> {
  const namespacesOf = (names: readonly string[]) =>
    addons
      .filter(({ name, namespace, existingNamespaces = [] }) => names.includes(name) && !existingNamespaces.includes(namespace))
      .map(({ namespace }) => namespace);
  const inUse = ["kube-system", ...namespacesOf(set.filter((name) => !removed.includes(name)))];
  return new Set(namespacesOf(removed.filter((name) => (set as readonly string[]).includes(name))).filter((each) => !inUse.includes(each)));
}

/** An add-on and all add-ons that require it. */
function dependents(name: string): string[] {
  const direct = addons.filter((addon) => {
    const further = addon.alsoRequires?.(optionsOf(addon.name), profileOf()) ?? [];
    return ([...addon.requires, ...further] as string[]).includes(name);
  });
  return [...new Set([name, ...direct.flatMap((addon) => dependents(addon.name))])];
}

function optionsOf(name: AddonName): AddonOptions {
  return selection(request(name)).addons[name]!;
}

/** The add-ons that each may wait for: those that it or they declare, transitively, also through `nodes`, which all may wait for. */
function reachable(set: readonly AddonName[]): Map<string, Set<string>> {
  const waits = new Map<string, string[]>([...set, "nodes"].map((name) => [name, []]));
  for (const { name, requires, after = [], before = [], identity } of addons) {
    if (!waits.has(name)) continue;
    waits.get(name)!.push(...requires, ...after, ...(identity ? ["eks-pod-identity-agent"] : []));
    for (const later of before) waits.get(later)?.push(name);
  }
  const reach = (name: string, seen = new Set<string>()): Set<string> => {
    for (const next of waits.get(name) ?? []) if (!seen.has(next)) reach(next, seen.add(next));
    return seen;
  };
  // add-ons that may run on Karpenter's nodes wait for the step that drains these nodes, and for all that this step needs
  const inSet = addons.filter(({ name }) => set.includes(name));
  const started = inSet.some(({ startsNodes }) => startsNodes);
  const needed = inSet.filter(({ startsNodes, outlivesNodes }) => startsNodes || (outlivesNodes && started)).map(({ name }) => name);
  waits.set("node-drain", ["nodes", "coredns", ...needed]);
  const first = reach("node-drain");
  for (const name of set) if (!first.has(name)) waits.get(name)!.push("node-drain");
  return new Map(set.map((name) => [name, reach(name)]));
}

describe("add-on catalog: CRDs", () => {
  it("have the approval that API servers require in groups of Kubernetes", () => {
    const folders = readdirSync("components/addons/catalog");
    for (const file of folders.map((folder) => `components/addons/catalog/${folder}/crds.json`).filter(existsSync)) {
      const { crds, approvals = {} } = JSON.parse(readFileSync(file, "utf8")) as CrdRecord;
      for (const [name, spec] of Object.entries(crds))
        if (/(^|\.)(k8s|kubernetes)\.io$/.test((spec as { group: string }).group)) expect(approvals[name], name).to.match(/^https:/);
    }
  });
});
