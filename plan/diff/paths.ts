import { isList, Reference, Secret, type Value } from "../types";

/** Path to a property of a resource; `*` stands for any key or index. */
export type Path = readonly (string | number)[];

/** Reads `vpcConfig.subnetIds[0]`, `tags["a.b"]` or `rules[*].cidr`, as Pulumi's options spell paths. */
export function parsePath(text: string): Path {
  return [...text.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|\[(\*)\]|([^.[\]]+)/g)].map(([, quoted, index, any, plain]) =>
    quoted !== undefined ? (JSON.parse(`"${quoted}"`) as string) : index !== undefined ? Number(index) : (any ?? plain!),
  );
}

export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    if (/^[A-Za-z_$][\w$-]*$/.test(part)) return text === "" ? part : `${text}.${part}`;
    return `${text}[${JSON.stringify(part)}]`;
  }, "");
}

/** Whether `path` is the property that `pattern` names, or within it. */
export function isWithin(path: Path, pattern: Path): boolean {
  return pattern.length <= path.length && pattern.every((part, at) => part === "*" || part === path[at]);
}

/** Whether `pattern` can name something within `path`. */
export function isAncestorOf(path: Path, pattern: Path): boolean {
  return path.length < pattern.length && isWithin(path, pattern.slice(0, path.length));
}

/** The value at a path without `*`; undefined if there is none. */
export function valueAt(value: Value | undefined, path: Path): Value | undefined {
  return path.reduce<Value | undefined>((inner, part) => {
    const open = inner instanceof Secret ? inner.value : inner;
    if (open === null || typeof open !== "object" || open instanceof Reference) return undefined;
    return (open as Readonly<Record<string, Value>>)[part];
  }, value);
}

/** All scalars and empty values within a value, with their paths; also inside secrets. */
export function* leaves(value: Value, path: Path = []): Generator<readonly [Path, Value]> {
  if (value instanceof Secret) yield* leaves(value.value, path);
  else if (value === null || typeof value !== "object" || value instanceof Reference) yield [path, value];
  else if (isList(value)) for (const [at, item] of value.entries()) yield* leaves(item, [...path, at]);
  else for (const [key, item] of Object.entries(value)) yield* leaves(item, [...path, key]);
}
