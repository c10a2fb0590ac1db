import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { mergeValues } from "../../components/util/deep-merge";
import { isRecord } from "../../components/util/is-record";
import { run } from "../../plan/cli/run";
import { revealAll } from "../../plan/engine/values";
import { readProject } from "../../plan/project/project";
import type { PlannedResource } from "../../plan/types";
import { defaultsOf } from "../harness/mocks/chart";
import { stackText } from "../harness/mocks/stacks";

type Values = Readonly<Record<string, unknown>>;

interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
}

/** As the scheduler decides. */
function tolerates(tolerations: unknown, taint: Taint): boolean {
  return (Array.isArray(tolerations) ? (tolerations as Toleration[]) : []).some(
    ({ key, operator = "Equal", value = "", effect }) =>
      (key === undefined || key === taint.key) &&
      (effect === undefined || effect === taint.effect) &&
      (operator === "Exists" || value === (taint.value ?? "")),
  );
}

function at(values: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), values);
}

/** Paths of all keys `tolerations`. */
function tolerationPaths(values: unknown, path: readonly string[] = []): string[] {
  if (!isRecord(values)) return [];
  return Object.entries(values).flatMap(([key, value]) =>
    key === "tolerations" ? [[...path, key].join(".")] : tolerationPaths(value, [...path, key]),
  );
}

/**
 * Where each EKS add-on takes tolerations of pods that run on any node. Those without a path tolerate every taint by their own defaults. Sources: values of the charts that AWS builds
 * them from (2026-08), and for aws-mountpoint-s3-csi-driver and snapshot-controller aws/containers-roadmap issues 2785 and 2311.
 */
const eksAddons: Readonly<Record<string, readonly string[]>> = {
  adot: ["tolerations"],
  "amazon-cloudwatch-observability": [],
  "aws-ebs-csi-driver": ["controller.tolerations"],
  "aws-efs-csi-driver": ["controller.tolerations"],
  "aws-fsx-csi-driver": ["controller.tolerations"],
  "aws-guardduty-agent": [],
  "aws-mountpoint-s3-csi-driver": ["controller.tolerations"],
  "aws-network-flow-monitoring-agent": [],
  "aws-privateca-connector-for-kubernetes": ["tolerations"],
  "aws-secrets-store-csi-driver-provider": ["tolerations"],
  coredns: ["tolerations"],
  "eks-node-monitoring-agent": [],
  "eks-pod-identity-agent": [],
  "kube-proxy": [],
  "metrics-server": ["tolerations"],
  "snapshot-controller": ["tolerations"],
  "vpc-cni": [],
};

const subcharts: Readonly<Record<string, readonly string[]>> = {
  "gpu-operator": ["node-feature-discovery"],
  "kube-prometheus-stack": ["grafana", "kube-state-metrics", "prometheus-node-exporter"],
};

/** Charts without pods, and those whose pods run on nodes with an accelerator alone, whose taints they tolerate. */
const others = ["karpenter-crd", "nvidia-device-plugin", "neuron-helm-chart"];

/** Parts of charts whose pods run on nodes with an accelerator alone, tolerate every taint by another value, or are off in another way. */
const otherParts: Readonly<Record<string, readonly string[]>> = {
  "aws-fsx-openzfs-csi-driver": ["node.tolerations"],
  istiod: ["global.waypoint.tolerations"],
  "gpu-operator": ["daemonsets.tolerations", "node-feature-discovery.topologyUpdater.tolerations"],
};

/** Values of a chart and its subcharts before ours. */
function chartDefaults(chart: string): Values {
  const file = (name: string) => `tests/fixtures/charts/${name}/values.yaml`;
  if (!existsSync(file(chart))) throw new Error(`${file(chart)}: missing; copy the values of the chart there`);
  const own = Object.fromEntries((subcharts[chart] ?? []).map((name) => [name, defaultsOf(name)]));
  return mergeValues(own, defaultsOf(chart));
}

/** Whether a part of a chart is off, such as `dex.enabled: false`. */
function isOff(values: Values, path: string): boolean {
  const keys = path.split(".").slice(0, -1);
  const parts = keys.map((_, index) => at(values, keys.slice(0, index + 1).join(".")));
  const nodeAgent = keys[0] === "nodeAgent" && values.deployNodeAgent === false; // of velero
  return nodeAgent || parts.some((part) => isRecord(part) && (part.enabled === false || part.create === false));
}

/** Pods that would not start: the place of their tolerations, and the taint. */
function intolerantReleases({ name, inputs }: PlannedResource, taints: readonly Taint[]): string[] {
  const { chart: reference, values: planned } = revealAll(inputs) as { chart: string; values?: Values };
  const chart = reference.slice(reference.lastIndexOf("/") + 1);
  if (others.includes(chart)) return [];
  const values = mergeValues(chartDefaults(chart), planned ?? {});
  const global = at(values, "global.tolerations");
  return tolerationPaths(values)
    .filter((path) => path !== "global.tolerations" && !otherParts[chart]?.includes(path) && !isOff(values, path))
    .flatMap((path) => {
      const own = at(values, path);
      const effective = Array.isArray(own) && own.length > 0 ? own : global;
      return taints.filter((taint) => !tolerates(effective, taint)).map(({ key }) => `${name}: ${path}: ${key}`);
    });
}

function intolerantAddons({ name, inputs }: PlannedResource, taints: readonly Taint[]): string[] {
  const { addonName, configurationValues = "{}" } = revealAll(inputs) as { addonName: string; configurationValues?: string };
  const paths = eksAddons[addonName];
  if (paths === undefined) return [`${name}: say in this test where ${addonName} takes tolerations`];
  return paths.flatMap((path) =>
    taints.filter((taint) => !tolerates(at(JSON.parse(configurationValues), path), taint)).map(({ key }) => `${name}: ${path}: ${key}`),
  );
}

/** Specifications of pods within objects of ours. */
function podSpecs(value: unknown): Values[] {
  if (!isRecord(value)) return [];
  const inner = Object.values(value).flatMap(podSpecs);
  return Array.isArray(value.containers) ? [value, ...inner] : inner;
}

function intolerantObjects({ name, inputs }: PlannedResource, taints: readonly Taint[]): string[] {
  const object = revealAll(inputs);
  const collectors = object.kind === "OpenTelemetryCollector" ? [object.spec as Values] : [];
  return [...podSpecs(object), ...collectors].flatMap(({ tolerations }) =>
    taints.filter((taint) => !tolerates(tolerations, taint)).map(({ key }) => `${name}: ${key}`),
  );
}

/** A stack with additional options of add-ons, all of whose pools are tainted. */
function tainted(stack: string, more: Values, poolTaints: readonly (readonly Taint[])[]) {
  const { config } = parse(stackText(stack)) as { config: Readonly<Record<string, Values>> };
  const pools = Object.entries(config["eks-blueprints:nodePools"]!);
  const nodePools = Object.fromEntries(
    pools.map(([name, pool], index) => [name, { ...(pool as Values), taints: poolTaints[index % poolTaints.length] }]),
  );
  const addons = Object.fromEntries(Object.entries(config["eks-blueprints:addons"]!).filter(([name]) => name !== "custom"));
  const changed = { "eks-blueprints:nodePools": nodePools, "eks-blueprints:addons": mergeValues(addons, more) };
  const taints = Object.values(nodePools).flatMap((pool) => pool.taints as readonly Taint[]);
  return { text: stringify({ config: { ...config, ...changed } }, { aliasDuplicateObjects: false }), taints };
}

const project = readProject(process.cwd());

async function intolerant(text: string, taints: readonly Taint[]): Promise<string[]> {
  const { recording } = await run(project, "dev", { text, label: "a stack" }, false);
  const checks: Readonly<Record<string, typeof intolerantAddons>> = {
    "aws:eks/addon:Addon": intolerantAddons,
    "kubernetes:helm.sh/v3:Release": intolerantReleases,
  };
  return recording.resources.flatMap((resource) => {
    const { type } = resource;
    return (checks[type] ?? (type.startsWith("kubernetes:") ? intolerantObjects : () => []))(resource, taints);
  });
}

describe("tolerations of add-ons", function () {
  this.timeout(180_000);

  const taint = fc.record(
    {
      key: fc.constantFrom("dedicated", "example.com/arch", "spot", "node-role.kubernetes.io/system"),
      value: fc.constantFrom("a", "b", "true"),
      effect: fc.constantFrom("NoSchedule", "NoExecute"),
    },
    { requiredKeys: ["key", "effect"] },
  );
  const ofPools = fc.array(fc.uniqueArray(taint, { minLength: 1, maxLength: 2, selector: ({ key }) => key }), {
    minLength: 1,
    maxLength: 3,
  });
  const stacks: readonly [string, Values][] = [
    ["everything", { argocd: { redisHa: true, dex: true }, flux: { imageAutomation: true } }],
    ["everything-else", {}],
  ];

  for (const [stack, more] of stacks)
    it(`cover the taints of all pools in every EKS add-on, chart and object of ours: ${stack}`, () =>
      fc.assert(
        fc.asyncProperty(ofPools, async (poolTaints) => {
          const { text, taints } = tainted(stack, more, poolTaints);
          const found = await intolerant(text, taints);
          expect(found.slice(0, 5).join("; ").slice(0, 400)).to.equal("");
        }),
        { numRuns: 2, endOnFailure: true },
      ));

  it("cover the snapshot controller", async () => {
    const text = readFileSync("tests/fixtures/cases/tainted-snapshots.yaml", "utf8");
    expect(await intolerant(text, [{ key: "dedicated", value: "system", effect: "NoSchedule" }])).to.deep.equal([]);
    expect(await intolerant(text, [{ key: "dedicated", value: "other", effect: "NoSchedule" }])).to.include(
      "eks-aws-ebs-csi-driver-snapshot-controller: tolerations: dedicated",
    );
  });
});
