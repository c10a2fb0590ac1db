// Helper processes of a test stack: forked TypeScript files that report when they are ready.
import { type ChildProcess, fork } from "node:child_process";
import * as path from "node:path";

const root = path.resolve(__dirname, "../../..");

/** A process and the message that it sent when it was ready. */
export interface Helper {
  readonly process: ChildProcess;
  readonly ready: string;
}

export async function start(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Helper> {
  const execArgv = ["--require", path.join(root, "register.cjs")];
  const child = fork(path.join(__dirname, file), [...args], { cwd: root, env, execArgv, serialization: "advanced", silent: true });
  let output = "";
  const listen = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout!.on("data", listen);
  child.stderr!.on("data", listen);
  const ready = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code, signal) => reject(new Error(`${file} ended with ${signal ?? code}: ${output}`)));
    child.once("message", (message: { ready: string }) => resolve(message.ready));
  });
  return { process: child, ready };
}

export async function stop({ process: child }: Helper): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}
