// Finds declarations in the packages of the providers' SDKs. The files of nested types are large (6 MB each for AWS), so they are indexed once
// by namespace, and only the namespace in question is read again; nothing large stays in memory.
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { root } from "../../root";

/** One installed SDK package. */
export interface Sdk {
  readonly root: string;
}

const sdks = new Map<string, Sdk | undefined>();

/** The SDK package of a provider as the program in `directory` would load it, or nothing where none is installed. */
export function sdkOf(provider: string, directory: string): Sdk | undefined {
  const key = `${provider}\0${directory}`;
  if (!sdks.has(key)) sdks.set(key, find(provider, [directory, root]));
  return sdks.get(key);
}

function find(provider: string, directories: readonly string[]): Sdk | undefined {
  for (const directory of directories) {
    try {
      return { root: path.dirname(createRequire(path.join(directory, "index.js")).resolve(`@pulumi/${provider}/package.json`)) };
    } catch {
      // not installed there
    }
  }
  return undefined;
}

/** Text of the file that declares a class, or nothing. Files are named by the class, acronyms in either case. */
export function classFile(sdk: Sdk, folder: string, className: string): string | undefined {
  const directory = path.join(sdk.root, folder);
  const camel = path.join(directory, `${className[0]!.toLowerCase()}${className.slice(1)}.d.ts`);
  return readIfThere(camel) ?? readIfThere(sameButCase(directory, `${className}.d.ts`));
}

/** Text of a file of the package, or nothing. */
export function packageFile(sdk: Sdk, file: string): string | undefined {
  return readIfThere(path.join(sdk.root, file));
}

function sameButCase(directory: string, file: string): string | undefined {
  if (!fs.existsSync(directory)) return undefined;
  const found = fs.readdirSync(directory).find((name) => name.toLowerCase() === file.toLowerCase());
  return found && path.join(directory, found);
}

function readIfThere(file: string | undefined): string | undefined {
  return file && fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
}

/** Body of the declaration whose first line contains `header`, without comments. Its closing brace has the indentation of that line. */
export function bodyAfter(source: string, header: string): string | undefined {
  const at = source.indexOf(header);
  if (at < 0) return undefined;
  const indent = /^ */.exec(source.slice(source.lastIndexOf("\n", at) + 1, at))![0];
  const start = source.indexOf("{", at) + 1;
  const end = source.startsWith("}", start) ? start : source.indexOf(`\n${indent}}`, start - 1);
  return source.slice(start, end).replace(/\/\*[\s\S]*?\*\//g, "");
}

interface Section {
  readonly start: number;
  readonly end: number;
}

const indexes = new Map<string, ReadonlyMap<string, Section>>();
let last: { readonly key: string; readonly text: string } | undefined;

/** Text of one top-level namespace of `types/input.d.ts` or `types/output.d.ts`; the empty name is everything outside of these. */
export function namespaceText(sdk: Sdk, file: "input" | "output", namespace: string): string | undefined {
  const location = path.join(sdk.root, "types", `${file}.d.ts`);
  if (!indexes.has(location)) indexes.set(location, fs.existsSync(location) ? sections(fs.readFileSync(location)) : new Map());
  const section = indexes.get(location)!.get(namespace);
  if (!section) return undefined;
  const key = `${location}\0${namespace}`;
  if (last?.key !== key) last = { key, text: slice(location, section) };
  return last.text;
}

function sections(content: Buffer): ReadonlyMap<string, Section> {
  const marker = "\nexport declare namespace ";
  const found = new Map<string, Section>();
  let name = "";
  let start = 0;
  for (let at = content.indexOf(marker); at >= 0; at = content.indexOf(marker, at + 1)) {
    found.set(name, { start, end: at });
    const from = at + marker.length;
    name = content.toString("latin1", from, content.indexOf(" ", from));
    start = at;
  }
  found.set(name, { start, end: content.length });
  return found;
}

function slice(location: string, { start, end }: Section): string {
  const file = fs.openSync(location, "r");
  try {
    const bytes = Buffer.alloc(end - start);
    fs.readSync(file, bytes, 0, bytes.length, start);
    return bytes.toString("latin1");
  } finally {
    fs.closeSync(file);
  }
}
