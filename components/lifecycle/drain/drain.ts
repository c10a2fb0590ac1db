// Empties a cluster: before anything of its stack goes, and of nodes when nothing needs them any more.
import { escapeControlChars } from "../../util/escape-control-chars";
import { type Cleanup, clear, type Preview, previewClear, previewMinutes, protectedLoadBalancers } from "./aws/cleanup";
import type { Aws } from "./aws/cli";
import type { Clearing } from "./aws/lookups";
import { isGuardDutys, nameOf, type Scope, type Thing } from "./aws/ownership";
import { retrying } from "./aws/retry";
import { type Connection, connect } from "./connection";
import { verifyAccount } from "./identity";
import type { Kubernetes } from "./kubernetes/client";
import { drainCluster, drainNodes as endNodes, previewCluster, previewNodes } from "./kubernetes/drain";
import { type Host, type Patience, patienceOf } from "./runtime";
import { type DrainInputs, Stopped, skipDrain } from "./types";

const again = (clusterName: string) =>
  `Mend the reason and run this again, which goes on where it stopped. Or leave it behind: ${skipDrain}=skip in the environment goes on without ` +
  `emptying ${clusterName}; what AWS then still has of it is looked for once more when the cluster is gone.`;

/** A part of the work: what goes in the cluster, and then in AWS. */
interface Part {
  readonly phase: "drain" | "nodes";
  readonly run: (kubernetes: Kubernetes, host: Host, patience: Patience) => Promise<string[]>;
  readonly preview: (kubernetes: Kubernetes) => Promise<string[]>;
  /** What is said where all went well. */
  readonly done: (clusterName: string) => string;
}

const whole: Part = {
  phase: "drain",
  run: drainCluster,
  preview: previewCluster,
  done: (clusterName) => `Nothing in ${clusterName} holds resources of AWS any more, but its nodes`,
};

const nodes: Part = {
  phase: "nodes",
  run: endNodes,
  preview: previewNodes,
  done: (clusterName) => `Nothing is left of Karpenter's nodes in ${clusterName}`,
};

/**
 * Removes from a cluster what holds resources of AWS, but its nodes, and waits until these are gone.
 * @throws Stopped with what is left and why
 */
export function drain(inputs: DrainInputs, aws: Aws, host: Host, patience?: Patience): Promise<void> {
  return drainPart(whole, inputs, aws, host, patience);
}

/**
 * Removes the nodes that Karpenter started, when nothing needs them any more, and waits until their instances are gone.
 * @throws Stopped with what is left and why
 */
export function drainNodes(inputs: DrainInputs, aws: Aws, host: Host, patience?: Patience): Promise<void> {
  return drainPart(nodes, inputs, aws, host, patience);
}

async function drainPart(
  { phase, run, done }: Part,
  inputs: DrainInputs,
  aws: Aws,
  host: Host,
  patience = patienceOf(host, inputs.timeoutMinutes),
): Promise<void> {
  const { clusterName, timeoutMinutes } = inputs;
  if (host.env[skipDrain] === "skip") return host.print(`Not emptying ${clusterName}: ${skipDrain}=skip`);
  const verified = await verifyAccount(inputs, aws, host, patience, skipDrain);
  const clearing: Clearing = { aws: verified.aws, scope: inputs, phase, host, patience };
  const connection = await connect(inputs, retrying(aws, host, patience));
  if (phase === "drain" && "kubernetes" in connection)
    await refuseProtected(clearing).catch((error) => {
      connection.kubernetes.close();
      throw error;
    });
  const left = await drainKubernetes(run, connection, host, patience, clusterName);
  if (left.length > 0)
    throw new Stopped(
      `After ${timeoutMinutes} ${timeoutMinutes === 1 ? "minute" : "minutes"} the cluster ${clusterName} still holds:\n${bullets(left)}${again(clusterName)}`,
    );
  await clearAws(clearing, "kubernetes" in connection, `AWS still has of the cluster ${clusterName}`, again(clusterName));
  await verified.stillThere();
  host.print(done(clusterName));
}

/** Before anything is deleted: a controller cannot delete a protected load balancer, and its Service or Ingress would be waited for in vain. */
async function refuseProtected(clearing: Clearing): Promise<void> {
  const locked = await protectedLoadBalancers(clearing);
  if (locked.length === 0) return;
  const { clusterName } = clearing.scope;
  throw new Stopped(
    `Nothing was deleted: AWS refuses to delete load balancers of the cluster ${clusterName}:\n${bullets(locked)}${again(clusterName)}`,
  );
}

/** What a drain would do, a line each. @throws Stopped where the account is another one, or the cluster is out of reach */
export function previewDrain(inputs: DrainInputs, aws: Aws, host: Host): Promise<Preview> {
  return previewPart(whole, inputs, aws, host);
}

/** What a removal of the nodes would do, a line each. @throws Stopped where the cluster is out of reach */
export function previewDrainNodes(inputs: DrainInputs, aws: Aws, host: Host): Promise<Preview> {
  return previewPart(nodes, inputs, aws, host);
}

async function previewPart({ phase, preview }: Part, inputs: DrainInputs, aws: Aws, host: Host): Promise<Preview> {
  const patience = patienceOf(host, previewMinutes);
  const { stillThere } = await verifyAccount(inputs, aws, host, patience, skipDrain);
  const connection = await connect(inputs, retrying(aws, host, patience));
  const cluster = "kubernetes" in connection ? await preview(connection.kubernetes) : [connection.absent];
  if ("kubernetes" in connection) connection.kubernetes.close();
  const { lines, unlisted } = await previewClear({ aws, scope: inputs, phase, host, patience: patienceOf(host, previewMinutes) });
  await stillThere();
  return { lines: [...cluster, ...lines], unlisted };
}

async function drainKubernetes(
  run: Part["run"],
  connection: Connection,
  host: Host,
  patience: Patience,
  clusterName: string,
): Promise<string[]> {
  if ("absent" in connection) {
    host.print(connection.absent);
    return [];
  }
  try {
    return await run(connection.kubernetes, host, patience);
  } catch (error) {
    throw new Stopped(`Emptying ${clusterName} failed: ${escapeControlChars((error as Error).message)}. ${again(clusterName)}`);
  } finally {
    connection.kubernetes.close();
  }
}

/**
 * Clears AWS of what the cluster owns, and names what stays on purpose.
 * @param way how to go on where that stops
 * @throws Stopped with what is left, and with each kind that could not be listed: nobody knows whether some of it is left
 */
export async function clearAws(clearing: Clearing, controllersRun: boolean, heading: string, way: string): Promise<void> {
  const cleanup = await clear(clearing, controllersRun);
  printKept(clearing, cleanup);
  const { left, unlisted } = cleanup;
  const parts = [...(left.length > 0 ? [`${heading}:\n${bullets(left)}`] : []), ...(unlisted.length > 0 ? [notListed(unlisted)] : [])];
  if (parts.length > 0) throw new Stopped(`${parts.join("")}${way}`);
}

export function notListed(unlisted: readonly string[]): string {
  return `AWS did not list these kinds, so some of the cluster's may still be there:\n${bullets(unlisted)}`;
}

const mostKept = 20;

function printKept({ host, scope }: Clearing, { kept }: Cleanup): void {
  for (const thing of kept.slice(0, mostKept)) host.print(`keep ${nameOf(thing)} ${whyKept(thing, scope)}`);
  if (kept.length > mostKept) host.print(`keep ${kept.length - mostKept} more of ${scope.clusterName}`);
}

function whyKept(thing: Thing, { clusterName, vpcId }: Scope): string {
  return isGuardDutys(thing)
    ? `of Amazon GuardDuty (${thing.id}): it goes on monitoring ${vpcId}, which this stack did not make`
    : `of a claim of ${clusterName}: delete it yourself if its data is of no use`;
}

export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `  - ${escapeControlChars(line)}\n`).join("");
}
