// Empties a cluster: before anything of its stack goes, and of nodes when nothing needs them any more.
import { type Clearing, clear, keptData, nameOf, previewClear } from "./aws/clear";
import { type Aws, AwsError } from "./aws/cli";
import { type Connection, connect } from "./connection";
import { type Host, type Patience, patienceOf } from "./host";
import type { Kubernetes } from "./kubernetes/client";
import { drainCluster, drainNodes as endNodes, previewCluster, previewNodes } from "./kubernetes/drain";
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
  const connection = await connect(inputs, aws);
  const left = await drainKubernetes(run, connection, host, patience, clusterName);
  if (left.length > 0)
    throw new Stopped(
      `After ${timeoutMinutes} ${timeoutMinutes === 1 ? "minute" : "minutes"} the cluster ${clusterName} still holds:\n${bullets(left)}${again(clusterName)}`,
    );
  if ("absent" in connection && !connection.askAws) return;
  const behind = await clearAws({ aws, scope: inputs, phase, host, patience }, "kubernetes" in connection);
  if (behind === undefined) return;
  if (behind.length > 0) throw new Stopped(`AWS still has of the cluster ${clusterName}:\n${bullets(behind)}${again(clusterName)}`);
  host.print(done(clusterName));
}

/** What a drain would do, a line each. @throws Stopped where the cluster is out of reach */
export function previewDrain(inputs: DrainInputs, aws: Aws, host: Host): Promise<string[]> {
  return previewPart(whole, inputs, aws, host);
}

/** What a removal of the nodes would do, a line each. @throws Stopped where the cluster is out of reach */
export function previewDrainNodes(inputs: DrainInputs, aws: Aws, host: Host): Promise<string[]> {
  return previewPart(nodes, inputs, aws, host);
}

async function previewPart({ phase, preview }: Part, inputs: DrainInputs, aws: Aws, host: Host): Promise<string[]> {
  const connection = await connect(inputs, aws);
  const cluster = "kubernetes" in connection ? await preview(connection.kubernetes) : [connection.absent];
  if ("kubernetes" in connection) connection.kubernetes.close();
  if ("absent" in connection && !connection.askAws) return cluster;
  return [...cluster, ...(await previewClear({ aws, scope: inputs, phase, host, patience: patienceOf(host, 0) }))];
}

async function drainKubernetes(
  run: Part["run"],
  connection: Connection,
  host: Host,
  patience: Patience,
  clusterName: string,
): Promise<string[]> {
  if ("absent" in connection) {
    host.print(`${connection.askAws ? "" : "Warning: "}${connection.absent}`);
    return [];
  }
  try {
    return await run(connection.kubernetes, host, patience);
  } catch (error) {
    throw new Stopped(`Emptying ${clusterName} failed: ${(error as Error).message}. ${again(clusterName)}`);
  } finally {
    connection.kubernetes.close();
  }
}

/** As `clear`; nothing, and a warning, where AWS cannot be asked: the very next delete of the stack says more of it. */
export async function clearAws(clearing: Clearing, controllersRun: boolean): Promise<string[] | undefined> {
  const { host, scope, phase } = clearing;
  const blocking = blockers[phase];
  const unasked = (error: unknown) => {
    if (!(error instanceof AwsError)) throw error;
    host.print(
      `Warning: cannot ask AWS what ${scope.clusterName} left behind (${error.message}); ${blocking} may stay and block the network's deletion`,
    );
    return undefined;
  };
  const left = await clear(clearing, controllersRun).catch(unasked);
  if (left && phase !== "nodes") await tellKept(clearing).catch(unasked);
  return left;
}

const blockers = { drain: "load balancers", nodes: "instances", sweep: "interfaces and security groups" } as const;

const mostKept = 20;

async function tellKept(clearing: Clearing): Promise<void> {
  const { host, scope } = clearing;
  const kept = await keptData(clearing);
  for (const thing of kept.slice(0, mostKept))
    host.print(`keep ${nameOf(thing)} of a claim of ${scope.clusterName}: delete it yourself if its data is of no use`);
  if (kept.length > mostKept) host.print(`keep ${kept.length - mostKept} more volumes and snapshots of ${scope.clusterName}`);
}

export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `  - ${line}\n`).join("");
}
