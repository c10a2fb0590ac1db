// `npm run freeze`: adds planned URNs to the recorded ones, and records inputs of all resources. `--check` only reports missing or
// different ones. Part of every release.
import { existsSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { inputsText, recordedInputs, recordOf } from "./input-snapshots";
import { listOf, listText, lostNames, namesIn, planned, recordedUrns, snapshotStacks } from "./urn-snapshots";

const check = process.argv.includes("--check");

async function freeze(stack: string): Promise<void> {
  const resources = await planned(stack);
  const frozen = recordedUrns(stack);
  const fresh = namesIn(resources).filter((name) => !frozen.includes(name));
  const lost = lostNames(frozen, resources, { project: "eks-blueprints", stack });
  for (const line of lost) console.error(line);
  const file = path.relative(process.cwd(), listOf(stack));
  if (check && fresh.length > 0) console.error(`${file} lacks ${fresh.length} names; run: npm run freeze`);
  if (lost.length > 0 || (check && fresh.length > 0)) process.exitCode = 1;
  record(stack, inputsText(resources));
  if (check || fresh.length === 0) return;
  writeFileSync(file, listText([...frozen, ...fresh]));
  console.log(`${file}: ${fresh.length} names more`);
}

function record(stack: string, text: string): void {
  if (existsSync(recordOf(stack)) && recordedInputs(stack) === text) return;
  const file = path.relative(process.cwd(), recordOf(stack));
  if (check) {
    console.error(`${file} differs from the plan; run: npm run freeze`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(recordOf(stack), text);
  console.log(`wrote ${file}`);
}

void (async () => {
  for (const stack of snapshotStacks.keys()) await freeze(stack);
})().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
