import { escapeControlChars } from "../../components/util/escape-control-chars";

export type Row = readonly string[];

/** Rows with their columns aligned, indented under a heading; control characters escaped. */
export function table(rows: readonly Row[], indent = "  "): string[] {
  const cells = rows.map((row) => row.map(escapeControlChars));
  const widths: number[] = [];
  for (const row of cells) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, [...cell].length);
  return cells.map((row) =>
    (indent + row.map((cell, column) => cell + " ".repeat(widths[column]! - [...cell].length)).join("  ")).trimEnd(),
  );
}

/** `1 subnet`, `2 subnets`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
