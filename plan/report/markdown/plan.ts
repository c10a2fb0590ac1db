import { nameOf, typeOf } from "../../engine/urn";
import type { PlanTimeline } from "../../timeline/types";
import { clock, duration } from "../duration";
import type { Inventory } from "../inventory";
import { kindOfType } from "../kind";
import { created } from "../sections/created";
import type { MarkdownSection } from "./sections";
import { code, text } from "./text";

/** The critical path of this change, or of the first deployment. */
export function timelineSections({ change, ...first }: PlanTimeline): MarkdownSection[] {
  const { steps, criticalPath, seconds } = change ?? first;
  const path = new Set(criticalPath);
  const rows = steps
    .filter(({ urn }) => path.has(urn))
    .map(({ urn, op, start, end }) => [code(nameOf(urn)), code(kindOfType(typeOf(urn))), op, clock(start), clock(end - start)]);
  if (rows.length === 0) return [];
  const columns = [
    ...["resource", "type", "operation"].map((label) => ({ label })),
    ...["start", "duration"].map((label) => ({ label, numeric: true })),
  ];
  const run = change ? "this change" : "the first deployment";
  return [{ summary: `Critical path of ${run}: ${duration(seconds)}`, content: [{ columns, rows }] }];
}

/** Number of resources by type. */
export function resourceSections(inventory: Inventory): MarkdownSection[] {
  const rows = created(inventory).flatMap((block) => ("rows" in block ? block.rows.map((row) => row.map(text)) : []));
  if (rows.length === 0) return [];
  const columns = [{ label: "component" }, { label: "resources", numeric: true }, { label: "kinds" }];
  return [{ summary: `${inventory.counted.length} resources by component`, content: [{ columns, rows }] }];
}
