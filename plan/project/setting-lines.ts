import { isMap, isSeq, LineCounter, type Node, parseDocument } from "yaml";

/** The keys of a path such as `eks-blueprints:teams.a["b c"].members[0]`. */
export function keysOfPath(path: string): (string | number)[] {
  const keys: (string | number)[] = [];
  for (const [, quoted, index, plain] of path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g))
    keys.push(index !== undefined ? Number(index) : (plain ?? (JSON.parse(`"${quoted}"`) as string)));
  return keys;
}

/**
 * Finds the lines of settings in a stack file, which has been read without errors.
 * @param project whose settings may be written without their namespace
 * @returns the line of a setting, counted from 1; where it is not written, that of the nearest key that holds it
 */
export function settingLines(text: string, project: string): (path: string) => number {
  const lines = new LineCounter();
  const { contents } = parseDocument(text.replace(/^\uFEFF/, ""), { merge: true, lineCounter: lines, prettyErrors: false });
  const own = `${project}:`;
  return (path) => {
    const [section = "", ...keys] = keysOfPath(path);
    const names = [section, ...(String(section).startsWith(own) ? [String(section).slice(own.length)] : [])];
    let line = 1;
    let node: Node | null = contents;
    for (const wanted of [["config"], names, ...keys.map((key) => [key])]) {
      const found = entryOf(node, wanted);
      if (!found) break;
      node = found.value;
      line = lines.linePos(found.start).line;
    }
    return line;
  };
}

interface Entry {
  readonly start: number;
  readonly value: Node | null;
}

/** The entry of a map or list under the first of some keys that is there. */
function entryOf(node: Node | null, keys: readonly (string | number)[]): Entry | undefined {
  if (isMap<Node, Node | null>(node)) {
    const pair = node.items.find(({ key }) => keys.map(String).includes(String(key)));
    return pair && { start: pair.key.range?.[0] ?? 0, value: pair.value };
  }
  const item = isSeq<Node>(node) && typeof keys[0] === "number" ? node.items[keys[0]] : undefined;
  return item && { start: item.range?.[0] ?? 0, value: item };
}
