// Builds programs for tests from the Go modules that pin their versions.
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import * as path from "node:path";

export interface GoProgram {
  /** Directory of the module. */
  readonly module: string;
  /** Package of the program. */
  readonly target: string;
  /** Variables that the linker sets, by full name: a release sets its version with them, plain `go build` does not. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Builds a program. The file is complete or does not exist. @throws if the build fails; Go has printed the reason */
export function goBuild(file: string, { module, target, variables }: GoProgram): void {
  console.log(`building ${file}`);
  mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  const set = Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`);
  const args = ["build", "-trimpath", "-ldflags", ["-s -w", ...set].join(" "), "-o", unfinished, target];
  execFileSync("go", args, { cwd: module, stdio: ["ignore", "inherit", "inherit"] });
  renameSync(unfinished, file);
}

export function hasGo(): boolean {
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
