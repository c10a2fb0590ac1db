import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";

const root = path.join(__dirname, "..", "..");
const command = ["--require", "./register.cjs", "plan/cli/main.ts"];

describe("bundle of the plan command", function () {
  this.timeout(180_000);

  let directory: string;
  const at = (name: string) => path.join(directory, name);
  const kept = () => at("node_modules/.cache/eks-blueprints");

  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(at(name)), { recursive: true });
      writeFileSync(at(name), text);
    }
  }

  /** Standard output of the command, or what it writes to standard error if it fails. */
  function run(): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: directory, encoding: "utf8" });
    return status === 0 ? stdout : stderr;
  }

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "bundle-"));
    for (const name of ["register.cjs", "loader", "tsconfig.json"]) cpSync(path.join(root, name), at(name), { recursive: true });
    mkdirSync(at("node_modules"));
    symlinkSync(path.join(root, "node_modules", "esbuild"), at("node_modules/esbuild"));
    write({
      "package.json": '{ "devDependencies": { "esbuild": "*" } }',
      "policy/empty.ts": "",
      "components/index.ts": 'export { size } from "./part";',
      "components/part.ts": "export const size: number = 1;",
      "plan/cli/main.ts": 'import { size } from "../../components";\nconsole.log(size);',
    });
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it("runs from one file, which later runs use", () => {
    expect(run()).to.equal("1\n");
    const { mtimeMs } = statSync(path.join(kept(), "plan.cjs"));
    expect(run()).to.equal("1\n");
    expect(statSync(path.join(kept(), "plan.cjs")).mtimeMs).to.equal(mtimeMs);
    expect(existsSync(path.join(kept(), "typescript"))).to.equal(false);
  });

  it("is built again after an edit, even one that leaves a file's size and time as they were", () => {
    run();
    const { atime, mtime } = statSync(at("components/part.ts"));
    write({ "components/part.ts": "export const size: number = 2;" });
    utimesSync(at("components/part.ts"), atime, mtime);
    expect(run()).to.equal("2\n");
  });

  it("is built again for a new file, which an import may mean", () => {
    write({ "components/part/index.ts": "export const size = 3;" });
    rmSync(at("components/part.ts"));
    expect(run()).to.equal("3\n");
    write({ "components/part.ts": "export const size = 4;" });
    expect(run()).to.equal("4\n");
  });

  it("is built again when the compiler's settings change", () => {
    write({ "plan/cli/main.ts": "class A { constructor(readonly b = 1) {} c = this.b }\nconsole.log(new A().c);" });
    expect(run()).to.equal("1\n");
    write({ "tsconfig.json": '{ "compilerOptions": { "target": "ES2022", "useDefineForClassFields": true } }' });
    expect(run()).to.equal("undefined\n");
  });

  it("gives a program that it loads the modules that the command has", () => {
    write({
      "components/part.ts": "export const size = {};",
      "index.ts":
        'import { size } from "./components"; import { size as deep } from "./components/part"; export const both = [size, deep];',
      "plan/cli/main.ts": `import { size } from "../../components";
        const { both } = require(process.cwd() + "/index.ts"); console.log(both.map((each: object) => each === size).join());`,
    });
    for (const _ of ["built", "kept"]) expect(run()).to.equal("true,true\n");
  });

  it("finds packages, JSON files and modules that are imported later", () => {
    write({
      "components/data.json": '{ "answer": 42 }',
      "plan/later.mts": "",
      "plan/cli/main.ts": `import data from "../../components/data.json";
        import("esbuild").then(({ version }) => console.log(data.answer, typeof version, typeof require("esbuild").buildSync));`,
    });
    for (const _ of ["built", "kept"]) expect(run()).to.equal("42 string function\n");
  });

  it("does not hide an error in a file that the command does not load", () => {
    write({ "components/broken.ts": "const = 1;" });
    expect(run()).to.equal("1\n");
    write({ "components/part.ts": "const = 1;" });
    expect(run()).to.match(/components[\\/]part\.ts:1:6: ERROR: Expected identifier/);
  });

  it("knows the TypeScript file and line of an error", () => {
    write({
      "components/part.ts": 'interface Size { readonly a: string }\n\nexport function size(): Size {\n  throw new Error("too large");\n}',
      "plan/cli/main.ts": `import { size } from "../../components";
        try { size(); } catch (error) {
          const [, file, line, column] = /(\\/[^()\\n:]+):(\\d+):(\\d+)/.exec((error as Error).stack!)!;
          const source = require("../../register.cjs").sourceOf(file, Number(line), Number(column));
          console.log(require("node:path").relative(process.cwd(), source.file), source.line);
        }`,
    });
    for (const _ of ["built", "kept"]) expect(run()).to.equal(`${path.join("components", "part.ts")} 4\n`);
  });

  it("runs where nothing can be written", () => {
    writeFileSync(at("node_modules/.cache"), "a file where the directory would be");
    for (const _ of ["first", "second"]) expect(run()).to.equal("1\n");
    write({ "components/part.ts": "export const size = 2;" });
    expect(run()).to.equal("2\n");
  });

  it("may be built by several processes at once", async () => {
    const runs = Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, command, { cwd: directory, stdio: ["ignore", "pipe", "inherit"] });
      let stdout = "";
      child.stdout.on("data", (chunk) => (stdout += chunk));
      await once(child, "close");
      return stdout;
    });
    expect(await Promise.all(runs)).to.deep.equal(["1\n", "1\n", "1\n", "1\n"]);
    expect(readdirSync(kept()).sort()).to.deep.equal(["code", "plan.cjs", "plan.cjs.map"]);
    expect(run()).to.equal("1\n");
  });

  it("contains nothing whose compiled code cannot be kept, and no copies of exports", () => {
    const { stdout } = spawnSync(process.execPath, [...command, "--help"], { cwd: root, encoding: "utf8" });
    expect(stdout).to.match(/^Usage/);
    const text = readFileSync(path.join(root, "node_modules/.cache/eks-blueprints/plan.cjs"), "utf8");
    expect(text).not.to.match(/\bimport\s*\(/);
    expect(text, "each import would copy a module's exports").to.contain("mod?.__esModule");
    expect(text, "would be the bundle's").not.to.match(/\b__(dir|file)name\b/);
  });

  it("drops files that were written more than 30 days ago", () => {
    run();
    const names = { old: path.join(kept(), "code", "old"), recent: path.join(kept(), "code", "recent") };
    const days = (count: number) => new Date(Date.now() - count * 24 * 3600_000);
    for (const [file, age] of [[names.old, 31] as const, [names.recent, 29] as const]) {
      writeFileSync(file, "");
      utimesSync(file, days(age), days(age));
    }
    write({ "components/part.ts": "export const size = 2;" });
    run();
    expect([existsSync(names.old), existsSync(names.recent)]).to.deep.equal([false, true]);
  });
});
