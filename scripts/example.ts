// Packs the package, installs it into each project below examples/ like a user, and runs that project's checks.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parse } from "yaml";

const root = path.join(__dirname, "..");
const work = mkdtempSync(path.join(tmpdir(), "eks-blueprints-"));
const node = (cwd: string, ...args: string[]) => execFileSync(process.execPath, args, { cwd, encoding: "utf8" });
const npm = (cwd: string, ...args: string[]) => execFileSync("npm", args, { cwd, stdio: ["ignore", "inherit", "inherit"] });

try {
  npm(root, "pack", "--pack-destination", work);
  const tarball = path.join(work, readdirSync(work).find((file) => file.endsWith(".tgz"))!);
  const projects = readdirSync(path.join(root, "examples")).filter((example) =>
    existsSync(path.join(root, "examples", example, "Pulumi.yaml")),
  );
  for (const example of projects) {
    const project = path.join(work, example);
    cpSync(path.join(root, "examples", example), project, {
      recursive: true,
      filter: (file) => path.basename(file) !== "node_modules",
    });
    npm(project, "install", "--no-audit", "--no-fund", tarball);
    node(project, "--input-type=module", "-e", 'import { Environment } from "eks-blueprints"');
    checkProgramErrors(project);
    npm(project, "run", "typecheck");
    npm(project, "test");
    npm(root, "run", "plan", "--", "--cwd", project);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Checks that the module which the example's Pulumi.yaml preloads reduces an uncaught error to its message. */
function checkProgramErrors(project: string): void {
  const { options } = parse(readFileSync(path.join(project, "Pulumi.yaml"), "utf8")).runtime as { options: { nodeargs: string } };
  const program = 'process.on("uncaughtException", ({ stack }) => console.log(stack)); throw new Error("what went wrong");';
  const printed = node(project, ...options.nodeargs.split(" "), "-e", program).trim();
  if (printed !== "what went wrong") throw new Error(`eks-blueprints/program-errors leaves a stack trace:\n${printed}`);
}
