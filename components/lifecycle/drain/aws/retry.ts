// Asks again where a lookup failed for a while.
import type { Runtime } from "../runtime";
import { type Aws, AwsError } from "./cli";
import { isFinal, isNotFound } from "./errors";

export interface RetryLimits {
  /** Moment of `Host.now` after which nothing is asked again, and no call outlives it by more than ten seconds. */
  readonly deadline: number;
  /** How often to ask in all; default until the deadline. */
  readonly attempts?: number;
}

const firstPause = 500;
const longestPause = 10_000;
/** Even a call that begins at the deadline gets its answer. */
const shortestCall = 10_000;

/** An `aws` command that repeats lookups which fail for a while. What changes something is asked once: it is for the caller to look what came of it. */
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

/** Whether a call changes nothing. */
export function isLookup([, operation]: readonly string[]): boolean {
  return /^(describe|get|list)-/.test(operation ?? "");
}
