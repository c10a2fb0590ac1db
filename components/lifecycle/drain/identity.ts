// Makes sure that requests go to the cluster's AWS account: in another account "not found" means nothing, and resources belong to others.
import { accountOf, parseArn } from "../../util/arn";
import { type Aws, AwsError } from "./aws/cli";
import { isLookup, retrying } from "./aws/retry";
import type { Runtime, WaitOptions } from "./runtime";
import { DrainError, type SweepInputs } from "./types";

/** How long to retry a busy or unreachable STS. This is also the minimum near the deadline and in a preview. */
const graceMinutes = 2;
const leastMinutes = 0.5;

/** AWS in the account of the cluster. */
export interface Verified {
  /** Compares accounts before each call that changes something: the credentials of a profile can change. */
  readonly aws: Aws;
  /** Compares accounts again. Without it, "nothing remains" could be true of another account. @throws DrainError */
  stillThere(): Promise<void>;
}

/** The caller is known, and belongs to another account. */
export class OtherAccount extends DrainError {}

/**
 * Compares the caller's account with the account in the cluster's ARN, before any lookup or deletion.
 * @param skip variable that skips the caller's work during a destroy
 * @throws DrainError if the account or region is another one, or unknown: a failed check is not a passed check
 */
export async function verifyAccount(
  { clusterName, clusterArn, region }: Pick<SweepInputs, "clusterName" | "clusterArn" | "region">,
  aws: Aws,
  runtime: Runtime,
  wait: WaitOptions,
  skip?: string,
): Promise<Verified> {
  const nothingDone = "Nothing was listed or deleted.";
  const leaveOut = skip ? `, or skip it with ${skip}=skip in the environment` : "";
  const account = accountOf(clusterArn);
  if (account === undefined)
    throw new DrainError(
      `The state does not contain the AWS account of the cluster ${clusterName}. ${nothingDone} Run \`pulumi up\` once to record it${leaveOut}.`,
    );
  const place = parseArn(clusterArn)!.region;
  if (place !== region)
    throw new DrainError(
      `The cluster ${clusterName} is in ${place} (${clusterArn}), but the settings say ${region}. ${nothingDone} ` +
        `Set the same region in the settings and in the AWS provider, and run \`pulumi up\`${leaveOut}.`,
    );
  /** Why the caller must not use AWS; undefined if the account is that of the cluster. */
  const compare = async (): Promise<string | undefined> => {
    const identity = await callerIdentity(aws, runtime, wait);
    if (identity.account === account) return undefined;
    return `AWS is signed in to account ${identity.account} (${identity.arn}), but the cluster ${clusterName} is in account ${account} (${clusterArn})`;
  };
  const check = async (done: string) => {
    const other = await compare().catch((error: Error) => {
      throw new DrainError(
        `Cannot verify that the AWS credentials are for account ${account} of the cluster ${clusterName}: ${error.message}. ${done} ` +
          `Sign in to AWS and run this again${leaveOut}.`,
      );
    });
    if (other) throw new OtherAccount(`${other}. ${done} Sign in to account ${account} and run this again${leaveOut}.`);
  };
  await check(nothingDone);
  return {
    aws: comparingFirst(aws, compare),
    stillThere: () => check("The account changed: earlier responses may be from another account than the cluster's."),
  };
}

/** Concurrent changes share one comparison. */
function comparingFirst(aws: Aws, compare: () => Promise<string | undefined>): Aws {
  let running: Promise<string | undefined> | undefined;
  return async (words, options) => {
    if (isLookup(words)) return aws(words, options);
    running ??= compare().finally(() => {
      running = undefined;
    });
    const other = await running;
    if (other) throw new AwsError("OtherAccount", other);
    return aws(words, options);
  };
}

async function callerIdentity(aws: Aws, runtime: Runtime, wait: WaitOptions): Promise<{ account: string; arn: string }> {
  const inMinutes = (count: number) => runtime.now() + count * 60_000;
  const deadline = Math.max(Math.min(wait.deadline, inMinutes(graceMinutes)), inMinutes(leastMinutes));
  const { Account: account, Arn: arn } = (await retrying(aws, runtime, { deadline })(["sts", "get-caller-identity"])) ?? {};
  if (!/^\d{12}$/.test(account)) throw new AwsError("NoAnswer", "aws sts get-caller-identity returned no account");
  return { account, arn };
}
