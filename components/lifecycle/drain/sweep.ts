// Removes what a cluster left behind, when it is gone and before its network goes.
import { type Preview, previewClear } from "./aws/clear";
import type { Aws } from "./aws/cli";
import { clusterState } from "./aws/cluster";
import { retrying } from "./aws/retry";
import { clearAws } from "./drain";
import { type Host, patienceOf } from "./host";
import { verifyAccount } from "./identity";
import { Stopped, type SweepInputs, skipSweep } from "./types";

/**
 * Removes what carries the cluster's tags and no controller looks after any more: interfaces, security groups, log groups that were made
 * again, and what a drain that was left out would have removed.
 * @throws Stopped with what is left and why
 */
export async function sweep(inputs: SweepInputs, aws: Aws, host: Host, patience = patienceOf(host, inputs.timeoutMinutes)): Promise<void> {
  const { clusterName } = inputs;
  if (host.env[skipSweep] === "skip") return host.print(`Not looking for what ${clusterName} left behind: ${skipSweep}=skip`);
  await verifyAccount(inputs, aws, host, patience, skipSweep);
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
  await clearAws({ aws, scope: inputs, phase: "sweep", host, patience }, false, `The cluster ${clusterName} is gone, but left behind`, way);
}

/** What a sweep would do. @throws Stopped where the account is another one */
export async function previewSweep(inputs: SweepInputs, aws: Aws, host: Host): Promise<Preview> {
  await verifyAccount(inputs, aws, host, patienceOf(host, 0), skipSweep);
  return previewClear({ aws, scope: inputs, phase: "sweep", host, patience: patienceOf(host, 0) });
}
