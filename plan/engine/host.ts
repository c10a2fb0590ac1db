// Prepares the process for a program as `pulumi up` does, and restores it afterwards.
import type { LogLine } from "../types";

export interface Host {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Output of the program goes to its log, as under the engine: standard output is for the plan. */
  readonly onPrint: (line: string) => void;
  readonly onError: (error: unknown) => void;
}

const EVENTS = ["unhandledRejection", "uncaughtException"] as const;

/** Returns a function that restores the process. */
export function enter({ directory, environment, onPrint, onError }: Host): () => void {
  const cwd = process.cwd();
  const before = Object.keys(environment).map((key) => [key, process.env[key]] as const);
  const write = process.stdout.write;
  const listeners = EVENTS.map((event) => [event, process.listeners(event as "uncaughtException")] as const);
  const modules = new Set(Object.keys(require.cache));

  process.chdir(directory);
  Object.assign(process.env, environment);
  process.stdout.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    const text = (typeof chunk === "string" ? chunk : Buffer.from(chunk).toString()).trimEnd();
    if (text) onPrint(text);
    for (const argument of rest) if (typeof argument === "function") argument();
    return true;
  }) as typeof write;
  for (const event of EVENTS) process.removeAllListeners(event).on(event, onError);

  return () => {
    process.chdir(cwd);
    for (const [key, value] of before) {
      if (value === undefined) delete process.env[key];
      else process.env[key] = value;
    }
    process.stdout.write = write;
    for (const [event, functions] of listeners) {
      process.removeAllListeners(event);
      for (const listener of functions) process.on(event, listener);
    }
    // The program's own modules keep what they created: the next run in this process loads them again.
    for (const file of Object.keys(require.cache))
      if (!modules.has(file) && !/[\\/]node_modules[\\/]/.test(file)) delete require.cache[file];
  };
}

/** The log of the SDK. The SDK calls only this method of the engine. */
export const engineLog = (lines: LogLine[]) => ({
  log(request: { getSeverity(): number; getMessage(): string; getUrn(): string }, done: () => void): void {
    const severity = (["debug", "info", "warning", "error"] as const)[request.getSeverity()] ?? "info";
    const urn = request.getUrn();
    lines.push({ severity, message: request.getMessage(), ...(urn && { urn }) });
    done();
  },
});
