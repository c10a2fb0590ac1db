// What drain and sweep need of the process they run in. Tests bring their own clock and voice.

import { escapeControlChars } from "../../util/escape-control-chars";

export interface Runtime {
  /** Says a line to the user. */
  print(line: string): void;
  /** Milliseconds since some moment. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Variables of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export const thisProcess: Runtime = {
  print: (line) => console.log(escapeControlChars(line)),
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  env: process.env,
};

/** How long to go on, and how often to look and to speak. */
export interface WaitOptions {
  /** Moment of `Host.now` at which waiting ends. */
  readonly deadline: number;
  /** Between two looks. */
  readonly pollMilliseconds: number;
  /** Between two lines on what is awaited. */
  readonly speakMilliseconds: number;
}

export function waitOptions(runtime: Runtime, timeoutMinutes: number): WaitOptions {
  return { deadline: runtime.now() + timeoutMinutes * 60_000, pollMilliseconds: 3_000, speakMilliseconds: 20_000 };
}

/** Asks until nothing is left or the time is over; speaks now and then of what is left. */
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
