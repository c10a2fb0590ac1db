import { styleText } from "node:util";
import { escapeControlChars } from "../../components/util/escape-control-chars";

/** Properties of the output. */
export interface Layout {
  /** Width in columns. */
  readonly width: number;
  readonly colors: boolean;
}

const styles = {
  title: "bold",
  heading: "cyan",
  header: "dim",
  error: "red",
  warning: "yellow",
  information: "blue",
  create: "green",
  update: "yellow",
  replace: "magenta",
  delete: "red",
} as const;

export type Style = keyof typeof styles;

export type Row = readonly string[];

/** Rows with aligned columns. */
export interface Table {
  readonly rows: readonly Row[];
  readonly header?: Row;
  readonly indent: string;
}

/** Text that is wrapped at spaces. */
export interface Paragraph {
  readonly text: string;
  /** Prefix of the first line. */
  readonly indent: string;
  /** Prefix of the other lines. */
  readonly hanging: string;
  readonly style?: Style;
  /** Whether only the first word is styled. */
  readonly label?: true;
}

export type Block = Table | Paragraph;

/** Rows below a heading, with control characters escaped; nothing without rows. Empty columns with a header are omitted. */
export function table(rows: readonly Row[], { indent = "  ", header }: { readonly indent?: string; readonly header?: Row } = {}): Block[] {
  if (rows.length === 0) return [];
  const used = (_: string, column: number) => header === undefined || rows.some((row) => row[column]);
  const escaped = rows.map((row) => row.filter(used).map(escapeControlChars));
  return [{ rows: escaped, indent, ...(header && { header: header.filter(used) }) }];
}

/** A paragraph, with control characters escaped. */
export function paragraph(text: string, more: Partial<Omit<Paragraph, "text">> = {}): Block {
  const { indent = "  " } = more;
  return { text: escapeControlChars(text), indent, hanging: `${indent}  `, ...more };
}

/** Lines of a block, no longer than the width unless one word is. */
export function linesOf(block: Block, layout: Layout): string[] {
  return "rows" in block ? tableLines(block, layout) : paragraphLines(block, layout);
}

/** `1 subnet`, `2 subnets`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function paint(style: Style | undefined, text: string, { colors }: Layout): string {
  return colors && style !== undefined && text !== "" ? styleText(styles[style], text, { validateStream: false }) : text;
}

/** Characters, of which some are two units long. */
const lengthOf = (text: string) => (/[\ud800-\udbff]/.test(text) ? [...text].length : text.length);

/** Non-breaking space. */
const fixedSpace = "\u00a0";

/** Text that is not wrapped. */
export function together(text: string): string {
  return text.replaceAll(" ", fixedSpace);
}

/** Wraps words. Lines after the first can have another width. */
function wrap(text: string, width: number, further = width): string[] {
  const lines: string[] = [];
  let line = "";
  for (const [, spaces = "", word = ""] of text.matchAll(/( *)([^ ]+)/g)) {
    const available = lines.length === 0 ? width : further;
    const fits = lengthOf(line) + spaces.length + lengthOf(word) <= available;
    if (fits) line += spaces + word;
    else {
      if (line !== "") lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((each) => each.replaceAll(fixedSpace, " "));
}

function paragraphLines({ text, indent, hanging, style, label }: Paragraph, layout: Layout): string[] {
  const { width } = layout;
  // a long word may use part of the indentation
  const placed = (before: string, line: string) => before.slice(0, Math.max(0, width - lengthOf(line))) + line;
  const [first = "", ...rest] = wrap(text, width - indent.length, width - hanging.length);
  const lines = [placed(indent, first), ...rest.map((line) => placed(hanging, line))];
  if (!label) return lines.map((line) => paint(style, line, layout));
  const [word = ""] = first.split(" ");
  return [lines[0]!.replace(word, () => paint(style, word, layout)), ...lines.slice(1)];
}

const gap = "  ";

function tableLines(block: Table, layout: Layout): string[] {
  const { rows, header, indent } = block;
  const width = layout.width - indent.length;
  const long = tooLong(header ? [header, ...rows] : rows, width);
  if (long.size * 2 > rows.length || (header && long.has(header))) return rows.flatMap((row) => stackedLines(row, block, layout));
  const aligned = rows.filter((row) => !long.has(row));
  const widths = columnWidths(header ? [header, ...aligned] : aligned, width);
  const lines = (row: Row, style?: Style) => {
    const cells = row.map((cell, column) => wrap(cell, widths[column]!));
    return Array.from({ length: Math.max(...cells.map(({ length }) => length)) }, (_, at) => {
      const line = cells.map((texts, column) => padded(texts[at] ?? "", widths[column]!)).join(gap);
      return paint(style, (indent + line).trimEnd(), layout);
    });
  };
  return [
    ...(header ? lines(header, "header") : []),
    ...rows.flatMap((row) => (long.has(row) ? stackedLines(row, block, layout) : lines(row))),
  ];
}

const padded = (text: string, width: number) => text + " ".repeat(Math.max(0, width - lengthOf(text)));
const total = (widths: readonly number[]) => widths.reduce((sum, width) => sum + width, 0) + gap.length * (widths.length - 1);
const longestWord = (text: string) => Math.max(...text.split(" ").map(lengthOf));

/** The widest cell of each column. */
function widest(rows: readonly Row[], of: (cell: string) => number): number[] {
  const columns = rows.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: columns }, (_, column) => rows.reduce((most, row) => Math.max(most, of(row[column] ?? "")), 0));
}

/** Rows with words that do not fit into their columns. */
function tooLong(rows: readonly Row[], width: number): ReadonlySet<Row> {
  const byLength = rows.map((row) => ({ row, words: total(row.map(longestWord)) })).sort((a, b) => b.words - a.words);
  const without = (count: number) => byLength.slice(count).map(({ row }) => row);
  let [least, most] = [0, rows.length];
  while (least < most) {
    const middle = Math.floor((least + most) / 2);
    if (total(widest(without(middle), longestWord)) <= width) most = middle;
    else least = middle + 1;
  }
  return new Set(byLength.slice(0, least).map(({ row }) => row));
}

/** Widths of columns: those of their cells if they fit; otherwise the widest are reduced first. */
function columnWidths(rows: readonly Row[], width: number): number[] {
  const natural = widest(rows, lengthOf);
  const widths = widest(rows, longestWord);
  const missing = natural.map((each, column) => each - widths[column]!);
  let left = width - total(widths);
  const order = [...widths.keys()].sort((a, b) => missing[a]! - missing[b]!);
  for (const [done, column] of order.entries()) {
    const more = Math.max(0, Math.min(missing[column]!, Math.floor(left / (widths.length - done))));
    widths[column]! += more;
    left -= more;
  }
  return widths;
}

/** A row that does not fit: one cell per line. */
function stackedLines([first = "", ...cells]: Row, { header, indent }: Table, layout: Layout): string[] {
  const inner = `${indent}  `;
  return [
    ...paragraphLines({ text: first, indent, hanging: inner }, layout),
    ...cells.flatMap((cell, index) => {
      const text = header ? `${header[index + 1]}: ${cell.trimStart()}` : cell.trimStart();
      return cell === "" ? [] : paragraphLines({ text, indent: inner, hanging: `${inner}  ` }, layout);
    }),
  ];
}
