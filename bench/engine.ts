// `npm run bench:engine`: measures a deployment on the real Pulumi engine, with simulated providers that take as long as AWS. Requires a
// Pulumi CLI (`npm run setup:engine`). Writes the results to bench/engine.md.
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { nameOf, typeOf } from "../plan/engine/urn";
import { type Deployed, deploy } from "../tests/engine/deploy";
import { stagesOf } from "../tests/engine/timeline";
import { findCli } from "../tests/harness/pulumi-stack/cli";

/** Slow enough that the overhead of the engine is small compared with the simulated time. */
const TIME_SCALE = 0.05;

const minutes = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`;

function describe(title: string, { path: steps, operations, real }: Deployed): string {
  const total = steps.at(-1)?.end ?? 0;
  const plane = operations.find(({ type, op }) => type === "aws:eks/cluster:Cluster" && op === "create");
  const rows = steps
    .filter(({ start, end, idle }) => end - start + idle >= 1)
    .map(({ urn, stage, start, end, idle }) =>
      [stage, `${typeOf(urn)} ${nameOf(urn)}`, minutes(start), minutes(end), idle.toFixed(1)].join(" | "),
    );
  const summary = stagesOf(steps).map(({ stage, seconds }) => `${stage} ${minutes(seconds)}`);
  return `## ${title}

${operations.length} operations in ${minutes(total)} (in real time ${real.toFixed(0)} s). The control plane starts at ${minutes(plane?.start ?? 0)}.
${summary.join(" -> ")}

| stage | critical path | start | end | idle before (s) |
|---|---|---:|---:|---:|
${rows.map((row) => `| ${row} |`).join("\n")}
`;
}

async function main(stacks: readonly string[]): Promise<void> {
  if (!findCli()) throw new Error("there is no Pulumi CLI (3.220 or later): install it, or run `npm run setup:engine`");
  const parts: string[] = [];
  for (const stack of stacks) parts.push(describe(stack, await deploy({ stack }, TIME_SCALE)));
  parts.push(
    describe(
      "awsx.ec2.Vpc with its own NAT gateway, eks.Cluster in it",
      await deploy({ stack: "dev", program: "tests/engine/programs/awsx-nat" }, TIME_SCALE),
    ),
  );
  const text = `# Critical path on the engine

Made by \`npm run bench:engine\` on the real engine over simulated providers; minutes and seconds of simulated time, as long as typical on AWS
(components/reference/durations.ts says by what sources). Idle is what the engine itself takes, scaled up with the time.

${parts.join("\n")}`;
  writeFileSync(path.join(__dirname, "engine.md"), text);
  process.stdout.write(text);
}

const [, , ...asked] = process.argv;
main(asked.length > 0 ? asked : ["dev", "production"]).catch((error) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
