// `npm run bench -- [runs] [names...]`: compares planning with importing the five SDKs. Names select rows by a part of their name. Writes
// bench/results.md, with one table for each major version of Node.js.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import * as path from "node:path";
import { addons } from "../components/addons/catalog";
import type { AddonName } from "../components/addons/names";
import { conflicts } from "../components/addons/plan/compatibility";
import { requiredOptions } from "../scripts/required-options";
import { measure, type RelativeCost } from "./measure";

const root = path.join(__dirname, "..");
const [, , runsText = "5", ...names] = process.argv;
const runs = Number(runsText);
const plan = (...args: string[]) => ["--require", "./register.cjs", "plan/cli/main.ts", ...args];
const sdks = ["pulumi", "aws", "awsx", "eks", "kubernetes"].map((name) => `require("@pulumi/${name}")`).join(";");

const scratch = mkdtempSync(path.join(tmpdir(), "bench-"));

/** Writes a stack file with these sections, as JSON, which is valid YAML. */
function stackWith(name: string, sections: Readonly<Record<string, object>>): readonly string[] {
  const own = Object.entries(sections).map(([section, value]) => [`eks-blueprints:${section}`, value]);
  const file = path.join(scratch, `${name}.yaml`);
  writeFileSync(file, JSON.stringify({ config: { "aws:region": "eu-west-1", ...Object.fromEntries(own) } }));
  return plan("--config", file);
}

function nodePools(count: number): readonly string[] {
  const pools = Array.from({ length: count }, (_, i) => [`pool-${i}`, { instanceTypes: ["m7g.large"], labels: { number: `${i}` } }]);
  return stackWith(`pools-${count}`, { nodePools: Object.fromEntries(pools) });
}

/** Add-ons that can be enabled together. */
const together = addons
  .filter((addon, index) => !addons.slice(0, index).some((other) => conflicts([other, addon]).length > 0))
  .map(({ name }) => [name, requiredOptions[name as AddonName] ?? true] as const);

function stackWithAddons(count: number): readonly string[] {
  return stackWith(`addons-${count}`, { addons: Object.fromEntries(together.slice(0, count)) });
}

/** Isolated teams with one member each; other settings have their defaults. */
function teams(count: number): readonly string[] {
  const team = (i: number) => ({ kind: "application", network: "isolated", members: [`arn:aws:iam::111122223333:role/member-${i}`] });
  return stackWith(`teams-${count}`, { teams: Object.fromEntries(Array.from({ length: count }, (_, i) => [`team-${i}`, team(i)])) });
}

const stacks = readdirSync(root).flatMap((file) => file.match(/^Pulumi\.(.+)\.yaml$/)?.[1] ?? []);
const imports = "importing the five SDKs alone";
const load = loadavg()[0]!;

/** Measures commands, alternating with the import. */
function beside(commands: Readonly<Record<string, readonly string[]>>, times = runs): Record<string, RelativeCost> {
  const chosen = Object.entries(commands).filter(([name]) => names.length === 0 || names.some((part) => name.includes(part)));
  return chosen.length === 0 ? {} : measure({ [imports]: ["-e", sdks], ...Object.fromEntries(chosen) }, times);
}

const costs: Record<string, RelativeCost> = {
  ...beside(Object.fromEntries([1, 10, 100, 1000].map((n) => [`${n} application teams`, teams(n)])), Math.min(runs, 3)),
  ...beside(Object.fromEntries([1, 10, 100].map((n) => [`${n} node pools`, nodePools(n)])), Math.min(runs, 3)),
  ...beside({ "830 node pools, 10,000 resources": nodePools(830) }, Math.min(runs, 3)),
  ...beside(Object.fromEntries([5, 10, 20, together.length].map((n) => [`${n} add-ons`, stackWithAddons(n)]))),
  ...beside({ "everything: all add-ons, teams, GitOps": plan("--config", "tests/fixtures/state/everything.yaml") }),
  ...beside(Object.fromEntries(stacks.map((stack) => [`plan of ${stack}`, plan(stack)]))),
};
rmSync(scratch, { recursive: true });

const row = ([name, { wall, cpu, memory, ratio }]: [string, RelativeCost]) =>
  `| ${[name, wall.toFixed(2), ratio.wall.toFixed(2), cpu.toFixed(2), ratio.cpu.toFixed(2), memory.toFixed(0)].join(" | ")} |`;
const { [imports]: base, ...rest } = costs;
const [major] = process.versions.node.split(".");
const section = `## Node.js ${major}

Node.js ${process.versions.node}, ${runs} runs, ${cpus().length} cores (${cpus()[0]?.model}), load average ${load.toFixed(1)} at the start.

| | wall (s) | x import | CPU (s) | x import | peak memory (MB) |
|---|---:|---:|---:|---:|---:|
${[...(base ? [[imports, base] as [string, RelativeCost]] : []), ...Object.entries(rest).reverse()].map(row).join("\n")}
`;
const file = path.join(__dirname, "results.md");
const former = existsSync(file)
  ? readFileSync(file, "utf8")
      .split(/^(?=## )/m)
      .slice(1)
  : [];
const others = former.filter((each) => !each.startsWith(`## Node.js ${major}\n`)).map((each) => each.trimEnd());
const introduction = `# Cost of planning

Medians over several runs of whole processes (\`npm run bench\`), alternating with an import of the SDKs (A B A B ...). Ratios are medians of the ratios of each run.
On a busy machine compare CPU time rather than wall time.`;
writeFileSync(file, `${[introduction, ...[...others, section.trimEnd()].sort()].join("\n\n")}\n`);
process.stdout.write(section);
