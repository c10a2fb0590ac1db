import type { Change } from "../diff/changes";
import type { Comparison } from "../diff/compare";
import { type Block, count, paragraph } from "./layout";
import { type Json, unknownText } from "./printable";

const signs = { create: "+", update: "~", replace: "±", delete: "-" } as const;
const words = { create: "created", update: "changed", replace: "replaced", delete: "deleted" } as const;

/** Longer values are truncated; `--json` has them in full. */
const longestShown = 100;

/** Changes of each resource, and their number. */
export function changes({ changes: all, unchanged }: Comparison): Block[] {
  const counts = (["create", "update", "replace", "delete"] as const).map(
    (op) => `${all.filter((change) => change.op === op).length} ${words[op]}`,
  );
  const total = paragraph(`${counts.join(", ")}, ${count(unchanged, "resource")} unchanged`);
  return [...all.flatMap(blocks), ...(all.length > 0 ? [paragraph("", { indent: "" })] : []), total];
}

function blocks({ op, name, type, because, properties }: Change): Block[] {
  const inner = { indent: "      " };
  return [
    paragraph(`${signs[op]} ${name}  ${type}  ${words[op]}`, { style: op, label: true }),
    ...(because === null ? [] : [paragraph(`because ${because}`, inner)]),
    ...properties.map(({ path, from, to }) => paragraph(`${path}: ${shown(from)} -> ${shown(to)}`, inner)),
  ];
}

function shown(json: Json | undefined): string {
  if (json === undefined) return "(none)";
  if (json === unknownText) return "(known after deployment)";
  const text = typeof json === "string" ? json : JSON.stringify(json);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text || '""';
}
