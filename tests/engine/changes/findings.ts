// The table as the documentation has it: what happens to which types of resources.

import type { Row } from "./row";
import { together } from "./row";

const words: readonly (readonly [op: string, word: string])[] = [
  ["+-", "replaced, the new one first"],
  ["-+", "replaced, the old one first"],
  ["~", "changed in place"],
  ["+", "made"],
  ["-", "gone"],
];

/** What goes along with a change of something else, and tells users nothing. */
const along: readonly string[] = ["ChangeGuard", "Sweep", "NodeDrain", "AddonGuard", "Drain"];

/** A line of Markdown for each row. */
export function findingsTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => `| ${[row.name, what(together([row.expected])), row.note ?? ""].join(" | ")} |`);
  return ["| change | what happens | mind |", "|---|---|---|", ...lines].join("\n");
}

function what(lines: readonly string[]): string {
  const all = lines.map((line) => line.split(" ") as [op: string, type: string]);
  const several = all.filter(([, type]) => !along.includes(type));
  const shown = several.length > 0 ? several : all;
  return words
    .flatMap(([op, word]) => {
      const types = [...new Set(shown.filter((line) => line[0] === op).map(([, type]) => type))];
      return types.length > 0 ? `${word}: ${types.join(", ")}` : [];
    })
    .join("; ");
}
