import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";

const root = path.join(__dirname, "..");

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typesOnly: boolean;
}

/** What each room may import of ours, besides itself; `types` rooms as `import type` only. From docs/architecture.md. */
const arrows: Readonly<Record<string, { readonly any: readonly string[]; readonly types?: readonly string[] }>> = {
  shared: { any: [] },
  config: { any: ["shared"] },
  networking: { any: ["shared"], types: ["config"] },
  cluster: { any: ["shared"], types: ["config"] },
  identity: { any: ["shared"], types: ["config", "cluster"] },
  nodes: { any: ["shared", "identity"], types: ["cluster", "config"] },
  addons: { any: ["shared", "identity"], types: ["cluster", "config"] },
  teams: { any: ["shared", "identity"], types: ["cluster", "config"] },
  lifecycle: { any: ["shared"], types: ["config"] },
  environment: {
    any: ["shared", "config", "networking", "cluster", "identity", "nodes", "addons", "teams", "lifecycle"],
  },
  face: {
    any: ["environment", "shared", "config", "networking", "cluster", "identity", "nodes", "addons", "teams", "lifecycle"],
  },
  program: { any: ["face"] },
  plan: { any: ["face", "lifecycle", "shared"] },
};

function roomOf(file: string): string | undefined {
  if (file === "index.ts") return "program";
  if (file === "components/index.ts") return "face";
  const [top, second] = file.split("/");
  if (top === "components") return second!.endsWith(".ts") ? "environment" : second;
  return top === "plan" ? top : undefined;
}

/** Rooms of releases to come have no folder yet. */
function sources(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

const files = ["index.ts", ...sources("components"), ...sources("plan")];
const textOf = new Map(files.map((file) => [file, readFileSync(path.join(root, file), "utf8")]));

function importsOf(file: string): Import[] {
  const pattern = /^(?:import|export)\s+(type\s)?([^;"]*?)\s*(?:from\s+)?"(\.[^"]*)"|(?:require|import)\("(\.[^"]*)"\)/gm;
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

describe("the architecture", () => {
  it("has its rooms import each other only along the arrows", () => {
    const wrong = files.flatMap(importsOf).filter(({ from, to, typesOnly }) => {
      const [room, target] = [roomOf(from)!, roomOf(to)];
      if (target === undefined || room === target) return false;
      const { any, types = [] } = arrows[room] ?? { any: [] };
      return !any.includes(target) && !(typesOnly && types.includes(target));
    });
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).to.deep.equal([]);
  });

  it("finds the imports that it judges", () => {
    const found = importsOf("components/shared/role.ts").map(({ to, typesOnly }) => [to, typesOnly]);
    expect(found).to.deep.include(["components/shared/context.ts", true]).and.to.deep.include(["components/shared/policy.ts", false]);
  });

  it("knows every folder of components as a room", () => {
    const rooms = new Set(files.map(roomOf));
    expect([...rooms].filter((room) => room !== undefined && !(room in arrows))).to.deep.equal([]);
  });

  it("keeps file names in kebab case and files short enough to read", () => {
    expect(files.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(path.basename(file)))).to.deep.equal([]);
    const tables = /\/(facts|versions|immutable)/;
    const long = files.filter((file) => !tables.test(file) && textOf.get(file)!.split("\n").length > 220);
    expect(long).to.deep.equal([]);
  });

  it("gives every component the type token that bears its class's name", () => {
    const classes = files.flatMap((file) => [
      ...textOf.get(file)!.matchAll(/class (\w+) extends pulumi\.ComponentResource[\s\S]*?super\(\s*"([^"]+)"/g),
    ]);
    expect(classes.length).to.be.greaterThan(5);
    expect(classes.filter(([, name, token]) => token !== `eks-blueprints:index:${name}`).map(([, name]) => name)).to.deep.equal([]);
  });

  it("has no component that writes the partition of AWS as a constant", () => {
    const literal = /["'`]arn:aws:|\.amazonaws\.com[^.]/;
    const code = (file: string) => textOf.get(file)!.replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
    const wrong = files
      .filter((file) => /^components\/(networking|cluster|identity|nodes|addons|teams)\//.test(file))
      .filter((file) => literal.test(code(file)));
    expect(wrong).to.deep.equal([]);
  });

  it("has no component that reads files, the network or a shell while the program runs", () => {
    const reaches = /(from |require\(|import\()"(node:)?(fs|fs\/promises|child_process|http|https|net|dns)"/;
    const provider = "components/lifecycle/drain/"; // runs in a process of its own, when the program does not
    const ofProgram = files.filter((file) => file.startsWith("components/") && !file.startsWith(provider));
    expect(ofProgram.filter((file) => reaches.test(textOf.get(file)!))).to.deep.equal([]);
  });
});
