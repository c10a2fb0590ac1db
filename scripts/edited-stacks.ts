// `scripts/edited-stacks.ts <directory>`: copies the repository as users may have changed it by the README, with stack files added, one removed, and all
// others overwritten. CI runs the tests in the copy, so none can depend on what users edit: not on a name, not on a line.
import { cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";

const OTHER = "config:\n  aws:region: eu-north-1\n  eks-blueprints:cluster: { name: office }\n";
const BROKEN = "config:\n\tnothing that can be read: [\n";

const root = path.join(__dirname, "..");
const skipped = new Set(["node_modules", ".git", "dist"]);

function copyTo(directory: string): void {
  cpSync(root, directory, { recursive: true, filter: (source) => !skipped.has(path.relative(root, source)) });
  const [removed, ...rest] = readdirSync(directory).filter((file) => /^Pulumi\..+\.yaml$/.test(file));
  if (!removed || rest.length === 0) throw new Error("there are no stack files to edit");
  rmSync(path.join(directory, removed));
  for (const [at, file] of ["Pulumi.office.yaml", "Pulumi.broken.yaml", ...rest].entries()) {
    writeFileSync(path.join(directory, file), at % 2 === 0 ? OTHER : BROKEN);
  }
}

const [, , directory] = process.argv;
if (directory === undefined) throw new Error("which directory?");
copyTo(directory);
