// An `aws` command for tests: answers from a table, and writes down what it was asked.
import { type Aws, AwsError } from "../../../components/lifecycle/drain/aws/cli";
import type { Host, Patience } from "../../../components/lifecycle/drain/host";

type Answer = unknown | (() => unknown);

export interface FakeAws {
  readonly aws: Aws;
  /** Operations that change something, as words. */
  readonly changes: string[];
}

/** @param answers by `service operation`; a function may throw, and answers anew each time; an operation without an answer prints nothing */
export function fakeAws(answers: Readonly<Record<string, Answer>>): FakeAws {
  const changes: string[] = [];
  const aws: Aws = async (words) => {
    if (!/^(describe|get|list)-/.test(words[1]!)) changes.push(words.join(" "));
    const answer = answers[`${words[0]} ${words[1]}`];
    return typeof answer === "function" ? answer() : (answer ?? null);
  };
  return { aws, changes };
}

export function fails(code: string, message = code): () => never {
  return () => {
    throw new AwsError(code, message);
  };
}

/** A process whose clock goes on by what is slept. */
export function fakeHost(env: Host["env"] = {}): Host & { readonly said: string[] } {
  const said: string[] = [];
  let now = 0;
  return {
    said,
    env,
    print: (line) => said.push(line),
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
  };
}

export const minutes = (count: number): Patience => ({ deadline: count * 60_000, pollMilliseconds: 3_000, speakMilliseconds: 20_000 });
