// The Pulumi CLI of these tests: from PATH, or built by `npm run setup:engine`.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { kept } from "../mocks/programs";

/** The Go module that pins the version to build. */
export const goModule = path.join(__dirname, "go");

/** The version to build, such as `v3.259.0`. */
export const builtVersion = /^require github\.com\/pulumi\/pulumi\/pkg\/v3 (v\S+)$/m.exec(
  readFileSync(path.join(goModule, "go.mod"), "utf8"),
)![1]!;

/** The oldest version with a supported engine and event log. */
const OLDEST = [3, 220] as const;

export const builtCli = path.join(kept(`pulumi-${builtVersion}`), "pulumi");

/** The path of a CLI that is new enough, if any. */
export function findCli(): string | undefined {
  const onPath = (process.env.PATH ?? "").split(path.delimiter).map((directory) => path.join(directory, "pulumi"));
  const found = onPath.find((file) => existsSync(file));
  if (found && isNewEnough(found)) return found;
  return existsSync(builtCli) ? builtCli : undefined;
}

function isNewEnough(file: string): boolean {
  try {
    const version = execFileSync(file, ["version"], { encoding: "utf8", env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" } });
    const [major = 0, minor = 0] = version.trim().replace(/^v/, "").split(".").map(Number);
    return major === OLDEST[0] && minor >= OLDEST[1];
  } catch {
    return false;
  }
}
