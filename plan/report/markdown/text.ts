import { escapeControlChars } from "../../../components/util/escape-control-chars";

/** What GitHub's Markdown, tables in it, HTML, emoji, mathematics and links act on, within a line. */
const active = /[&<>"'`*_~[\]()!|\\:$#@{}^=]|(?<=www)\./gi;

/** Characters that GitHub looks for in the finished text too: what refers to people and issues. */
const references = new Set(["@", "#"]);

/** Text of others within a line of Markdown, a cell of a table or a `<summary>`: shown as it is, control characters made visible. */
export function text(content: string): string {
  return escapeControlChars(content).replace(active, (char) => {
    const entity = `&#${char.charCodeAt(0)};`;
    return references.has(char) ? `<span>${entity}</span>` : entity;
  });
}

/** The same in a fixed-width font. Not a code span: within a table it could not hold every text. */
export function code(content: string): string {
  return `<code>${text(content)}</code>`;
}

/** A sentence of ours, in which backticks mark code. */
export function prose(content: string): string {
  return content
    .split(/`([^`]+)`/)
    .map((part, at) => (at % 2 === 0 ? text(part) : code(part)))
    .join("");
}
