// Adds the names that the stacks' plans give to the lists of frozen ones; `--check` only says where some are missing. Part of every release.
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { frozenNames, frozenStacks, listOf, listText, lostNames, namesIn, planned } from "./frozen-names";

const check = process.argv.includes("--check");

async function freeze(stack: string): Promise<void> {
  const resources = await planned(stack);
  const frozen = frozenNames(stack);
  const fresh = namesIn(resources).filter((name) => !frozen.includes(name));
  const lost = lostNames(frozen, resources, { project: "eks-blueprints", stack });
  for (const line of lost) console.error(line);
  const file = path.relative(process.cwd(), listOf(stack));
  if (check && fresh.length > 0) console.error(`${file} lacks ${fresh.length} names; run: npm run freeze`);
  if (lost.length > 0 || (check && fresh.length > 0)) process.exitCode = 1;
  if (check || fresh.length === 0) return;
  writeFileSync(file, listText([...frozen, ...fresh]));
  console.log(`${file}: ${fresh.length} names more`);
}

void (async () => {
  for (const stack of frozenStacks.keys()) await freeze(stack);
})().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
