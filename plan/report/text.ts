import type { Finding } from "../../components/util/finding";
import { naturalOrder } from "../../components/util/natural-order";
import type { Comparison } from "../diff/compare";
import { changes } from "./changes";
import { Inventory, text } from "./inventory";
import type { PlanDocument } from "./json";
import { type Block, type Layout, linesOf, paragraph, type Row, type Style, table } from "./layout";
import type { Json } from "./printable";
import { addons } from "./sections/addons";
import { access, clusterName, clusterType, endpoints } from "./sections/cluster";
import { created, createdHeading } from "./sections/created";
import { findingBlocks } from "./sections/findings";
import { gitops } from "./sections/gitops";
import { network } from "./sections/network";
import { fargate, nodes } from "./sections/nodes";
import { teams } from "./sections/teams";
import { timeline } from "./sections/timeline";
import { tree } from "./tree";

export interface TextOptions {
  /** Whether to draw the tree of all resources. */
  readonly tree: boolean;
  readonly layout: Layout;
  /** What the program said, secrets hidden. */
  readonly messages: readonly string[];
  /** Findings without consequence, secrets hidden: the document has none of them. */
  readonly information: readonly Finding[];
  /** What changes, and coming from what. */
  readonly changes?: { readonly comparison: Comparison; readonly against: string };
}

type Section = readonly [heading: string, blocks: readonly Block[]];

/** The plan for a person: what is created, where, for whom; under `--against` what changes instead. Sections without content are left out. */
export function planText(plan: PlanDocument, options: TextOptions): string {
  const { layout } = options;
  const inventory = new Inventory(plan);
  const sections: Section[] = options.changes
    ? [[`Coming from ${options.changes.against}`, changes(options.changes.comparison)]]
    : summary(inventory);
  const findings = [...plan.findings, ...options.information];
  const blocksOf = (level: Finding["level"]) => findingBlocks(findings.filter((finding) => finding.level === level && !finding.exception));
  sections.push(
    ["Messages of the program", options.messages.map((message) => paragraph(message))],
    ["Errors", blocksOf("mandatory")],
    ["Warnings", blocksOf("advisory")],
    ["Exceptions", findingBlocks(findings.filter(({ exception }) => exception))],
    ["Information", blocksOf("information")],
  );
  sections.push(["Time", timeline(plan.timeline)]);
  if (options.tree) sections.push(["Resources", tree(inventory.all)]);
  const heading = (text: string, style: Style) => paragraph(text, { indent: "", style });
  const full = sections
    .filter(([, blocks]) => blocks.length > 0)
    .map(([text, blocks]) => [heading(text, "heading"), ...blocks].flatMap((block) => linesOf(block, layout)).join("\n"));
  return `${[linesOf(heading(title(inventory), "title"), layout).join("\n"), ...full].join("\n\n")}\n`;
}

function summary(inventory: Inventory): Section[] {
  return [
    [createdHeading(inventory), created(inventory)],
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
  const where = [...regions].filter(Boolean).sort(naturalOrder).join(", ");
  const clusters = inventory.ofType(clusterType).map((cluster) => {
    const version = text(cluster.inputs.version);
    return `cluster ${clusterName(cluster)}${version && `, Kubernetes ${version}`}`;
  });
  if (clusters.length === 0) clusters.push(...existingClusters(inventory));
  return `Stack ${stack} of ${project}${where && ` in ${where}`}${clusters.length > 0 ? `: ${clusters.join("; ")}` : ""}`;
}

/** Clusters that the plan only hangs something on. */
function existingClusters(inventory: Inventory): string[] {
  const hanging = ["aws:eks/addon:Addon", "aws:eks/nodeGroup:NodeGroup", "aws:eks/accessEntry:AccessEntry"].flatMap((type) =>
    inventory.ofType(type),
  );
  return [...new Set(hanging.map(({ inputs }) => `existing cluster ${text(inputs.clusterName)}`))];
}

/** A map's entries have lines of their own, `name.key`. */
function outputRows(name: string, value: Json): Row[] {
  if (Array.isArray(value)) return [[name, value.map(inline).join(", ")]];
  if (value === null || typeof value !== "object") return [[name, inline(value)]];
  return Object.entries(value)
    .sort(([a], [b]) => naturalOrder(a, b))
    .flatMap(([key, entry]) => outputRows(`${name}.${key}`, entry));
}

function inline(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
