import { escapeControlChars } from "../../../components/util/escape-control-chars";

/** Characters with a meaning in GitHub's Markdown within a line, including tables, HTML, emoji, math and links. */
const active = /[&<>"'`*_~[\]()!|\\:$#@{}^=]|(?<=www)\./gi;

/** Characters that GitHub interprets even in rendered text: references to people and issues. */
const references = new Set(["@", "#"]);

/** Escapes external text for a line of Markdown, a table cell or a `<summary>`. Control characters become visible. */
export function text(content: string): string {
  return escapeControlChars(content).replace(active, (char) => {
    const entity = `&#${char.charCodeAt(0)};`;
    return references.has(char) ? `<span>${entity}</span>` : entity;
  });
}

/** The same in a fixed-width font. A code span in a table could not contain every text. */
export function code(content: string): string {
  return `<code>${text(content)}</code>`;
}

/** A fixed sentence, in which backticks mark code. */
export function prose(content: string): string {
  return content
    .split(/`([^`]+)`/)
    .map((part, at) => (at % 2 === 0 ? text(part) : code(part)))
    .join("");
}
