/** A table in Markdown. Cells are finished Markdown of one line. */
export interface MarkdownTable {
  readonly columns: readonly { readonly label: string; readonly numeric?: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** A part of the report that can be folded, and left out where there is no room. */
export interface MarkdownSection {
  /** Finished text; short, since it stays where the content is left out. */
  readonly summary: string;
  readonly open?: boolean;
  readonly content: readonly (string | MarkdownTable)[];
}

/** Where to find what is left out. */
const elsewhere = "the plan prints it (`npm run plan`)";

/**
 * Sections one after the other within a number of characters. What does not fit is left out from the end: rows of tables, then whole sections,
 * each with a note; no table is cut within a row.
 */
export function withinLimit(head: string, sections: readonly MarkdownSection[], limit: number): string {
  let result = head;
  for (const [at, section] of sections.entries()) {
    const reserved = sections.slice(at + 1).reduce((sum, later) => sum + leftOut(later).length, 0);
    result += within(section, limit - result.length - reserved);
  }
  return result;
}

function leftOut({ summary }: MarkdownSection): string {
  return `\n- ${summary} (left out here; ${elsewhere})\n`;
}

function within(section: MarkdownSection, room: number): string {
  const rows = section.content.reduce((sum, part) => sum + (typeof part === "string" ? 0 : part.rows.length), 0);
  if (details(section, rows).length <= room) return details(section, rows);
  let [fits, tooMany] = [-1, rows];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (details(section, middle).length <= room) fits = middle;
    else tooMany = middle;
  }
  return fits > 0 ? details(section, fits) : leftOut(section);
}

/** A section with the first rows of its tables; content after the cut is left out. */
function details({ summary, open, content }: MarkdownSection, rows: number): string {
  const parts: string[] = [];
  let left = rows;
  for (const part of content) {
    if (typeof part === "string") {
      if (left > 0 || rows === 0) parts.push(part);
      continue;
    }
    const shown = part.rows.slice(0, left);
    left -= shown.length;
    if (shown.length > 0) parts.push(table({ ...part, rows: shown }));
    if (shown.length < part.rows.length) parts.push(`${part.rows.length - shown.length} further rows are left out; ${elsewhere}.`);
  }
  return `\n<details${open ? " open" : ""}>\n<summary>${summary}</summary>\n\n${parts.join("\n\n")}\n\n</details>\n`;
}

function table({ columns, rows }: MarkdownTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = columns.map(({ numeric }) => (numeric ? "---:" : "---"));
  return [line(columns.map(({ label }) => label)), line(rule), ...rows.map(line)].join("\n");
}
