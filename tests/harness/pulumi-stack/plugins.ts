// The directory in which the CLI runs: the project file, and the plugins that it finds on PATH.
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import type { PulumiStackOptions } from "./options";
import { kubernetesProvider, languageHost } from "./real-plugins";

const root = path.resolve(__dirname, "../../..");

/** Processes that the engine started. Each is a group of its own, so it outlives an engine that is killed. */
export interface Plugins {
  end(): void;
}

/** What of the project lies in a rig's directory too, where the CLI runs the program from there. */
const isOfProgram = (name: string) => !/^(\.|Pulumi\.|index\.ts$)/.test(name);

/** Writes the files of a rig. */
export function furnish(directory: string, { program = ".", runtime, realKubernetes }: PulumiStackOptions): Plugins {
  for (const name of ["state", "home", "bin", "language"]) mkdirSync(path.join(directory, name));
  const project = readFileSync(path.join(root, "Pulumi.yaml"), "utf8");
  if (runtime === "host") {
    for (const name of readdirSync(root).filter(isOfProgram)) symlinkSync(path.join(root, name), path.join(directory, name));
    symlinkSync(path.join(root, program, "index.ts"), path.join(directory, "index.ts"));
    writeFileSync(path.join(directory, "Pulumi.yaml"), project);
  } else {
    // The program comes from the address that the CLI is told, not from this project.
    writeFileSync(path.join(directory, "Pulumi.yaml"), project.replace(/^main: .*\n/m, ""));
  }
  if (realKubernetes) symlinkSync(kubernetesProvider.file, path.join(directory, "bin/pulumi-resource-kubernetes"));
  const processes = path.join(directory, "processes");
  writeFileSync(processes, "");
  /** A plugin as the CLI starts them: a program that runs another. */
  const script = (name: string, ...command: readonly string[]) => {
    const file = path.join(directory, name);
    const run = command.map((word) => `"${word}"`).join(" ");
    writeFileSync(file, `#!/bin/sh\necho $$ >> "${processes}"\nexec ${run} "$@"\n`);
    chmodSync(file, 0o755);
  };
  const node = process.execPath;
  if (runtime === "host") script("bin/pulumi-language-nodejs", languageHost.file, ...hostFlags(project));
  script("bin/pulumi-resource-pulumi-nodejs", node, require.resolve("@pulumi/pulumi/cmd/dynamic-provider"));
  script("language/pulumi-language-nodejs", node, "--require", path.join(root, "register.cjs"), path.join(__dirname, "language.ts"));
  return { end: () => readFileSync(processes, "utf8").split("\n").filter(Boolean).map(Number).forEach(end) };
}

/** The project's runtime options, as flags: the host that can be built here is older than the CLI, which tells them in each request. */
function hostFlags(project: string): readonly string[] {
  const { typescript, nodeargs } = (parse(project) as { runtime: { options: Readonly<Record<string, unknown>> } }).runtime.options;
  return [`-typescript=${typescript}`, `-nodeargs=${nodeargs}`];
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended by itself
  }
}
