import { escapeControlChars, escapeLines } from "../../../components/util/escape-control-chars";

/** HTML or SVG from `html`: the only text that is not escaped. */
export class Html {
  /** @internal */
  constructor(readonly source: string) {}
  toString(): string {
    return this.source;
  }
}

/** Values of a template: text is escaped, lists are joined, `undefined` and `false` are omitted. */
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
 * Creates HTML and SVG. Values are escaped for text between tags and for quoted attributes. Control characters and bidirectional marks
 * become visible.
 * @example html`<td title="${name}">${name}</td>`
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(parts.reduce((source, part, at) => source + render(values[at - 1]) + part));
}

/** Text with line breaks, which are kept. */
export function lines(text: string): Html {
  return new Html(escapeEntities(escapeLines(text)));
}

/** A fixed sentence, in which backticks mark code. */
export function prose(text: string): Html {
  return new Html(
    text
      .split(/`([^`]+)`/)
      .map((part, at) => (at % 2 === 0 ? html`${part}` : html`<code>${part}</code>`).source)
      .join(""),
  );
}

/** Content of one of our style sheets or scripts, unescaped. Never use it for other text. */
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
