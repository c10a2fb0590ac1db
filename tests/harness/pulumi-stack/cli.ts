// Where the Pulumi CLI of these tests comes from: PATH, or what `npm run setup:engine` built.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { kept } from "../mocks/programs";

/** The Go module whose requirements say which version is built. */
export const goModule = path.join(__dirname, "go");

/** Version that is built, such as `v3.259.0`. */
export const builtVersion = /^require github\.com\/pulumi\/pulumi\/pkg\/v3 (v\S+)$/m.exec(
  readFileSync(path.join(goModule, "go.mod"), "utf8"),
)![1]!;

/** The first whose engine and event log are as the rig takes them. */
const OLDEST = [3, 220] as const;

export const builtCli = path.join(kept(`pulumi-${builtVersion}`), "pulumi");

/** Path of a CLI that is new enough; nothing where there is none. */
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
