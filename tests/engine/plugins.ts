// The directory in which the CLI runs: the project file, and the plugins that it finds on PATH.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");

/** Processes that the engine started. Each is a group of its own, so it outlives an engine that is killed. */
export interface Plugins {
  end(): void;
}

/** Writes the files of a rig. */
export function furnish(directory: string): Plugins {
  for (const name of ["state", "home", "bin", "language"]) mkdirSync(path.join(directory, name));
  // The program comes from the address that the CLI is told, not from this project.
  const project = readFileSync(path.join(root, "Pulumi.yaml"), "utf8").replace(/^main: .*\n/m, "");
  writeFileSync(path.join(directory, "Pulumi.yaml"), project);
  const processes = path.join(directory, "processes");
  writeFileSync(processes, "");
  /** A plugin as the CLI starts them: a program that runs Node.js. */
  const script = (name: string, ...args: readonly string[]) => {
    const file = path.join(directory, name);
    const run = [process.execPath, ...args].map((arg) => `"${arg}"`).join(" ");
    writeFileSync(file, `#!/bin/sh\necho $$ >> "${processes}"\nexec ${run} "$@"\n`);
    chmodSync(file, 0o755);
  };
  script("bin/pulumi-resource-pulumi-nodejs", require.resolve("@pulumi/pulumi/cmd/dynamic-provider"));
  script("language/pulumi-language-nodejs", "--require", path.join(root, "register.cjs"), path.join(__dirname, "language.ts"));
  return { end: () => readFileSync(processes, "utf8").split("\n").filter(Boolean).map(Number).forEach(end) };
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended by itself
  }
}
