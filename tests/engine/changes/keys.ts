// The keys of the stack file: `network.nat`, `nodePools.*.size`. Options below them count as part of their key.
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { isRecord } from "../../../components/util/is-record";
import type { Patch } from "./settings";

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

/** All keys that the JSON schema declares. `*` stands for a name of the user. */
export function settingKeys(): string[] {
  const file = path.join(__dirname, "../../../schema/stack.schema.json");
  const { config } = (JSON.parse(readFileSync(file, "utf8")) as { readonly properties: { readonly config: Node } }).properties;
  const sections = Object.entries(config.properties!).map(([name, node]) => keysOf(node, [name.slice(name.indexOf(":") + 1)]));
  return [...new Set(sections.flat())].filter((key) => key !== "region").sort();
}

function keysOf(section: Node, at: readonly string[]): string[] {
  const all = variants(section);
  const own = all.flatMap(({ properties = {} }) => Object.keys(properties));
  if (own.length > 0) return own.map((key) => [...at, key].join("."));
  const named = all.flatMap(({ additionalProperties: node }) => (isRecord(node) ? [node as Node] : []));
  const inner = named.filter((node) => variants(node).some(({ properties }) => properties));
  return inner.length > 0 ? inner.flatMap((node) => keysOf(node, [...at, "*"])) : [at.join(".")];
}

function variants(node: Node): Node[] {
  return [node, ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(variants)];
}

/** Whether a change of settings is one of a key. */
export function changes(change: Patch, key: string): boolean {
  const parts = key.split(".");
  const within = (value: unknown, [first, ...rest]: readonly string[]): boolean => {
    if (first === undefined) return true;
    if (!isRecord(value)) return false;
    return first === "*" ? Object.values(value).some((inner) => within(inner, rest)) : first in value && within(value[first], rest);
  };
  return within(change, parts);
}
