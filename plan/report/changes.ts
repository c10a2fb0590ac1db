import { escapeControlChars } from "../../components/util/escape-control-chars";
import type { Change } from "../diff/changes";
import type { Comparison } from "../diff/compare";
import { type Json, unknownText } from "./printable";
import { count } from "./table";

const signs = { create: "+", update: "~", replace: "±", delete: "-" } as const;
const words = { create: "created", update: "changed", replace: "replaced", delete: "deleted" } as const;

/** Longer values are cut: `--json` has them whole. */
const longestShown = 100;

/** What would happen, resource by resource, and the count. */
export function changes({ changes: all, unchanged }: Comparison): string[] {
  const counts = (["create", "update", "replace", "delete"] as const).map(
    (op) => `${all.filter((change) => change.op === op).length} ${words[op]}`,
  );
  return [...all.flatMap(lines), ...(all.length > 0 ? [""] : []), `  ${counts.join(", ")}, ${count(unchanged, "resource")} unchanged`];
}

function lines({ op, name, type, because, properties }: Change): string[] {
  return [
    `  ${signs[op]} ${escapeControlChars(`${name}  ${type}`)}  ${words[op]}`,
    ...(because === null ? [] : [`      because ${escapeControlChars(because)}`]),
    ...properties.map(({ path, from, to }) => `      ${escapeControlChars(path)}: ${shown(from)} -> ${shown(to)}`),
  ];
}

function shown(json: Json | undefined): string {
  if (json === undefined) return "(none)";
  if (json === unknownText) return "(known after deployment)";
  const text = escapeControlChars(typeof json === "string" ? json : JSON.stringify(json));
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text || '""';
}
