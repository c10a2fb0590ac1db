import type { Finding } from "../../components/util/finding";
import { naturalOrder } from "../../components/util/natural-order";
import type { Comparison } from "../diff/compare";
import type { Permissions } from "../permissions/types";
import { changes } from "./changes";
import { Inventory } from "./inventory";
import type { PlanDocument } from "./json";
import { type Block, type Layout, linesOf, paragraph, type Row, type Style, table } from "./layout";
import type { Json } from "./printable";
import type { SectionName } from "./section-names";
import { addons } from "./sections/addons";
import { access, endpoints } from "./sections/cluster";
import { cost, costHeading } from "./sections/cost";
import { created, createdHeading } from "./sections/created";
import { domain } from "./sections/domain";
import { findingBlocks } from "./sections/findings";
import { gitops } from "./sections/gitops";
import { network } from "./sections/network";
import { fargate, nodes } from "./sections/nodes";
import { overrides } from "./sections/overrides";
import { settings } from "./sections/settings";
import { teams } from "./sections/teams";
import { timeline } from "./sections/timeline";
import { title } from "./title";
import { tree } from "./tree";

export interface TextOptions {
  /** Whether to print the tree of all resources. */
  readonly tree: boolean;
  readonly layout: Layout;
  /** Messages of the program, without secrets. */
  readonly messages: readonly string[];
  /** Findings that need no action, without secrets. The document omits them. */
  readonly information: readonly Finding[];
  /** The only section to print. */
  readonly section?: SectionName;
  /** Changes, and the name of what the plan was compared with. */
  readonly changes?: { readonly comparison: Comparison; readonly against: string };
}

type Section = readonly [name: SectionName, heading: string, blocks: readonly Block[]];

/** The plan as text; with `--against` its changes. Empty sections are omitted. */
export function planText(plan: PlanDocument, options: TextOptions): string {
  const { layout } = options;
  const inventory = new Inventory(plan);
  const heading = (text: string, style: Style) => paragraph(text, { indent: "", style });
  const full = sectionsOf(inventory, options).map(([, text, blocks]) =>
    [heading(text, "heading"), ...blocks].flatMap((block) => linesOf(block, layout)).join("\n"),
  );
  if (options.section && full.length === 0)
    full.push(linesOf(paragraph(`Nothing in section ${options.section}.`, { indent: "" }), layout).join("\n"));
  return `${[linesOf(heading(title(inventory), "title"), layout).join("\n"), ...full].join("\n\n")}\n`;
}

/** The sections to print; by default all except those printed on request. */
function sectionsOf(inventory: Inventory, { section, tree: withTree, changes: compared, messages, information }: TextOptions): Section[] {
  const { plan } = inventory;
  const findings = [...plan.findings, ...information];
  const open = findings.filter(({ exception }) => !exception);
  const excepted = findings.filter(({ exception }) => exception);
  const sections: Section[] = [
    ...(compared ? [["changes", `Coming from ${compared.against}`, changes(compared.comparison)] as const] : []),
    ...(compared && !section ? [] : summary(inventory)),
    ["messages", "Messages of the program", messages.map((message) => paragraph(message))],
    ["findings", "Errors", findingBlocks(open, "mandatory")],
    ["findings", "Warnings", findingBlocks(open, "advisory")],
    ["findings", "Exceptions", findingBlocks(excepted, "advisory")],
    ["findings", "Information", findingBlocks(open, "information")],
    ["cost", costHeading(plan.cost), cost(plan.cost)],
    ["timeline", "Time", timeline(plan.timeline)],
    ...(withTree || section === "resources" ? [["resources", "Resources", tree(inventory.all)] as const] : []),
    ...(section === "permissions" && plan.permissions ? [["permissions", "Permissions", permissionBlocks(plan.permissions)] as const] : []),
    ...(section === "settings" ? [["settings", "Settings", settings(plan)] as const] : []),
  ];
  return sections.filter(([name, , blocks]) => blocks.length > 0 && (section === undefined || section === name));
}

function permissionBlocks(permissions: Permissions): Block[] {
  return (require("./sections/permissions") as typeof import("./sections/permissions")).permissions(permissions); // lazily, because few plans print them
}

function summary(inventory: Inventory): Section[] {
  return [
    ["summary", createdHeading(inventory), created(inventory)],
    ["network", "Network", network(inventory)],
    ["endpoints", "API endpoints", endpoints(inventory)],
    ["access", "Access", access(inventory)],
    ["nodes", "Nodes", nodes(inventory)],
    ["fargate", "Fargate", fargate(inventory)],
    ["addons", "Add-ons", addons(inventory)],
    ["domain", "Exposed user interfaces", domain(inventory)],
    ["gitops", "GitOps", gitops(inventory)],
    ["teams", "Teams", teams(inventory)],
    ["overrides", "Overrides", overrides(inventory)],
    ["outputs", "Outputs", table(Object.entries(inventory.plan.outputs).flatMap(([name, value]) => outputRows(name, value)))],
  ];
}

/** Entries of a map are separate lines, `name.key`. */
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
