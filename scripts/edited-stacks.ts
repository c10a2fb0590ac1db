// Runs `npm test` in a copy of the repository with added and edited stack files, as the README suggests. Part of CI.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

const root = path.join(__dirname, "..");
const copy = path.join(mkdtempSync(path.join(tmpdir(), "edited-stacks-")), "repository");

function edit(file: string, change: (text: string) => string): void {
  const at = path.join(copy, file);
  const [before, after] = [readFileSync(at, "utf8"), change(readFileSync(at, "utf8"))];
  if (before === after) throw new Error(`${file}: the edit changes nothing`);
  writeFileSync(at, after);
}

const skipped = new Set(["node_modules", ".git", "dist"]);
cpSync(root, copy, { recursive: true, filter: (source) => !skipped.has(path.relative(root, source)) });
symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
writeFileSync(path.join(copy, "Pulumi.office.yaml"), "config:\n  aws:region: eu-north-1\n  eks-blueprints:cluster: { name: office }\n");
writeFileSync(path.join(copy, "Pulumi.broken.yaml"), "config:\n  aws:region: nowhere\n");
edit("Pulumi.dev.yaml", (text) => text.replace(/^( {4})general:/m, "$1renamed:"));
edit("Pulumi.minimal.yaml", (text) => text.replace(/aws:region: .*/, "aws:region: ap-southeast-2"));
rmSync(path.join(copy, "Pulumi.fargate.yaml"));

const { status } = spawnSync("npm", ["test", "--", ...process.argv.slice(2)], { cwd: copy, stdio: "inherit" });
rmSync(path.dirname(copy), { recursive: true, force: true });
process.exitCode = status ?? 1;
