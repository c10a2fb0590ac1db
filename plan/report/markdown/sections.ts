/** A table in Markdown. Cells are Markdown in one line. */
export interface MarkdownTable {
  readonly columns: readonly { readonly label: string; readonly numeric?: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** A section that can be collapsed, or omitted for lack of space. */
export interface MarkdownSection {
  /** Markdown. Short, because it remains when the content is omitted. */
  readonly summary: string;
  readonly open?: boolean;
  readonly content: readonly (string | MarkdownTable)[];
}

/** Refers to the full report. */
const elsewhere = "the plan prints it (`npm run plan`)";

/**
 * Joins sections within a maximum length. Omits content from the end: rows of tables first, then whole sections, each with a note. Rows are
 * never cut.
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

/** A section with the first rows of its tables. Later content is omitted. */
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
