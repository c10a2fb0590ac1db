// Waits until what a cluster's controllers made in AWS is gone, and removes what nobody else will.
import { awaitNone, type Host, type Patience } from "../host";
import { several } from "../several";
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

const balancing: readonly Kind[] = ["load balancer", "classic load balancer", "target group", "security group"];
const compute: readonly Kind[] = ["instance", "launch template", "instance profile"];

/** What goes in a phase. */
const kindsOf: Readonly<Record<Phase, readonly Kind[]>> = {
  drain: balancing,
  nodes: compute,
  sweep: [...balancing, ...compute, "network interface", "log group"],
};

/** Data, which nobody but the user deletes now. */
const keptKinds: readonly Kind[] = ["volume", "snapshot"];

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
  let found = await look(clearing, kindsOf[phase]);
  const relook = async () => {
    found = await look(clearing, [...new Set(found.map(({ kind }) => kind))], found);
    return found;
  };
  if (controllersRun && found.length > 0) {
    const grace = { ...patience, deadline: Math.min(patience.deadline, host.now() + graceMinutes * 60_000) };
    await awaitNone(host, grace, relook, (left) => `Waiting for controllers to remove ${several(left.map(nameOf))}`);
  }
  const refusals = new Map<string, AwsError>();
  const isFinal = ({ id }: Thing) => final.test(refusals.get(id)?.code ?? "");
  const asked = new Set<string>();
  const tryOnce = async (thing: Thing) => {
    if (!asked.has(thing.id)) host.print(`Removing ${nameOf(thing)}`);
    asked.add(thing.id);
    await remove(clearing.aws, thing, scope).then(
      () => refusals.delete(thing.id),
      (error) => refusals.set(thing.id, error),
    );
  };
  const round = async () => {
    const blocked = found.some(({ kind }) => firstKinds.includes(kind));
    const ready = found.filter((thing) => isRemovable(thing) && !isFinal(thing));
    await Promise.all(ready.filter(({ kind }) => !blocked || !lastKinds.includes(kind)).map(tryOnce));
    const left = await relook();
    const stuck = left.some((thing) => firstKinds.includes(thing.kind) && isFinal(thing));
    return left.every((thing) => isFinal(thing) || (stuck && lastKinds.includes(thing.kind))) ? [] : left;
  };
  if (found.length > 0) await awaitNone(host, patience, round, (left) => `Waiting for AWS to remove ${several(left.map(nameOf))}`);
  return found.map(
    (thing) => `${nameOf(thing)}: ${refusals.get(thing.id)?.message ?? (isRemovable(thing) ? "still there" : `state ${thing.state}`)}`,
  );
}

/** What a phase would remove, a line each. @throws AwsError `Unavailable` */
export async function previewClear(clearing: Clearing): Promise<string[]> {
  return (await look(clearing, kindsOf[clearing.phase])).map((thing) => `remove ${nameOf(thing)} from AWS`);
}

/** Volumes and snapshots of claims that are still there. @throws AwsError `Unavailable` */
export async function keptData(clearing: Clearing): Promise<Thing[]> {
  return look(clearing, keptKinds);
}

/**
 * Lists kinds; the first one alone, so that a missing login is told once.
 * @param known what was there before: a kind that cannot be listed for once is taken to be as it was
 * @throws AwsError `Unavailable` where nothing is known, and AWS cannot be asked
 */
async function look({ aws, scope, phase, host }: Clearing, kinds: readonly Kind[], known?: readonly Thing[]): Promise<Thing[]> {
  const list = async (kind: Kind): Promise<readonly Thing[]> => {
    try {
      return owned(await listers[kind](aws, scope), scope, phase);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (known) return known.filter((thing) => thing.kind === kind);
      if (error.code === "Unavailable" && kind === kinds[0]) throw error;
      host.print(`Warning: cannot look for ${kind}s that the cluster left behind: ${error.message}`);
      return [];
    }
  };
  const first = await Promise.all(kinds.slice(0, 1).map(list));
  return [...first, ...(await Promise.all(kinds.slice(1).map(list)))].flat();
}

export function nameOf({ kind, name }: Thing): string {
  return `${kind} ${name}`;
}
