// Drains a cluster: before the stack deletes anything, and its nodes when no resource needs them.
import { escapeControlChars } from "../../util/escape-control-chars";
import { type Cleanup, cleanUp, type Preview, previewCleanup, previewMinutes, protectedLoadBalancers } from "./aws/cleanup";
import type { Aws } from "./aws/cli";
import type { CleanupContext } from "./aws/lookups";
import { type AwsResource, isGuardDutys, nameOf, type Scope } from "./aws/ownership";
import { retrying } from "./aws/retry";
import { type Connection, connect } from "./connection";
import { verifyAccount } from "./identity";
import type { Kubernetes } from "./kubernetes/client";
import { drainCluster, drainNodes as endNodes, previewCluster, previewNodes, volumesLeft } from "./kubernetes/drain";
import { type Runtime, type WaitOptions, waitOptions } from "./runtime";
import { DrainError, type DrainInputs, skipDrain } from "./types";

const again = (clusterName: string) =>
  `Fix the error and run this again; it continues where it stopped. Or skip it: ${skipDrain}=skip in the environment continues without ` +
  `emptying ${clusterName}; resources that remain in AWS are searched again after the cluster is deleted.`;

/** A part of the work: first in the cluster, then in AWS. */
interface Part {
  readonly phase: "drain" | "nodes";
  readonly run: (kubernetes: Kubernetes, runtime: Runtime, wait: WaitOptions) => Promise<string[]>;
  readonly preview: (kubernetes: Kubernetes) => Promise<string[]>;
  /** Messages after success. */
  readonly done: (clusterName: string) => string;
}

const whole: Part = {
  phase: "drain",
  run: drainCluster,
  preview: previewCluster,
  done: (clusterName) => `No workload in ${clusterName} owns AWS resources any more, except its nodes`,
};

const nodes: Part = {
  phase: "nodes",
  run: endNodes,
  preview: previewNodes,
  done: (clusterName) => `All nodes of Karpenter in ${clusterName} are deleted`,
};

/**
 * Removes everything that holds AWS resources from a cluster, except its nodes, and waits until these AWS resources are deleted.
 * @throws DrainError with the remaining resources and the reasons
 */
export function drain(inputs: DrainInputs, aws: Aws, runtime: Runtime, patience?: WaitOptions): Promise<void> {
  return drainPart(whole, inputs, aws, runtime, patience);
}

/**
 * Removes the nodes that Karpenter started, after the last resource that needs them, and waits until their instances are terminated.
 * @throws DrainError with the remaining resources and the reasons
 */
export function drainNodes(inputs: DrainInputs, aws: Aws, runtime: Runtime, patience?: WaitOptions): Promise<void> {
  return drainPart(nodes, inputs, aws, runtime, patience);
}

async function drainPart(
  { phase, run, done }: Part,
  inputs: DrainInputs,
  aws: Aws,
  runtime: Runtime,
  wait = waitOptions(runtime, inputs.timeoutMinutes),
): Promise<void> {
  const { clusterName, timeoutMinutes } = inputs;
  if (runtime.env[skipDrain] === "skip") return runtime.print(`Not emptying ${clusterName}: ${skipDrain}=skip`);
  const verified = await verifyAccount(inputs, aws, runtime, wait, skipDrain);
  const clearing: CleanupContext = { aws: verified.aws, scope: inputs, phase, runtime, wait };
  const connection = await connect(inputs, retrying(aws, runtime, wait));
  if (phase === "drain" && "kubernetes" in connection) {
    const { kubernetes } = connection;
    await Promise.all([refuseProtected(clearing), refuseVolumes(kubernetes, inputs)]).catch((error) => {
      kubernetes.close();
      throw error;
    });
  }
  const left = await drainKubernetes(run, connection, runtime, wait, clusterName);
  if (left.length > 0)
    throw new DrainError(
      `After ${timeoutMinutes} ${timeoutMinutes === 1 ? "minute" : "minutes"} the cluster ${clusterName} still has:\n${bullets(left)}${again(clusterName)}`,
    );
  await cleanUpAws(clearing, "kubernetes" in connection, `AWS still has resources of the cluster ${clusterName}`, again(clusterName));
  await verified.stillThere();
  runtime.print(done(clusterName));
}

/**
 * Runs before any deletion: a controller cannot delete a protected load balancer, so the drain would wait for its Service or Ingress in
 * vain.
 */
async function refuseProtected(clearing: CleanupContext): Promise<void> {
  const locked = await protectedLoadBalancers(clearing);
  if (locked.length === 0) return;
  const { clusterName } = clearing.scope;
  throw new DrainError(
    `Nothing was deleted: AWS rejects the deletion of load balancers of the cluster ${clusterName}:\n${bullets(locked)}${again(clusterName)}`,
  );
}

/** Likewise: AWS rejects the deletion of a file system with volumes, when the cluster may be gone already. */
async function refuseVolumes(kubernetes: Kubernetes, { blockingDrivers = [], clusterName }: DrainInputs): Promise<void> {
  const left = blockingDrivers.length > 0 ? await volumesLeft(kubernetes, blockingDrivers) : [];
  if (left.length === 0) return;
  throw new DrainError(
    `Nothing was deleted: AWS does not delete a file system with volumes, and these volumes of the cluster ${clusterName} would be kept:\n${bullets(left)}` +
      "Copy their data and set their reclaim policy to Delete: kubectl patch persistentvolume <name> " +
      `--patch '{"spec":{"persistentVolumeReclaimPolicy":"Delete"}}'. Or keep the file system: set its \`retain\`, and run \`pulumi up\`. ${again(clusterName)}`,
  );
}

/** The steps of a drain, one line each. @throws DrainError if the account is another one or the cluster is unreachable */
export function previewDrain(inputs: DrainInputs, aws: Aws, runtime: Runtime): Promise<Preview> {
  return previewPart(whole, inputs, aws, runtime);
}

/** The steps of removing the nodes, one line each. @throws DrainError if the cluster is unreachable */
export function previewDrainNodes(inputs: DrainInputs, aws: Aws, runtime: Runtime): Promise<Preview> {
  return previewPart(nodes, inputs, aws, runtime);
}

async function previewPart({ phase, preview }: Part, inputs: DrainInputs, aws: Aws, runtime: Runtime): Promise<Preview> {
  const wait = waitOptions(runtime, previewMinutes);
  const { stillThere } = await verifyAccount(inputs, aws, runtime, wait, skipDrain);
  const connection = await connect(inputs, retrying(aws, runtime, wait));
  const cluster = "kubernetes" in connection ? await preview(connection.kubernetes) : [connection.absent];
  if ("kubernetes" in connection) connection.kubernetes.close();
  const { lines, unlisted } = await previewCleanup({
    aws,
    scope: inputs,
    phase,
    runtime,
    wait: waitOptions(runtime, previewMinutes),
  });
  await stillThere();
  return { lines: [...cluster, ...lines], unlisted };
}

async function drainKubernetes(
  run: Part["run"],
  connection: Connection,
  runtime: Runtime,
  wait: WaitOptions,
  clusterName: string,
): Promise<string[]> {
  if ("absent" in connection) {
    runtime.print(connection.absent);
    return [];
  }
  try {
    return await run(connection.kubernetes, runtime, wait);
  } catch (error) {
    throw new DrainError(`Emptying ${clusterName} failed: ${escapeControlChars((error as Error).message)}. ${again(clusterName)}`);
  } finally {
    connection.kubernetes.close();
  }
}

/**
 * Deletes the AWS resources that the cluster owns, and lists those that are kept on purpose.
 * @param way how to continue after an error
 * @throws DrainError with the remaining resources, and with each kind that could not be listed, of which some may remain
 */
export async function cleanUpAws(clearing: CleanupContext, controllersRun: boolean, heading: string, way: string): Promise<void> {
  const cleanup = await cleanUp(clearing, controllersRun);
  printKept(clearing, cleanup);
  const { left, unlisted } = cleanup;
  const parts = [...(left.length > 0 ? [`${heading}:\n${bullets(left)}`] : []), ...(unlisted.length > 0 ? [notListed(unlisted)] : [])];
  if (parts.length > 0) throw new DrainError(`${parts.join("")}${way}`);
}

export function notListed(unlisted: readonly string[]): string {
  return `These resource types could not be listed, so some of the cluster's may remain:\n${bullets(unlisted)}`;
}

const mostKept = 20;

function printKept({ runtime, scope }: CleanupContext, { kept }: Cleanup): void {
  for (const resource of kept.slice(0, mostKept)) runtime.print(`keep ${nameOf(resource)} ${whyKept(resource, scope)}`);
  if (kept.length > mostKept) runtime.print(`keep ${kept.length - mostKept} more of ${scope.clusterName}`);
}

function whyKept(resource: AwsResource, { clusterName, vpcId }: Scope): string {
  return isGuardDutys(resource)
    ? `of Amazon GuardDuty (${resource.id}): it monitors ${vpcId}, which this stack did not create`
    : `of a claim of ${clusterName}: delete it yourself if you do not need its data`;
}

export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `  - ${escapeControlChars(line)}\n`).join("");
}
