import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";

const root = path.join(__dirname, "..");

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typesOnly: boolean;
}

interface Allowed {
  readonly any: readonly string[];
  /** Modules that may be imported as `import type` only. */
  readonly types: readonly string[];
}

/** The modules that each module may import, besides itself: the table of docs/contributing/architecture.md. */
function readImportRules(): ReadonlyMap<string, Allowed> {
  const page = readFileSync(path.join(root, "docs/contributing/architecture.md"), "utf8");
  const [, table] = /\n\| module \|.*\n\|[-|]+\|\n((?:\|.*\n)+)/.exec(page)!;
  const rules = new Map<string, Allowed>();
  for (const row of table!.trimEnd().split("\n")) {
    const [module, , any, types] = row.slice(2).split(/ ?\| ?/);
    const named = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
    rules.set(named(module!)[0]!, { any: any === "every module above" ? [...rules.keys()] : named(any!), types: named(types!) });
  }
  return rules;
}

const importRules = readImportRules();

/** The module of a file, as named in the table. */
function moduleOf(file: string): string | undefined {
  if (file === "index.ts") return file;
  if (path.dirname(file) === "components") return "components/index.ts"; // with its re-exports
  const [top, second] = file.split("/");
  return top === "components" ? `${top}/${second}` : ["plan", "policy"].includes(top!) ? top : undefined;
}

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

const files = ["index.ts", ...["components", "policy", "plan"].flatMap(sources)];
const allFiles = [...files, ...["scripts", "bench", "tests"].flatMap(sources)];
const textOf = new Map(allFiles.map((file) => [file, readFileSync(path.join(root, file), "utf8")]));

function importsOf(file: string): Import[] {
  const pattern = /^(?:import|export)\s+(type\s)?([^;"]*?)\s+from\s+"(\.[^"]*)"|(?:require|import)\("(\.[^"]*)"\)/gm;
  return [...textOf.get(file)!.matchAll(pattern)].map((match) => {
    const names = match[2]
      ?.match(/^\{([^}]*)\}$/)?.[1]
      ?.split(",")
      .map((name) => name.trim())
      .filter(Boolean);
    const typesOnly = match[1] !== undefined || (names?.every((name) => name.startsWith("type ")) ?? false);
    const target = path.relative(root, path.resolve(root, path.dirname(file), match[3] ?? match[4]!));
    const to = [target, `${target}.ts`, `${target}/index.ts`].find((candidate) => textOf.has(candidate)) ?? target;
    return { from: file, to, typesOnly };
  });
}

const imports = files.flatMap(importsOf);

/** Groups of files that import each other, types included. */
function cycles(): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of allFiles.flatMap(importsOf)) if (textOf.has(to)) targets.set(from, [...(targets.get(from) ?? []), to]);
  const found: string[][] = [];
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    lowest.set(file, index.get(file)!);
    stack.push(file);
    for (const target of targets.get(file) ?? []) {
      if (!index.has(target)) visit(target);
      if (stack.includes(target)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(target)!));
    }
    if (lowest.get(file) !== index.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1) found.push(group.sort());
  };
  for (const file of allFiles) if (!index.has(file)) visit(file);
  return found;
}

describe("architecture", () => {
  it("follows the import rules of the modules", () => {
    const wrong = imports.filter(({ from, to, typesOnly }) => {
      const [module, target] = [moduleOf(from)!, moduleOf(to)];
      if (target === undefined || module === target) return false;
      const { any, types } = importRules.get(module) ?? { any: [], types: [] };
      return !any.includes(target) && !(typesOnly && types.includes(target));
    });
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).to.deep.equal([]);
  });

  it("has no import cycles, types included", () => {
    expect(cycles()).to.deep.equal([]);
  });

  it("finds imports of values and of types", () => {
    const found = importsOf("components/iam/role.ts").map(({ to, typesOnly }) => [to, typesOnly]);
    expect(found).to.deep.include(["components/util/context.ts", true]).and.to.deep.include(["components/iam/policy.ts", false]);
  });

  it("documents import rules for every module and no others", () => {
    const modules = new Set(files.map(moduleOf).filter((module) => module !== undefined));
    expect([...importRules.keys()].sort()).to.deep.equal([...modules].sort());
  });

  it("has kebab-case file names and short files", () => {
    expect(files.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(path.basename(file)))).to.deep.equal([]);
    const tables = /\/(reference|resource-types|generated)\/|\/versions/;
    const long = files.filter((file) => !tables.test(file) && textOf.get(file)!.split("\n").length > 220);
    expect(long).to.deep.equal([]);
  });

  it("gives every component the type token with its class name", () => {
    const classes = files.flatMap((file) => [
      ...textOf.get(file)!.matchAll(/class (\w+) extends (?:pulumi\.ComponentResource|ClusterComponent)[\s\S]*?super\(\s*"([^"]+)"/g),
    ]);
    expect(classes.length).to.be.greaterThan(5);
    expect(classes.filter(([, name, token]) => token !== `eks-blueprints:index:${name}`).map(([, name]) => name)).to.deep.equal([]);
  });

  it("has no component with a hard-coded AWS partition", () => {
    const literal = /["'`]arn:aws:|\.amazonaws\.com[^.]/;
    const code = (file: string) => textOf.get(file)!.replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
    const wrong = files
      .filter((file) => /^components\/(networking|cluster|iam|nodes|addons|teams|gitops|samples)\//.test(file))
      .filter((file) => literal.test(code(file)));
    expect(wrong).to.deep.equal([]);
  });

  it("has no component that uses files, the network or a shell while the program runs", () => {
    const reaches = /(from |require\(|import\()"(node:)?(fs|fs\/promises|child_process|http|https|net|dns)"/;
    const provider = "components/lifecycle/drain/"; // runs in a separate process, when the program does not run
    const ofProgram = files.filter((file) => file.startsWith("components/") && !file.startsWith(provider));
    expect(ofProgram.filter((file) => reaches.test(textOf.get(file)!))).to.deep.equal([]);
  });
});
