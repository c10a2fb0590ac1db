// Expansions of the simulation call data sources synchronously; over gRPC the result is asynchronous. So they run again until no result is missing.
import type { Values } from "../../../../plan/types";

type Ask = (token: string, args: Values) => Values;

class Missing extends Error {}

/**
 * @param run the expansion; its side effects must be idempotent
 * @param fetch calls a data source
 */
export async function replay<T>(run: (ask: Ask) => Promise<T>, fetch: (token: string, args: Values) => Promise<Values>): Promise<T> {
  const answers = new Map<string, Values>();
  for (;;) {
    const missing = new Map<string, () => Promise<Values>>();
    const ask: Ask = (token, args) => {
      const key = JSON.stringify([token, args]);
      const answer = answers.get(key);
      if (answer) return answer;
      missing.set(key, () => fetch(token, args));
      throw new Missing(token);
    };
    try {
      return await run(ask);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
    }
    for (const [key, find] of missing) answers.set(key, await find());
  }
}
