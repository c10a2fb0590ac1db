// Removes what a cluster left behind, when it is gone and before its network goes.
import { type Preview, previewClear, previewMinutes } from "./aws/cleanup";
import type { Aws } from "./aws/cli";
import { clusterState } from "./aws/cluster";
import { holdersOf } from "./aws/holders";
import type { Clearing } from "./aws/lookups";
import { retrying } from "./aws/retry";
import { clearAws } from "./drain";
import { verifyAccount } from "./identity";
import { type Host, patienceOf } from "./runtime";
import { Stopped, type SweepInputs, skipSweep } from "./types";

/**
 * Removes what carries the cluster's tags and no controller looks after any more: interfaces, security groups, log groups that were made
 * again, and what a drain that was left out would have removed.
 * @throws Stopped with what is left and why
 */
export async function sweep(inputs: SweepInputs, aws: Aws, host: Host, patience = patienceOf(host, inputs.timeoutMinutes)): Promise<void> {
  const { clusterName } = inputs;
  if (host.env[skipSweep] === "skip") return host.print(`Not looking for what ${clusterName} left behind: ${skipSweep}=skip`);
  const verified = await verifyAccount(inputs, aws, host, patience, skipSweep);
  const found = await clusterState(retrying(aws, host, patience), clusterName);
  if (found.state === "there")
    return host.print(`The cluster ${clusterName} is still there (${found.status}): leaving all that is its own`);
  if (found.state === "unknown")
    throw new Stopped(
      `AWS does not say whether the cluster ${clusterName} is gone (${found.reason}), so nothing was removed. ` +
        `Mend the reason and run this again, or go on without it by ${skipSweep}=skip in the environment.`,
    );
  const way =
    `Mend the reason and run this again, or go on without it by ${skipSweep}=skip in the environment; ` +
    "the network cannot go while something is in it. What could be listed and removed is gone.";
  const clearing: Clearing = { aws: verified.aws, scope: inputs, phase: "sweep", host, patience };
  await clearAws(clearing, false, `The cluster ${clusterName} is gone, but left behind`, way).then(
    async () => {
      await verified.stillThere();
      for (const line of await holdersOf(clearing)) host.print(line);
    },
    async (error) => Promise.reject(await withHolders(error, clearing)),
  );
}

/** An error of a sweep with what else holds the VPC, which may be the reason. */
async function withHolders(error: unknown, clearing: Clearing): Promise<unknown> {
  if (!(error instanceof Stopped)) return error;
  return new Stopped([error.message, ...(await holdersOf(clearing))].join("\n"));
}

/** What a sweep would do. @throws Stopped where the account is another one */
export async function previewSweep(inputs: SweepInputs, aws: Aws, host: Host): Promise<Preview> {
  const { stillThere } = await verifyAccount(inputs, aws, host, patienceOf(host, previewMinutes), skipSweep);
  const preview = await previewClear({ aws, scope: inputs, phase: "sweep", host, patience: patienceOf(host, previewMinutes) });
  await stillThere();
  return preview;
}
