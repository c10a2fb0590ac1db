// Retries lookups that fail temporarily.
import type { Runtime } from "../runtime";
import { type Aws, AwsError } from "./cli";
import { isFinal, isNotFound } from "./errors";

export interface RetryLimits {
  /** Time, as returned by `Runtime.now`, after which nothing is retried; a call ends at most ten seconds later. */
  readonly deadline: number;
  /** Maximum number of attempts; default: until the deadline. */
  readonly attempts?: number;
}

const firstPause = 500;
const longestPause = 10_000;
/** Timeout of a call that starts at the deadline. */
const shortestCall = 10_000;

/** An `aws` command that retries lookups. Calls that change something are made once: the caller checks the result. */
export function retrying(aws: Aws, runtime: Runtime, { deadline, attempts = Number.POSITIVE_INFINITY }: RetryLimits): Aws {
  return async (words) => {
    for (let attempt = 1, pause = firstPause; ; attempt++, pause = Math.min(2 * pause, longestPause)) {
      try {
        return await aws(words, { timeoutMilliseconds: Math.max(shortestCall, deadline - runtime.now()) });
      } catch (error) {
        const repeats = error instanceof AwsError && isLookup(words) && !isFinal(error) && !isNotFound(error);
        if (!repeats || attempt >= attempts || runtime.now() + pause >= deadline) throw error;
        await runtime.sleep(pause);
      }
    }
  };
}

/** Whether a call is read-only. */
export function isLookup([, operation]: readonly string[]): boolean {
  return /^(describe|get|list)-/.test(operation ?? "");
}
