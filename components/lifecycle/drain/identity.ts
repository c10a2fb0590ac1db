// Makes sure that AWS is asked in the cluster's own account: in another one "not found" says nothing, and what is found there is somebody else's.
import { accountOf } from "../../shared/aws-login";
import type { Aws } from "./aws/cli";
import { retrying } from "./aws/retry";
import type { Host, Patience } from "./host";
import { Stopped, type SweepInputs } from "./types";

/** How long a busy or unreachable STS is asked again. */
const graceMinutes = 2;

/**
 * Compares who is signed in with the account in the cluster's ARN. Comes before anything is looked up or removed.
 * @param skip variable that leaves the caller's work out, where it runs in a destroy
 * @throws Stopped where the account or region is another one, and where that cannot be told: a check that failed has not passed
 */
export async function verifyAccount(
  { clusterName, clusterArn, region }: SweepInputs,
  aws: Aws,
  host: Host,
  patience: Patience,
  skip?: string,
): Promise<void> {
  const nothingDone = "Nothing was looked up or removed.";
  const leaveOut = skip ? `, or go on without it by ${skip}=skip in the environment` : "";
  const account = accountOf(clusterArn);
  if (account === undefined)
    throw new Stopped(
      `The state does not say in which AWS account the cluster ${clusterName} is. ${nothingDone} Run \`pulumi up\` once, which writes it${leaveOut}.`,
    );
  const place = clusterArn!.split(":")[3]!;
  if (place !== region)
    throw new Stopped(
      `The cluster ${clusterName} is in ${place} (${clusterArn}), but the settings say ${region}. ${nothingDone} ` +
        `Make the region of the settings that of the AWS provider and run \`pulumi up\`${leaveOut}.`,
    );
  const identity = await callerIdentity(aws, host, patience).catch((error: Error) => {
    throw new Stopped(
      `Nobody knows whether AWS is signed in to account ${account}, where the cluster ${clusterName} is: ${error.message}. ${nothingDone} ` +
        `Sign in to AWS and run this again${leaveOut}.`,
    );
  });
  if (identity.account === account) return;
  throw new Stopped(
    `AWS is signed in to account ${identity.account} (${identity.arn}), but the cluster ${clusterName} is in account ${account} (${clusterArn}). ` +
      `${nothingDone} Sign in to account ${account} and run this again${leaveOut}.`,
  );
}

async function callerIdentity(aws: Aws, host: Host, patience: Patience): Promise<{ account: string; arn: string }> {
  const deadline = Math.min(patience.deadline, host.now() + graceMinutes * 60_000);
  const { Account: account, Arn: arn } = (await retrying(aws, host, { deadline })(["sts", "get-caller-identity"])) ?? {};
  if (!/^\d{12}$/.test(account)) throw new Error("aws sts get-caller-identity gave no account");
  return { account, arn };
}
