// `npm run bench`: what planning costs, beside importing the five SDKs alone. Keeps its table in bench/results.md.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import * as path from "node:path";
import { type Cost, measure } from "./measure";

const root = path.join(__dirname, "..");
const runs = Number(process.argv[2] ?? 5);
const plan = (...args: string[]) => ["--require", "./register.cjs", "plan/main.ts", ...args];
const sdks = ["pulumi", "aws", "awsx", "eks", "kubernetes"].map((name) => `require("@pulumi/${name}")`).join(";");

const scratch = mkdtempSync(path.join(tmpdir(), "bench-"));
function stackWithPools(count: number): string {
  const pools = Array.from({ length: count }, (_, i) => `    pool-${i}: { instanceTypes: [m7g.large], labels: { number: "${i}" } }\n`);
  const file = path.join(scratch, `pools-${count}.yaml`);
  writeFileSync(file, `config:\n  aws:region: eu-west-1\n  eks-blueprints:nodePools:\n${pools.join("")}`);
  return file;
}

/** Each team as teams are: a member, and everything by default; isolated, which takes one object more. */
function stackWithTeams(count: number): string {
  const team = (i: number) =>
    `    team-${i}: { kind: application, network: isolated, members: ["arn:aws:iam::111122223333:role/member-${i}"] }\n`;
  const file = path.join(scratch, `teams-${count}.yaml`);
  writeFileSync(
    file,
    `config:\n  aws:region: eu-west-1\n  eks-blueprints:teams:\n${Array.from({ length: count }, (_, i) => team(i)).join("")}`,
  );
  return file;
}

const stacks = readdirSync(root).flatMap((file) => file.match(/^Pulumi\.(.+)\.yaml$/)?.[1] ?? []);
const imports = "importing the five SDKs alone";
const costs: Record<string, Cost> = {
  ...measure({ [imports]: ["-e", sdks], ...Object.fromEntries(stacks.map((stack) => [`plan of ${stack}`, plan(stack)])) }, runs),
  ...measure(
    {
      ...Object.fromEntries([1, 10, 100, 1000].map((n) => [`${n} node pools`, plan("--config", stackWithPools(n))])),
      ...Object.fromEntries([1, 10, 100, 1000].map((n) => [`${n} application teams`, plan("--config", stackWithTeams(n))])),
    },
    Math.min(runs, 3),
  ),
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
