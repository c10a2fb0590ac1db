// Loads a program as Pulumi's language host does (sdk/nodejs/cmd/run/run.ts).
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import load from "../../loader/import.cjs";

export interface Program {
  /** Working directory: that of `main`. */
  readonly directory: string;
  /** File or directory to load. */
  readonly entry: string;
  /** Whether its package.json has `"type": "module"`. */
  readonly isModule: boolean;
}

/** @param main as in Pulumi.yaml: a file or a directory below `directory`; empty: as in package.json, else index.ts */
export function findProgram(directory: string, main: string): Program {
  const target = path.resolve(directory, main);
  const found = fs.statSync(target, { throwIfNoEntry: false });
  if (!found) throw new Error(`${main || directory}: there is no such program`);
  const isFile = found.isFile();
  const home = isFile ? path.dirname(target) : target;
  const manifest = manifestAbove(home);
  const named = isFile ? undefined : entryOf(manifest.json, manifest.directory);
  return { directory: home, entry: indexOf(named ?? target), isModule: manifest.json.type === "module" };
}

interface Manifest {
  readonly type?: string;
  readonly main?: string;
  readonly exports?: string | { readonly "."?: string | Readonly<Record<string, string>> };
}

function manifestAbove(directory: string): { json: Manifest; directory: string } {
  for (let at = directory; ; at = path.dirname(at)) {
    const file = path.join(at, "package.json");
    if (fs.existsSync(file)) return { json: JSON.parse(fs.readFileSync(file, "utf8")), directory: at };
    if (at === path.dirname(at)) return { json: {}, directory };
  }
}

function entryOf({ main, exports }: Manifest, directory: string): string | undefined {
  const root = typeof exports === "string" ? exports : exports?.["."];
  const named = exports === undefined ? main : typeof root === "object" ? (root.default ?? root.require ?? root.import) : root;
  const file = typeof named === "string" && path.join(directory, named);
  return file && fs.existsSync(file) ? file : undefined;
}

/** Node's own order: index.js before index.ts. */
function indexOf(target: string): string {
  if (fs.statSync(target).isFile()) return target;
  const index = ["index.js", "index.cjs", "index.mjs", "index.ts", "index.mts", "index.cts"].find((name) =>
    fs.existsSync(path.join(target, name)),
  );
  if (!index) throw new Error(`${target}: there is no index.ts or index.js`);
  return path.join(target, index);
}

/** Runs the program and returns its stack outputs. */
export async function loadProgram(program: Program): Promise<unknown> {
  const isModule =
    program.entry.endsWith(".mts") || program.entry.endsWith(".mjs") || (program.isModule && !program.entry.endsWith(".cts"));
  const exported = isModule ? await importModule(program.entry) : createRequire(program.entry)(program.entry);
  return typeof exported === "function" ? await exported() : await exported;
}

async function importModule(entry: string): Promise<unknown> {
  const exported = await (/\.m?ts$/.test(entry) ? importBundle(entry) : importFile(entry));
  if (!("default" in exported)) return { ...exported };
  if (Object.keys(exported).length > 1)
    throw new Error("expected entrypoint module to have either a default export or named exports but not both");
  return exported.default;
}

let runs = 0;
const importFile = (file: string) => load(`${pathToFileURL(file)}?run=${runs++}`);

/**
 * Not every version of Node.js can import TypeScript: the program's own files are bundled into one module beside its entry point while it
 * loads.
 */
async function importBundle(entry: string) {
  const { buildSync } = require("esbuild") as typeof import("esbuild");
  const bundle = path.join(path.dirname(entry), `.plan-${process.pid}-${runs}.mjs`);
  const packages = "external" as const;
  try {
    buildSync({
      entryPoints: [entry],
      outfile: bundle,
      bundle: true,
      packages,
      format: "esm",
      platform: "node",
      target: "node20",
      sourcemap: "inline",
    });
    return await importFile(bundle);
  } finally {
    fs.rmSync(bundle, { force: true });
  }
}
