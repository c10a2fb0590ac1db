// Asks AWS through the `aws` command, which knows profiles, single sign-on, endpoints and retries.
import { execFile } from "node:child_process";
import { escapeControlChars } from "../../../shared/escape-control-chars";
import { Renewed } from "../renewed";
import { Turns } from "../turns";

export interface AwsScope {
  readonly region: string;
  readonly profile?: string;
  /** Assumed one after the other. */
  readonly roleArns?: readonly string[];
}

export interface CallOptions {
  /** After how long the command is ended; default, and at most, two minutes. */
  readonly timeoutMilliseconds?: number;
}

/** Runs `aws <words>` and gives what it printed as JSON; `null` where it printed nothing. Tests bring their own. @throws AwsError */
// biome-ignore lint/suspicious/noExplicitAny: each operation answers in its own form
export type Aws = (words: readonly string[], options?: CallOptions) => Promise<any>;

/** An operation that did not succeed. */
export class AwsError extends Error {
  constructor(
    /**
     * Such as `DependencyViolation`. Our own: `NoCommand`; `NotSignedIn`; and `NoAnswer`: no network, no answer in time, or one that makes
     * no sense.
     */
    readonly code: string,
    message: string,
  ) {
    super(escapeControlChars(message.trim().replace(/\s+/g, " ")));
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
  return (words, options) =>
    turns.take(async () => {
      if (roleArns.length === 0) return run([...words, ...common, ...own], {}, options);
      return run([...words, ...common], (await session.get()).env, options);
    });
}

/** What the command says where nobody is signed in. Messages of aws-cli 1 and 2 and botocore, 2026-08. */
const signedOut =
  /Unable to locate credentials|Token has expired|SSO session|config profile .* could not be found|InvalidClientTokenId|UnrecognizedClientException|AuthFailure|ExpiredToken|Error when retrieving|Partial credentials|[Yy]ou must specify a region/;

/** What it says where AWS never answered: the endpoint, a proxy, DNS or TLS. The same sources. */
const unanswered =
  /Could not connect to the endpoint|Connect timeout|Read timeout|Connection was closed|Connection reset|Failed to connect to proxy|SSL validation failed|Unable to parse response/i;

function run(words: readonly string[], env: Readonly<Record<string, string>>, { timeoutMilliseconds }: CallOptions = {}): ReturnType<Aws> {
  const command = `aws ${words[0]} ${words[1]}`;
  const timeout = Math.ceil(Math.min(timeoutMilliseconds ?? Number.POSITIVE_INFINITY, commandSeconds * 1000));
  const options = {
    env: { ...withoutProfile(env), ...env, AWS_PAGER: "", AWS_MAX_ATTEMPTS: process.env.AWS_MAX_ATTEMPTS ?? "3" },
    timeout,
    killSignal: "SIGKILL" as const, // one that hangs may not heed another
    maxBuffer: 64 * 1024 * 1024,
  };
  return new Promise((resolve, reject) => {
    const child = execFile("aws", [...words], options, (error, stdout, stderr) => {
      if (error) return reject(failure(error, stderr, `${command} gave no answer within ${Math.ceil(timeout / 1000)} seconds`));
      try {
        resolve(stdout.trim() ? JSON.parse(stdout) : null);
      } catch {
        reject(new AwsError("NoAnswer", `${command} did not print JSON`));
      }
    });
    child.stdin?.end(); // what asks for a code or a password ends instead of waiting
  });
}

/** A profile in the environment would win over an assumed role's credentials. */
function withoutProfile(assumed: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  if (Object.keys(assumed).length === 0) return process.env;
  const { AWS_PROFILE: _profile, AWS_DEFAULT_PROFILE: _default, ...rest } = process.env;
  return rest;
}

function failure(error: Error & { code?: unknown; killed?: boolean }, stderr: string, late: string): AwsError {
  if (error.code === "ENOENT") return new AwsError("NoCommand", "the command aws is not there");
  if (error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return new AwsError("NoAnswer", error.message);
  if (error.killed) return new AwsError("NoAnswer", late);
  const said = stderr.trim() || `the command aws ended with status ${error.code} and said nothing`;
  if (signedOut.test(said)) return new AwsError("NotSignedIn", said);
  const code = /An error occurred \(([\w.:-]+)\)/.exec(said)?.[1];
  return new AwsError(code ?? (unanswered.test(said) ? "NoAnswer" : "Unknown"), said);
}
