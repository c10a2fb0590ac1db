// Removes what a cluster left behind, when it is gone and before its network goes.
import { previewClear } from "./aws/clear";
import type { Aws } from "./aws/cli";
import { clusterState } from "./aws/cluster";
import { bullets, clearAws } from "./drain";
import { type Host, patienceOf } from "./host";
import { Stopped, type SweepInputs, skipSweep } from "./types";

/**
 * Removes what carries the cluster's tags and no controller looks after any more: interfaces, security groups, log groups that were made
 * again, and what a drain that was left out would have removed.
 * @throws Stopped with what is left and why
 */
export async function sweep(inputs: SweepInputs, aws: Aws, host: Host, patience = patienceOf(host, inputs.timeoutMinutes)): Promise<void> {
  const { clusterName } = inputs;
  if (host.env[skipSweep] === "skip") return host.print(`Not looking for what ${clusterName} left behind: ${skipSweep}=skip`);
  const found = await clusterState(aws, clusterName);
  if (found.state === "there")
    return host.print(`The cluster ${clusterName} is still there (${found.status}): leaving all that is its own`);
  if (found.state === "unknown")
    return host.print(
      `Warning: cannot ask AWS what ${clusterName} left behind (${found.reason}); what it did may block the network's deletion`,
    );
  const left = await clearAws({ aws, scope: inputs, phase: "sweep", host, patience }, false);
  if (left === undefined || left.length === 0) return;
  throw new Stopped(
    `The cluster ${clusterName} is gone, but left behind:\n${bullets(left)}Remove what holds it and run this again, or go on without it ` +
      `by ${skipSweep}=skip in the environment; the network cannot go while it is there.`,
  );
}

/** What a sweep would remove, a line each. @throws AwsError `Unavailable` */
export async function previewSweep(inputs: SweepInputs, aws: Aws, host: Host): Promise<string[]> {
  return previewClear({ aws, scope: inputs, phase: "sweep", host, patience: patienceOf(host, 0) });
}
