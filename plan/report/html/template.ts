import { escapeControlChars, escapeLines } from "../../../components/util/escape-control-chars";

/** HTML or SVG that `html` made: the only text that goes into the page as it is. */
export class Html {
  /** @internal */
  constructor(readonly source: string) {}
  toString(): string {
    return this.source;
  }
}

/** What a template may hold: text is escaped, lists are joined, `undefined` and `false` are left out. */
export type Content = Html | string | number | undefined | false | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

const escapeEntities = (text: string) => text.replace(/[&<>"'`]/g, (char) => entities[char]!);

/**
 * The one way to write HTML and SVG. Values between the parts of the template stand for text between tags or within a quoted attribute,
 * and can be nothing else there; control characters and marks that turn the reading direction become visible.
 * @example html`<td title="${name}">${name}</td>`
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(parts.reduce((source, part, at) => source + render(values[at - 1]) + part));
}

/** Text of several lines, which stay lines. */
export function lines(text: string): Html {
  return new Html(escapeEntities(escapeLines(text)));
}

/** A sentence of ours, in which backticks mark code. */
export function prose(text: string): Html {
  return new Html(
    text
      .split(/`([^`]+)`/)
      .map((part, at) => (at % 2 === 0 ? html`${part}` : html`<code>${part}</code>`).source)
      .join(""),
  );
}

/** A style sheet or script of ours, as it stands in its file. Never for text of others. */
export function asset(source: string): Html {
  if (/<\/(style|script)/i.test(source)) throw new Error("an asset would end its element");
  return new Html(source);
}

function render(content: Content): string {
  if (content === undefined || content === false) return "";
  if (content instanceof Html) return content.source;
  if (typeof content === "object") return content.map(render).join("");
  return escapeEntities(escapeControlChars(String(content)));
}
