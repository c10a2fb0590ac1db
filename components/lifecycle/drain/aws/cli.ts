// Asks AWS through the `aws` command, which knows profiles, single sign-on, endpoints and retries.
import { execFile } from "node:child_process";
import { Renewed } from "../renewed";
import { Turns } from "../turns";

export interface AwsScope {
  readonly region: string;
  readonly profile?: string;
  /** Assumed one after the other. */
  readonly roleArns?: readonly string[];
}

/** Runs `aws <words>` and gives what it printed as JSON; `null` where it printed nothing. Tests bring their own. @throws AwsError */
// biome-ignore lint/suspicious/noExplicitAny: each operation answers in its own form
export type Aws = (words: readonly string[]) => Promise<any>;

/** An operation that did not succeed. */
export class AwsError extends Error {
  constructor(
    /** Such as `DependencyViolation`; `Unavailable` where AWS was not asked at all: no command, no credentials, no network. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Session {
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

const spareMilliseconds = 5 * 60_000;
const commandSeconds = 120;
/** Each is a process of its own. */
const atOnce = 6;
const sessionName = "eks-blueprints-drain";

/** The `aws` command of this machine, in a region and as somebody. */
export function awsCommand({ region, profile, roleArns = [] }: AwsScope): Aws {
  const common = ["--region", region, "--output", "json", "--cli-connect-timeout", "5", "--cli-read-timeout", "30"];
  const own = profile ? ["--profile", profile] : [];
  const assume = async (): Promise<Session> => {
    let env: Record<string, string> = {};
    let expires = Number.POSITIVE_INFINITY;
    for (const [index, roleArn] of roleArns.entries()) {
      const words = ["sts", "assume-role", "--role-arn", roleArn, "--role-session-name", sessionName];
      const { Credentials: given } = await run([...words, ...common, ...(index === 0 ? own : [])], env);
      env = { AWS_ACCESS_KEY_ID: given.AccessKeyId, AWS_SECRET_ACCESS_KEY: given.SecretAccessKey, AWS_SESSION_TOKEN: given.SessionToken };
      expires = Math.min(expires, Date.parse(given.Expiration));
    }
    return { env, expires };
  };
  const session = new Renewed(assume, ({ expires }) => expires - Date.now() >= spareMilliseconds);
  const turns = new Turns(atOnce);
  return (words) =>
    turns.take(async () => {
      if (roleArns.length === 0) return run([...words, ...common, ...own], {});
      return run([...words, ...common], (await session.get()).env);
    });
}

/** What the command says where AWS never answered. Messages of aws-cli 1 and 2 and botocore, 2026-08. */
const unavailable =
  /Unable to locate credentials|Could not connect to the endpoint|Connect timeout|Read timeout|Token has expired|SSO session|config profile .* could not be found|InvalidClientTokenId|UnrecognizedClientException|AuthFailure|ExpiredToken|Error when retrieving|Partial credentials/;

function run(words: readonly string[], env: Readonly<Record<string, string>>): ReturnType<Aws> {
  const options = {
    env: { ...withoutProfile(env), ...env, AWS_PAGER: "", AWS_MAX_ATTEMPTS: process.env.AWS_MAX_ATTEMPTS ?? "3" },
    timeout: commandSeconds * 1000,
    maxBuffer: 64 * 1024 * 1024,
  };
  return new Promise((resolve, reject) => {
    execFile("aws", [...words], options, (error, stdout, stderr) => {
      if (error) return reject(failure(error, stderr));
      try {
        resolve(stdout.trim() ? JSON.parse(stdout) : null);
      } catch {
        reject(new AwsError("Unavailable", `aws ${words[0]} ${words[1]} did not print JSON`));
      }
    });
  });
}

/** A profile in the environment would win over an assumed role's credentials. */
function withoutProfile(assumed: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  if (Object.keys(assumed).length === 0) return process.env;
  const { AWS_PROFILE: _profile, AWS_DEFAULT_PROFILE: _default, ...rest } = process.env;
  return rest;
}

function failure(error: Error & { code?: unknown; killed?: boolean }, stderr: string): AwsError {
  if (error.code === "ENOENT") return new AwsError("Unavailable", "the command aws is not there");
  const said = stderr.trim().replace(/\s+/g, " ") || (error.killed ? `no answer within ${commandSeconds} seconds` : error.message);
  if (error.killed || unavailable.test(said)) return new AwsError("Unavailable", said);
  return new AwsError(/An error occurred \((\w[\w.]*)\)/.exec(said)?.[1] ?? "Unknown", said);
}
