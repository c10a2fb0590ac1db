// The working directory of the CLI: the project file, and the plugins on PATH.
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import type { PulumiStackOptions } from "./options";
import { kubernetesProvider, languageHost } from "./real-plugins";

const root = path.resolve(__dirname, "../../..");

/** Processes that the engine started. Each has its own process group, so it survives a killed engine. */
export interface Plugins {
  end(): void;
}

/** Whether a project file is linked into the directory of a test stack whose program the CLI runs. */
const isOfProgram = (name: string) => !/^(\.|Pulumi\.|index\.ts$)/.test(name);

/** Writes the files of a test stack. */
export function furnish(directory: string, { program = ".", runtime, realKubernetes }: PulumiStackOptions): Plugins {
  for (const name of ["state", "home", "bin", "language"]) mkdirSync(path.join(directory, name));
  const project = readFileSync(path.join(root, "Pulumi.yaml"), "utf8");
  if (runtime === "host") {
    for (const name of readdirSync(root).filter(isOfProgram)) symlinkSync(path.join(root, name), path.join(directory, name));
    symlinkSync(path.join(root, program, "index.ts"), path.join(directory, "index.ts"));
    writeFileSync(path.join(directory, "Pulumi.yaml"), project);
  } else {
    // The program comes from the address that the CLI receives, not from this project.
    writeFileSync(path.join(directory, "Pulumi.yaml"), project.replace(/^main: .*\n/m, ""));
  }
  if (realKubernetes) symlinkSync(kubernetesProvider.file, path.join(directory, "bin/pulumi-resource-kubernetes"));
  const processes = path.join(directory, "processes");
  writeFileSync(processes, "");
  /** A plugin as the CLI starts it: a script that runs a program. */
  const script = (name: string, ...command: readonly string[]) => {
    const file = path.join(directory, name);
    const run = command.map((word) => `"${word}"`).join(" ");
    writeFileSync(file, `#!/bin/sh\necho $$ >> "${processes}"\nexec ${run} "$@"\n`);
    chmodSync(file, 0o755);
  };
  const node = process.execPath;
  if (runtime === "host") script("bin/pulumi-language-nodejs", languageHost.file, ...hostFlags(project));
  script("bin/pulumi-resource-pulumi-nodejs", node, require.resolve("@pulumi/pulumi/cmd/dynamic-provider"));
  if (runtime !== "host") script("bin/pulumi-analyzer-policy-nodejs", node, require.resolve("@pulumi/pulumi/cmd/run-policy-pack"));
  script("language/pulumi-language-nodejs", node, "--require", path.join(root, "register.cjs"), path.join(__dirname, "language.ts"));
  return { end: () => readFileSync(processes, "utf8").split("\n").filter(Boolean).map(Number).forEach(end) };
}

/** The project's runtime options as flags: the language host is older than the CLI, which passes them in each request. */
function hostFlags(project: string): readonly string[] {
  const { typescript, nodeargs } = (parse(project) as { runtime: { options: Readonly<Record<string, unknown>> } }).runtime.options;
  return [`-typescript=${typescript}`, `-nodeargs=${nodeargs}`];
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it already ended
  }
}
