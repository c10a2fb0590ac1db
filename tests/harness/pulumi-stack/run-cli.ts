import { type SpawnOptions, spawn } from "node:child_process";

export interface Ended {
  /** Null if it was killed. */
  readonly exitCode: number | null;
  /** The output, with errors if it failed. */
  readonly output: string;
  /** Duration in seconds. */
  readonly duration: number;
}

/** Runs the Pulumi CLI. @param onStart receives a function that kills it */
export async function runCli(
  cli: string,
  args: readonly string[],
  options: Pick<SpawnOptions, "cwd" | "env">,
  onStart: (kill: () => void) => void,
): Promise<Ended> {
  const begun = performance.now();
  // a process group, so that child processes end with the CLI
  const child = spawn(cli, args, { ...options, stdio: ["ignore", "pipe", "pipe"], detached: true });
  onStart(() => child.exitCode === null && child.signalCode === null && process.kill(-child.pid!, "SIGKILL"));
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { exitCode, output: exitCode === 0 ? output : output + errors, duration: (performance.now() - begun) / 1000 };
}
