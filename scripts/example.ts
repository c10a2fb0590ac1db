// Packs the package, installs it into each foreign project below examples/ as a stranger would, and runs that project's checks.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

const root = path.join(__dirname, "..");
const work = mkdtempSync(path.join(tmpdir(), "eks-blueprints-"));
const npm = (cwd: string, ...args: string[]) => execFileSync("npm", args, { cwd, stdio: ["ignore", "inherit", "inherit"] });

try {
  npm(root, "pack", "--pack-destination", work);
  const tarball = path.join(work, readdirSync(work).find((file) => file.endsWith(".tgz"))!);
  for (const example of readdirSync(path.join(root, "examples"))) {
    const project = path.join(work, example);
    cpSync(path.join(root, "examples", example), project, {
      recursive: true,
      filter: (file) => path.basename(file) !== "node_modules",
    });
    npm(project, "install", "--no-audit", "--no-fund", tarball);
    execFileSync(process.execPath, ["--input-type=module", "-e", 'import { Environment } from "eks-blueprints"'], { cwd: project });
    npm(project, "run", "typecheck");
    npm(project, "test");
    npm(root, "run", "plan", "--", "--cwd", project);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
