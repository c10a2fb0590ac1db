// Removes what a cluster left behind, after its deletion and before that of its network.
import { type Preview, previewCleanup, previewMinutes } from "./aws/cleanup";
import type { Aws } from "./aws/cli";
import { clusterState } from "./aws/cluster";
import { holdersOf } from "./aws/holders";
import type { CleanupContext } from "./aws/lookups";
import { retrying } from "./aws/retry";
import { cleanUpAws } from "./drain";
import { verifyAccount } from "./identity";
import { type Runtime, waitOptions } from "./runtime";
import { DrainError, type SweepInputs, skipSweep } from "./types";

/**
 * Removes resources with the cluster's tags that no controller manages any more: network interfaces, security groups, log groups that were
 * created again, and what a skipped drain would have removed.
 * @throws DrainError with the remaining resources and the reasons
 */
export async function sweep(
  inputs: SweepInputs,
  aws: Aws,
  runtime: Runtime,
  wait = waitOptions(runtime, inputs.timeoutMinutes),
): Promise<void> {
  const { clusterName } = inputs;
  if (runtime.env[skipSweep] === "skip")
    return runtime.print(`Skipping the search for orphaned AWS resources of ${clusterName}: ${skipSweep}=skip`);
  const verified = await verifyAccount(inputs, aws, runtime, wait, skipSweep);
  const found = await clusterState(retrying(aws, runtime, wait), clusterName);
  if (found.state === "there") return runtime.print(`The cluster ${clusterName} still exists (${found.status}): keeping all its resources`);
  if (found.state === "unknown")
    throw new DrainError(
      `It is unknown whether the cluster ${clusterName} is deleted (${found.reason}), so nothing was removed. ` +
        `Fix the error and run this again, or skip it with ${skipSweep}=skip in the environment.`,
    );
  const way =
    `Fix the error and run this again, or skip it with ${skipSweep}=skip in the environment; ` +
    "the network cannot be deleted while it contains resources. All resources that could be listed and deleted are gone.";
  const clearing: CleanupContext = { aws: verified.aws, scope: inputs, phase: "sweep", runtime, wait };
  await cleanUpAws(clearing, false, `The cluster ${clusterName} is deleted, but these resources remain`, way).then(
    async () => {
      await verified.stillThere();
      for (const line of await holdersOf(clearing)) runtime.print(line);
    },
    async (error) => Promise.reject(await withHolders(error, clearing)),
  );
}

/** Adds what else uses the VPC to an error of a sweep, because that may be the cause. */
async function withHolders(error: unknown, clearing: CleanupContext): Promise<unknown> {
  if (!(error instanceof DrainError)) return error;
  return new DrainError([error.message, ...(await holdersOf(clearing))].join("\n"));
}

/** The steps of a sweep. @throws DrainError if the account is another one */
export async function previewSweep(inputs: SweepInputs, aws: Aws, runtime: Runtime): Promise<Preview> {
  const { stillThere } = await verifyAccount(inputs, aws, runtime, waitOptions(runtime, previewMinutes), skipSweep);
  const preview = await previewCleanup({
    aws,
    scope: inputs,
    phase: "sweep",
    runtime,
    wait: waitOptions(runtime, previewMinutes),
  });
  await stillThere();
  return preview;
}
