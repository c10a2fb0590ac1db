// Calls AWS through the `aws` command, which supports profiles, single sign-on, endpoints and retries.
import { execFile } from "node:child_process";
import type { AwsLogin } from "../../../util/aws-login";
import { escapeControlChars } from "../../../util/escape-control-chars";
import { CachedCredential } from "../cached-credential";
import { Semaphore } from "../semaphore";
import { isExpired, type SignIn, signIn } from "./sign-in";

export interface AwsScope {
  readonly region: string;
  /** Default: the credentials of the environment. */
  readonly login?: AwsLogin;
}

export interface CallOptions {
  /** Timeout of the command; default and maximum: two minutes. */
  readonly timeoutMilliseconds?: number;
}

/** Runs `aws <words>` and returns its JSON output; `null` if there was none. Tests replace it. @throws AwsError */
// biome-ignore lint/suspicious/noExplicitAny: each operation answers in its own form
export type Aws = (words: readonly string[], options?: CallOptions) => Promise<any>;

/** An operation that failed. */
export class AwsError extends Error {
  constructor(
    /**
     * Such as `DependencyViolation`. Codes of this project: `NoCommand`, `NotSignedIn`, `OtherAccount`, and `NoAnswer` for no network, a
     * timeout, or invalid output.
     */
    readonly code: string,
    message: string,
  ) {
    super(escapeControlChars(message.trim().replace(/\s+/g, " ")));
  }
}

const spareMilliseconds = 5 * 60_000;
const commandSeconds = 120;
/** Maximum number of processes at the same time. */
const atOnce = 6;

/** The `aws` command of this machine, with a region and credentials. */
export function awsCommand({ region, login = {} }: AwsScope): Aws {
  const run = (words: readonly string[], as: SignIn, options?: CallOptions) => {
    const place = words.includes("--region") ? [] : ["--region", region];
    return execute(
      [...words, ...place, "--output", "json", "--cli-connect-timeout", "5", "--cli-read-timeout", "30", ...as.flags],
      as.env,
      options,
    );
  };
  const session = new CachedCredential(
    () => signIn(login, run).catch((error) => Promise.reject(error instanceof AwsError ? error : new AwsError("NoAnswer", error.message))),
    ({ expires }) => expires - Date.now() >= spareMilliseconds,
  );
  const turns = new Semaphore(atOnce);
  return (words, options) =>
    turns.take(async () => {
      const as = await session.get();
      try {
        return await run(words, as, options);
      } catch (error) {
        if (as.expires === Number.POSITIVE_INFINITY || !isExpired(error)) throw error;
        await session.drop(as);
        return run(words, await session.get(), options);
      }
    });
}

/** Messages of the command without valid credentials. Source: aws-cli 1 and 2, botocore, 2026-08. */
const signedOut =
  /Unable to locate credentials|Token has expired|SSO session|config profile .* could not be found|InvalidClientTokenId|UnrecognizedClientException|AuthFailure|ExpiredToken|Error when retrieving|Partial credentials|[Yy]ou must specify a region/;

/** Messages of the command if AWS never answered: endpoint, proxy, DNS or TLS. The same sources. */
const unanswered =
  /Could not connect to the endpoint|Connect timeout|Read timeout|Connection was closed|Connection reset|Failed to connect to proxy|SSL validation failed|Unable to parse response/i;

function execute(words: readonly string[], env: SignIn["env"], { timeoutMilliseconds }: CallOptions = {}): ReturnType<Aws> {
  const command = `aws ${words[0]} ${words[1]}`;
  const timeout = Math.ceil(Math.min(timeoutMilliseconds ?? Number.POSITIVE_INFINITY, commandSeconds * 1000));
  const options = {
    env: { ...process.env, ...env, AWS_PAGER: "", AWS_MAX_ATTEMPTS: process.env.AWS_MAX_ATTEMPTS ?? "3" },
    timeout,
    killSignal: "SIGKILL" as const, // a process that hangs may ignore other signals
    maxBuffer: 64 * 1024 * 1024,
  };
  return new Promise((resolve, reject) => {
    const child = execFile("aws", [...words], options, (error, stdout, stderr) => {
      if (error) return reject(failure(error, stderr, `${command} did not answer within ${Math.ceil(timeout / 1000)} seconds`));
      try {
        resolve(stdout.trim() ? JSON.parse(stdout) : null);
      } catch {
        reject(new AwsError("NoAnswer", `${command} did not print JSON`));
      }
    });
    child.stdin?.end(); // a prompt for a code or a password ends instead of waiting
  });
}

function failure(error: Error & { code?: unknown; killed?: boolean }, stderr: string, late: string): AwsError {
  if (error.code === "ENOENT") return new AwsError("NoCommand", "the command aws was not found");
  if (error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return new AwsError("NoAnswer", error.message);
  if (error.killed) return new AwsError("NoAnswer", late);
  const said = stderr.trim() || `the command aws exited with status ${error.code} without output`;
  if (signedOut.test(said)) return new AwsError("NotSignedIn", said);
  const code = /An error occurred \(([\w.:-]+)\)/.exec(said)?.[1];
  return new AwsError(code ?? (unanswered.test(said) ? "NoAnswer" : "Unknown"), said);
}
