// `npm run bench`: what planning costs, beside importing the five SDKs alone. Keeps its table in bench/results.md.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import * as path from "node:path";
import type { AddonName } from "../components/addons/names";
import { addonCatalogue } from "../components/addons/plan/catalog-settings";
import { requiredOptions } from "../scripts/required-options";
import { type Cost, measure } from "./measure";

const root = path.join(__dirname, "..");
const runs = Number(process.argv[2] ?? 5);
const plan = (...args: string[]) => ["--require", "./register.cjs", "plan/cli/main.ts", ...args];
const sdks = ["pulumi", "aws", "awsx", "eks", "kubernetes"].map((name) => `require("@pulumi/${name}")`).join(";");

const scratch = mkdtempSync(path.join(tmpdir(), "bench-"));

/** A stack file with these sections; JSON is YAML too. */
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

/** Add-ons that may be on together, beside those that always are. */
const together = Object.keys(addonCatalogue.schemas).flatMap((name) => {
  const apart = ["cluster-autoscaler", "amazon-cloudwatch-observability"].includes(name);
  return apart ? [] : [[name, requiredOptions[name as AddonName] ?? true] as const];
});

function addons(count: number): readonly string[] {
  return stackWith(`addons-${count}`, { addons: Object.fromEntries(together.slice(0, count)) });
}

/** Each with a member, isolated, and all else by default. */
function teams(count: number): readonly string[] {
  const team = (i: number) => ({ kind: "application", network: "isolated", members: [`arn:aws:iam::111122223333:role/member-${i}`] });
  return stackWith(`teams-${count}`, { teams: Object.fromEntries(Array.from({ length: count }, (_, i) => [`team-${i}`, team(i)])) });
}

const stacks = readdirSync(root).flatMap((file) => file.match(/^Pulumi\.(.+)\.yaml$/)?.[1] ?? []);
const imports = "importing the five SDKs alone";
const costs: Record<string, Cost> = {
  ...measure({ [imports]: ["-e", sdks], ...Object.fromEntries(stacks.map((stack) => [`plan of ${stack}`, plan(stack)])) }, runs),
  ...measure(Object.fromEntries([5, 10, 20, together.length].map((n) => [`${n} add-ons`, addons(n)])), runs),
  ...measure(Object.fromEntries([1, 10, 100].map((n) => [`${n} node pools`, nodePools(n)])), Math.min(runs, 3)),
  ...measure({ "830 node pools, 10,000 resources": nodePools(830) }, 1),
  ...measure(Object.fromEntries([1, 10, 100, 1000].map((n) => [`${n} application teams`, teams(n)])), Math.min(runs, 3)),
};
rmSync(scratch, { recursive: true });

const base = costs[imports]!;
const rows = Object.entries(costs).map(
  ([name, { wall, cpu, memory }]) =>
    `| ${name} | ${wall.toFixed(2)} | ${(wall / base.wall).toFixed(2)} | ${cpu.toFixed(2)} | ${memory.toFixed(0)} |`,
);
const table = `# Cost of planning

Whole processes, medians of ${runs} runs in turn; Node.js ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model}). Made by \`npm run bench\`.

| | wall (s) | x import | CPU (s) | peak memory (MB) |
|---|---:|---:|---:|---:|
${rows.join("\n")}
`;
writeFileSync(path.join(__dirname, "results.md"), table);
process.stdout.write(table);
