import { escapeControlChars } from "../../components/util/escape-control-chars";
import type { Finding } from "../../components/util/finding";
import type { Comparison } from "../diff/compare";
import { changes } from "./changes";
import { Inventory, text } from "./inventory";
import type { PlanDocument } from "./json";
import type { Json } from "./printable";
import { addons } from "./sections/addons";
import { access, clusterName, clusterType, endpoints } from "./sections/cluster";
import { created, isMade } from "./sections/created";
import { gitops } from "./sections/gitops";
import { network } from "./sections/network";
import { fargate, nodes } from "./sections/nodes";
import { teams } from "./sections/teams";
import { count, type Row, table } from "./table";
import { tree } from "./tree";

export interface TextOptions {
  /** Whether to draw the tree of all resources. */
  readonly tree: boolean;
  /** What the program said, secrets hidden. */
  readonly messages: readonly string[];
  /** What changes, and coming from what. */
  readonly changes?: { readonly comparison: Comparison; readonly against: string };
}

type Section = readonly [heading: string, lines: readonly string[]];

/** The plan for a person: what is created, where, for whom; under `--against` what changes instead. Sections without content are left out. */
export function planText(plan: PlanDocument, options: TextOptions): string {
  const inventory = new Inventory(plan);
  const sections: Section[] = options.changes
    ? [[`Coming from ${options.changes.against}`, changes(options.changes.comparison)]]
    : summary(inventory);
  sections.push(["Messages of the program", table(options.messages.map((message) => [message]))]);
  const told = (level: Finding["level"]) => plan.findings.filter((finding) => finding.level === level).flatMap(findingLines);
  sections.push(["Errors", told("mandatory")], ["Warnings", told("advisory")]);
  if (options.tree) sections.push(["Resources", tree(inventory.all)]);
  const full = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => [escapeControlChars(heading), ...lines].join("\n"));
  return `${[title(inventory), ...full].join("\n\n")}\n`;
}

/** What is wrong, and below it what to do. */
function findingLines({ rule, path, message, fix }: Finding): string[] {
  const wrong = table([[`[${rule}] ${path === undefined ? "" : `${path}: `}${message}`]]);
  return fix === "" ? wrong : [...wrong, ...table([[`To fix this: ${fix}`]], "    ")];
}

function summary(inventory: Inventory): Section[] {
  const made = inventory.all.filter(isMade).length;
  const components = inventory.all.filter(({ custom, type }) => !custom && type !== "pulumi:pulumi:Stack").length;
  return [
    [`Creates ${count(made, "resource")} in ${count(components, "component")}`, created(inventory)],
    ["Network", network(inventory)],
    ["API endpoints", endpoints(inventory)],
    ["Access", access(inventory)],
    ["Nodes", nodes(inventory)],
    ["Fargate", fargate(inventory)],
    ["Add-ons", addons(inventory)],
    ["GitOps", gitops(inventory)],
    ["Teams", teams(inventory)],
    ["Outputs", table(Object.entries(inventory.plan.outputs).flatMap(([name, value]) => outputRows(name, value)))],
  ];
}

/** `Stack dev of eks-blueprints in eu-west-1: cluster shop, Kubernetes 1.35`. */
function title(inventory: Inventory): string {
  const { project, stack } = inventory.plan;
  const regions = new Set(inventory.ofType("pulumi:providers:aws").map(({ inputs }) => text(inputs.region)));
  const where = [...regions].filter(Boolean).sort().join(", ");
  const clusters = inventory.ofType(clusterType).map((cluster) => {
    const version = text(cluster.inputs.version);
    return `cluster ${clusterName(cluster)}${version && `, Kubernetes ${version}`}`;
  });
  if (clusters.length === 0) clusters.push(...existingClusters(inventory));
  return escapeControlChars(
    `Stack ${stack} of ${project}${where && ` in ${where}`}${clusters.length > 0 ? `: ${clusters.join("; ")}` : ""}`,
  );
}

/** Clusters that the plan only hangs something on. */
function existingClusters(inventory: Inventory): string[] {
  const hanging = ["aws:eks/addon:Addon", "aws:eks/nodeGroup:NodeGroup", "aws:eks/accessEntry:AccessEntry"].flatMap((type) =>
    inventory.ofType(type),
  );
  return [...new Set(hanging.map(({ inputs }) => `existing cluster ${text(inputs.clusterName)}`))];
}

/** A map's entries stand in lines of their own, `name.key`. */
function outputRows(name: string, value: Json): Row[] {
  if (Array.isArray(value)) return [[name, value.map(inline).join(", ")]];
  if (value === null || typeof value !== "object") return [[name, inline(value)]];
  return Object.entries(value).map(([key, entry]) => [`${name}.${key}`, inline(entry)]);
}

function inline(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
