// The table in the documentation: the operations by resource type.

import type { Row } from "./row";
import { together } from "./row";

const words: readonly (readonly [op: string, word: string])[] = [
  ["+-", "replaced, new one first"],
  ["-+", "replaced, old one first"],
  ["~", "updated in place"],
  ["+", "created"],
  ["-", "deleted"],
];

/** Types that change along with others and are of no interest to users. */
const minorTypes: readonly string[] = ["ChangeGuard", "Sweep", "NodeDrain", "AddonGuard", "Drain"];

/** One line of Markdown per row. */
export function findingsTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => `| ${[row.name, what(together([row.expected])), row.note ?? ""].join(" | ")} |`);
  return ["| change | effect | note |", "|---|---|---|", ...lines].join("\n");
}

function what(lines: readonly string[]): string {
  const all = lines.map((line) => line.split(" ") as [op: string, type: string]);
  const main = all.filter(([, type]) => !minorTypes.includes(type));
  const shown = main.length > 0 ? main : all;
  return words
    .flatMap(([op, word]) => {
      const types = [...new Set(shown.filter((line) => line[0] === op).map(([, type]) => type))];
      return types.length > 0 ? `${word}: ${types.join(", ")}` : [];
    })
    .join("; ");
}
