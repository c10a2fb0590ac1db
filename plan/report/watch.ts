import type { Finding } from "../../components/util/finding";
import { money } from "../cost/money";
import type { Comparison } from "../diff/compare";
import { changes } from "./changes";
import type { PlanDocument } from "./json";
import { type Block, count, type Layout, linesOf, paragraph } from "./layout";
import { findingBlocks } from "./sections/findings";

export interface Replanned {
  readonly before: PlanDocument;
  readonly after: PlanDocument;
  readonly comparison: Comparison;
}

/** Changes after a save: resources, cost and findings. */
export function replannedText({ before, after, comparison }: Replanned, heading: string, layout: Layout): string {
  const found = findingChanges(before.findings, after.findings);
  const blocks: Block[] = [
    paragraph(heading, { indent: "", style: "heading" }),
    ...(comparison.changes.length > 0 ? changes(comparison) : [paragraph("No resource changes.")]),
    ...costBlocks(before, after),
    ...(["mandatory", "advisory"] as const).flatMap((level) => findingBlocks(found.added, level)),
    ...found.resolved.map(({ rule, path, message }) =>
      paragraph(`resolved: [${rule}] ${path ? `${path}: ` : ""}${message}`, { style: "create", label: true }),
    ),
    paragraph(totals(after)),
  ];
  return `${blocks.flatMap((block) => linesOf(block, layout)).join("\n")}\n`;
}

function costBlocks({ cost: before }: PlanDocument, { cost: after }: PlanDocument): Block[] {
  const difference = after.monthly - before.monthly;
  if (Math.abs(difference) < 0.005) return [];
  const sign = difference > 0 ? "+" : "";
  return [
    paragraph(`Cost a month in ${after.currency}: ${money(before.monthly)} -> ${money(after.monthly)} (${sign}${money(difference)})`),
  ];
}

/** `145 resources, 264.90 USD a month, 1 error, 3 warnings`. */
function totals({ summary, cost, findings }: PlanDocument): string {
  const number = (level: Finding["level"], noun: string) =>
    count(findings.filter((finding) => finding.level === level && !finding.exception).length, noun);
  const monthly = cost.items.length > 0 ? [`${money(cost.monthly)} ${cost.currency} a month`] : [];
  return [count(summary.resources, "resource"), ...monthly, number("mandatory", "error"), number("advisory", "warning")].join(", ");
}

/** New findings, and resolved ones. Findings about a change itself disappear with the next change. */
function findingChanges(before: readonly Finding[], after: readonly Finding[]): { added: Finding[]; resolved: Finding[] } {
  const keyOf = ({ rule, level, path, urn, message }: Finding) => JSON.stringify([rule, level, path, urn, message]);
  const [was, is] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  return {
    added: after.filter((finding) => !was.has(keyOf(finding))),
    resolved: before.filter((finding) => !is.has(keyOf(finding)) && !ofChanges.has(finding.rule)),
  };
}

const ofChanges: ReadonlySet<string> = new Set(["change-guard"]);
