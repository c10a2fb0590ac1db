import path from "node:path";
import type { Finding } from "../../../components/util/finding";
import { money } from "../../cost/money";
import { duration } from "../duration";
import { Inventory } from "../inventory";
import type { PlanDocument } from "../json";
import { changeSections } from "./changes";
import { costSections } from "./cost";
import { findingSections } from "./findings";
import { resourceSections, timelineSections } from "./plan";
import { withinLimit } from "./sections";
import { code } from "./text";

export interface MarkdownInput {
  readonly document: PlanDocument;
  /** Name of what the plan was compared with, as the user passed it. */
  readonly against?: string;
  /** Maximum length in characters. Default: that of a comment on GitHub. */
  readonly limit?: number;
}

export const githubLimit = 65_536;

/** The plan as Markdown for a comment, within the limit: the most important parts first, others collapsed. Deterministic. */
export function markdownReport({ document, against, limit = githubLimit }: MarkdownInput): string {
  const inventory = new Inventory(document);
  const sections = [
    ...changeSections(document),
    ...findingSections(document.findings),
    ...costSections(document.cost),
    ...timelineSections(document.timeline),
    ...resourceSections(inventory),
  ];
  return withinLimit(head(inventory, against), sections, limit);
}

function head({ counted, plan }: Inventory, against: string | undefined): string {
  const { project, stack, cost, timeline, changes, findings } = plan;
  const of = (level: Finding["level"]) => findings.filter((finding) => finding.level === level).length;
  const count = (op: string) => changes?.filter((change) => change.op === op).length ?? 0;
  const rows: readonly (readonly [string, string])[] = [
    ...(changes
      ? [
          [
            "Changes",
            `${count("create")} created, ${count("update")} changed, ${count("replace")} replaced, ${count("delete")} deleted`,
          ] as const,
        ]
      : []),
    ["Resources", String(counted.length)],
    ["Cost per month", costText(cost)],
    [
      "Duration",
      `${changes && timeline.change ? `this change ${duration(timeline.change.seconds)}, ` : ""}first deployment ${duration(timeline.seconds)}`,
    ],
    ["Findings", `${of("mandatory")} mandatory, ${of("advisory")} advisory`],
  ];
  const from = against === undefined ? "" : `, coming from ${code(shortName(against))}`;
  const table = ["| | |", "|---|---|", ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join("\n");
  return `### Plan of stack ${code(stack)} of ${code(project)}${from}\n\n${table}\n`;
}

/** Name of a stack, or of a file without directory and extension. */
function shortName(against: string): string {
  return path.basename(against).replace(/\.(json|ya?ml)$/, "");
}

function costText({ currency, monthly, monthlyMin, monthlyMax, change, unpriced }: PlanDocument["cost"]): string {
  const difference = change && ` (${change.difference >= 0 ? "+" : ""}${money(change.difference)})`;
  const range = monthlyMin < monthlyMax ? `; from ${money(monthlyMin)} to ${money(monthlyMax)}` : "";
  const missing = unpriced.length > 0 ? `; ${unpriced.length} without a price` : "";
  return `**${currency} ${money(monthly)}**${difference ?? ""}${range}${missing}`;
}
