import { LineCounter, parseDocument } from "yaml";
import { Failure } from "./failure";
import { scalarTags } from "./scalars";

/** The content of a YAML file: maps keep their keys as written, whole numbers their digits. */
export type Node = null | boolean | number | bigint | string | readonly Node[] | ReadonlyMap<Node, Node>;

/**
 * Reads one YAML document as the Pulumi CLI does.
 * @param label name of the file in messages
 * @throws Failure with line, column and error
 */
export function parseYaml(text: string, label: string): Node {
  if (text.length > longest)
    throw new Failure([`${label}: expected at most ${longest} characters, found ${text.length}; make several stacks`]);
  if (isDeep(text)) throw new Failure([`${label}: ${tooDeep}`]);
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ""), {
    schema: "failsafe",
    customTags: scalarTags,
    merge: true,
    prettyErrors: false,
    lineCounter: lines,
  });
  if (document.errors.some(({ message }) => isStackOverflow(message))) throw new Failure([`${label}: ${tooDeep}`]);
  if (document.errors.length > 0) {
    throw new Failure(
      document.errors.map(({ code, message, pos }) => {
        const { line, col } = lines.linePos(pos[0]);
        return `${label}: line ${line}, column ${col}: ${plainWords[code]?.(text, pos) ?? message}`;
      }),
    );
  }
  try {
    return document.toJS({ mapAsMap: true });
  } catch (error) {
    const { message } = error as Error; // an alias without its anchor has no position
    const plain = isStackOverflow(message) ? tooDeep : /^Excessive alias count/.test(message) ? tooManyAliases : message;
    throw new Failure([`${label}: ${plain}`]);
  }
}

/** Enough for thousands of pools and teams; the library reads about a million characters per second. */
const longest = 2_000_000;
const tooManyAliases = "aliases (`*name`) repeat more than can be read; write out what they stand for";

const tooDeep = "maps and lists are nested too deeply to be read; remove what is nested deeper than 40 levels";
const isStackOverflow = (message: string) => message.startsWith("Maximum call stack size exceeded");

/**
 * Whether lists and maps are nested so deeply that the library would take minutes to fail. Quoted text counts too, but never reaches the
 * limit.
 */
function isDeep(text: string): boolean {
  const most = 500; // the library is recursive: its own limit depends on the remaining stack
  let open = 0;
  for (const char of text) {
    if (char === "[" || char === "{") open += 1;
    else if (open > 0 && (char === "]" || char === "}")) open -= 1;
    if (open > most) return true;
  }
  return new RegExp(`(?:[-?][ \t]+){${most}}`).test(text);
}

const plainWords: Readonly<Record<string, (text: string, pos: readonly [number, number]) => string>> = {
  DUPLICATE_KEY: (text, [start]) => `duplicate key ${JSON.stringify(keyAt(text, start))}`,
  MULTIPLE_DOCS: () => "a second YAML document begins here; one is expected",
  TAB_AS_INDENT: () => "a tab indents this line; YAML takes spaces",
};

function keyAt(text: string, start: number): string {
  return /^("[^"\n]*"|'[^'\n]*'|[^\n]*?)\s*(?::\s|:$|$)/m.exec(text.slice(start))![1]!.replace(/^(["'])(.*)\1$/, "$2");
}

/** The kind of a node, for messages. */
export function kindOf(node: Node): string {
  if (node === null) return "nothing";
  if (Array.isArray(node)) return "a list";
  if (node instanceof Map) return "a map";
  return { boolean: "a boolean", string: "a string" }[typeof node as string] ?? "a number";
}
