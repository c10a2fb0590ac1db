// The functions of the process that drain and sweep use. Tests replace clock and output.

import { escapeControlChars } from "../../util/escape-control-chars";

export interface Runtime {
  /** Prints a line for the user. */
  print(line: string): void;
  /** Milliseconds since a fixed time. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export const thisProcess: Runtime = {
  print: (line) => console.log(escapeControlChars(line)),
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  env: process.env,
};

/** How long to wait, and how often to check and to report. */
export interface WaitOptions {
  /** Time, as returned by `Runtime.now`, at which waiting ends. */
  readonly deadline: number;
  /** Between two checks. */
  readonly pollMilliseconds: number;
  /** Between two progress lines. */
  readonly speakMilliseconds: number;
}

export function waitOptions(runtime: Runtime, timeoutMinutes: number): WaitOptions {
  return { deadline: runtime.now() + timeoutMinutes * 60_000, pollMilliseconds: 3_000, speakMilliseconds: 20_000 };
}

/** Checks until nothing remains or the deadline is over, and reports progress. */
export async function awaitNone<T>(
  runtime: Runtime,
  { deadline, pollMilliseconds, speakMilliseconds }: WaitOptions,
  look: () => Promise<readonly T[]>,
  tell: (left: readonly T[]) => string,
): Promise<readonly T[]> {
  let spoken = Number.NEGATIVE_INFINITY;
  for (;;) {
    const left = await look();
    if (left.length === 0 || runtime.now() >= deadline) return left;
    if (runtime.now() - spoken >= speakMilliseconds) {
      runtime.print(tell(left));
      spoken = runtime.now();
    }
    await runtime.sleep(Math.max(0, Math.min(pollMilliseconds, deadline - runtime.now())));
  }
}
