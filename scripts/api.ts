// Writes the report of the public API. `--check` writes nothing and fails if the report is outdated. Both fail if an export names a type
// that users cannot import.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { apiReport } from "./api-report";

const file = "docs/contributing/api-report.md";
const target = path.join(__dirname, "..", file);

const { entries, missing } = apiReport();
const blocks = entries.map(({ name, text, deprecated }) => `## ${name}\n\n\`\`\`ts\n${deprecated ? "// deprecated\n" : ""}${text}\n\`\`\``);
const page = [
  "# API report",
  "<!-- Written by `npm run api` from components/index.ts. -->",
  "Every export of the package by name. A pull request that changes this page changes the public API: it needs an entry in [CHANGELOG.md](../../CHANGELOG.md).",
  ...blocks,
].join("\n\n");

for (const each of missing) {
  console.error(`${each}, which components/index.ts does not export`);
  process.exitCode = 1;
}
if (!existsSync(target) || readFileSync(target, "utf8") !== `${page}\n`) {
  if (process.argv.includes("--check")) {
    console.error(`${file} is stale; run: npm run api`);
    process.exitCode = 1;
  } else {
    writeFileSync(target, `${page}\n`);
    console.log(`wrote ${file}`);
  }
}
