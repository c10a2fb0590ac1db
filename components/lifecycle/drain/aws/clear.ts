// Waits until what a cluster's controllers made in AWS is gone, and removes what nobody else will.
import { awaitNone, type Host, type Patience } from "../host";
import { type Aws, AwsError } from "./cli";
import { listers } from "./list";
import { isRemovable, remove } from "./remove";
import { type Kind, owned, type Phase, type Scope, type Thing } from "./things";

export interface Clearing {
  readonly aws: Aws;
  readonly scope: Scope;
  readonly phase: Phase;
  readonly host: Host;
  readonly patience: Patience;
}

/** What goes in a phase. Launch templates go with Karpenter's node classes, which the stack deletes after the drain. */
const kindsOf: Readonly<Record<Phase, readonly Kind[]>> = {
  drain: ["load balancer", "classic load balancer", "target group", "security group", "instance"],
  sweep: [
    "load balancer",
    "classic load balancer",
    "target group",
    "security group",
    "instance",
    "launch template",
    "network interface",
    "log group",
  ],
};

/** Kinds that AWS does not delete while one of the others is there. */
const lastKinds: readonly Kind[] = ["target group", "security group"];
const firstKinds: readonly Kind[] = ["load balancer", "classic load balancer", "instance", "network interface"];

/** Codes after which trying again is of no use. */
const final = /AccessDenied|Unauthorized|OperationNotPermitted|OptInRequired/;

/** How long controllers that run may take over what they made. */
const graceMinutes = 3;

/**
 * Clears what the cluster owns in AWS. Gives a line for each thing that is left; none where all went well.
 * @param controllersRun whether to leave it to them for a while
 * @throws AwsError `Unavailable` where AWS cannot be asked at all
 */
export async function clear(clearing: Clearing, controllersRun: boolean): Promise<string[]> {
  const { scope, host, patience, phase } = clearing;
  const kinds = new Set(kindsOf[phase]);
  let found = await look(clearing, kinds);
  const relook = async () => {
    found = await look(clearing, new Set(found.map(({ kind }) => kind))).catch(() => found); // AWS answered before
    return found;
  };
  if (controllersRun && found.length > 0) {
    const grace = { ...patience, deadline: Math.min(patience.deadline, host.now() + graceMinutes * 60_000) };
    await awaitNone(host, grace, relook, (left) => `Waiting for controllers to remove ${listed(left)}`);
  }
  const refusals = new Map<string, AwsError>();
  const asked = new Set<string>();
  const round = async () => {
    const blocked = found.some(({ kind }) => firstKinds.includes(kind));
    const ready = found.filter((thing) => isRemovable(thing) && !final.test(refusals.get(thing.id)?.code ?? ""));
    for (const thing of ready.filter(({ kind }) => !blocked || !lastKinds.includes(kind))) {
      if (!asked.has(thing.id)) host.print(`Removing ${nameOf(thing)}`);
      asked.add(thing.id);
      await remove(clearing.aws, thing, scope).then(
        () => refusals.delete(thing.id),
        (error) => refusals.set(thing.id, error),
      );
    }
    const left = await relook();
    return left.every(({ id }) => final.test(refusals.get(id)?.code ?? "")) ? [] : left;
  };
  if (found.length > 0) await awaitNone(host, patience, round, (left) => `Waiting for AWS to remove ${listed(left)}`);
  return found.map(
    (thing) => `${nameOf(thing)}: ${refusals.get(thing.id)?.message ?? (isRemovable(thing) ? "still there" : `state ${thing.state}`)}`,
  );
}

/** What a phase would remove, a line each. @throws AwsError `Unavailable` */
export async function previewClear(clearing: Clearing): Promise<string[]> {
  return (await look(clearing, new Set(kindsOf[clearing.phase]))).map((thing) => `remove ${nameOf(thing)} from AWS`);
}

/** Volumes of claims that are still there: data, which nobody but the user deletes now. */
export async function volumesLeft(clearing: Clearing): Promise<Thing[]> {
  return look(clearing, new Set<Kind>(["volume"]));
}

/** Lists kinds one after the other at first, so that a missing login is told once. */
async function look({ aws, scope, phase, host }: Clearing, kinds: ReadonlySet<Kind>): Promise<Thing[]> {
  const [first, ...rest] = [...kinds];
  if (first === undefined) return [];
  const list = async (kind: Kind): Promise<Thing[]> => {
    try {
      return owned(await listers[kind](aws, scope), scope, phase);
    } catch (error) {
      if (!(error instanceof AwsError) || error.code === "Unavailable") throw error;
      host.print(`Warning: cannot look for ${kind}s that the cluster left behind: ${error.message}`);
      return [];
    }
  };
  const found = await list(first);
  return [...found, ...(await Promise.all(rest.map(list))).flat()];
}

export function nameOf({ kind, name }: Thing): string {
  return `${kind} ${name}`;
}

function listed(things: readonly Thing[], most = 4): string {
  const names = things.slice(0, most).map(nameOf).join(", ");
  return things.length > most ? `${names} and ${things.length - most} more` : names;
}
