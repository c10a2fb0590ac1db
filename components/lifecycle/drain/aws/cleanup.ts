// Waits until what a cluster's controllers made in AWS is gone, and removes what nobody else will.
import { awaitNone } from "../runtime";
import type { AwsError } from "./cli";
import { isFinal } from "./errors";
import { awaited, type Clearing, Lookups } from "./lookups";
import { type Kind, keptKinds, nameOf, type Phase, type Thing } from "./ownership";
import { liftProtection } from "./protection";
import { isRemovable, remove } from "./remove";

/** What came of it. Only where both lists of lines are empty AWS holds nothing of the cluster's any more. */
export interface Cleanup {
  /** A line for each thing that is left, and why. */
  readonly left: readonly string[];
  /** A line for each reason why kinds could not be listed: nobody knows what of them is left. */
  readonly unlisted: readonly string[];
  /** What stays on purpose. */
  readonly kept: readonly Thing[];
}

const balancing: readonly Kind[] = ["load balancer", "classic load balancer", "target group", "security group"];
const compute: readonly Kind[] = ["instance", "launch template", "instance profile"];

/** What is looked for in a phase. */
const kindsOf: Readonly<Record<Phase, readonly Kind[]>> = {
  drain: [...balancing, ...keptKinds],
  nodes: compute,
  sweep: [...balancing, ...compute, "network interface", "VPC endpoint", "log group", ...keptKinds],
};

/** Kinds that AWS does not delete while one of the others is there. */
const lastKinds: readonly Kind[] = ["target group", "security group"];
const firstKinds: readonly Kind[] = ["load balancer", "classic load balancer", "instance", "network interface", "VPC endpoint"];

/** How long controllers that run may take over what they made. */
const graceMinutes = 3;
/** How long AWS is asked for protected load balancers before a drain begins without knowing. */
const firstLookMinutes = 2;
/** How long a preview waits for each answer of AWS. */
export const previewMinutes = 1;

/**
 * Clears what the cluster owns in AWS, until nothing is left that may still go, and every kind was listed that may still be.
 * @param controllersRun whether to leave it to them for a while
 */
export async function clear(clearing: Clearing, controllersRun: boolean): Promise<Cleanup> {
  const { host, patience, phase } = clearing;
  const lookups = new Lookups(clearing, kindsOf[phase]);
  const removal = new Removal(clearing, lookups);
  if (controllersRun) {
    const grace = { ...patience, deadline: Math.min(patience.deadline, host.now() + graceMinutes * 60_000) };
    const look = async () => {
      await lookups.refresh();
      return [...lookups.things.filter((thing) => !removal.isFinal(thing)), ...lookups.pending];
    };
    await awaitNone<unknown>(host, grace, look, () => awaited("controllers", lookups));
  } else await lookups.refresh();
  if (lookups.things.length > 0 || lookups.pending.length > 0)
    await awaitNone<unknown>(
      host,
      patience,
      () => removal.round(),
      () => awaited("AWS", lookups),
    );
  return { left: lookups.things.map((thing) => removal.reasonOf(thing)), unlisted: lookups.unlisted, kept: lookups.kept };
}

/** Removes what lookups found, and remembers what AWS refused. */
class Removal {
  private readonly refusals = new Map<string, AwsError>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly clearing: Clearing,
    private readonly lookups: Lookups,
  ) {}

  /** Whether trying to remove a thing again is of no use. */
  isFinal({ id, deletionProtection }: Thing): boolean {
    const refusal = this.refusals.get(id);
    return deletionProtection === true || (refusal !== undefined && isFinal(refusal));
  }

  /** Tries to remove what may go, and looks again. Gives what is still to be awaited. */
  async round(): Promise<readonly unknown[]> {
    const { lookups } = this;
    const blocked = lookups.things.some(({ kind }) => firstKinds.includes(kind));
    const ready = lookups.things.filter((thing) => isRemovable(thing) && !this.isFinal(thing));
    await Promise.all(ready.filter(({ kind }) => !blocked || !lastKinds.includes(kind)).map((thing) => this.tryOnce(thing)));
    await lookups.refresh();
    const stuck = lookups.things.some((thing) => firstKinds.includes(thing.kind) && this.isFinal(thing));
    const movable = lookups.things.filter((thing) => !this.isFinal(thing) && !(stuck && lastKinds.includes(thing.kind)));
    return [...movable, ...lookups.pending];
  }

  /** Why a thing is still there. */
  reasonOf(thing: Thing): string {
    if (thing.deletionProtection) return `${nameOf(thing)}: ${liftProtection(thing, this.clearing)}`;
    return `${nameOf(thing)}: ${this.refusals.get(thing.id)?.message ?? (isRemovable(thing) ? "still there" : `state ${thing.state}`)}`;
  }

  private async tryOnce(thing: Thing): Promise<void> {
    const { aws, scope, host } = this.clearing;
    if (!this.asked.has(thing.id)) host.print(`Removing ${nameOf(thing)}`);
    this.asked.add(thing.id);
    await remove(aws, thing, scope).then(
      () => this.refusals.delete(thing.id),
      (error) => this.refusals.set(thing.id, error),
    );
  }
}

/** A line for each load balancer that AWS refuses to delete until somebody lifts its protection. Looked for before anything is deleted. */
export async function protectedLoadBalancers(clearing: Clearing): Promise<string[]> {
  const { host, patience } = clearing;
  const lookups = new Lookups(clearing, ["load balancer"]);
  const first = { ...patience, deadline: Math.min(patience.deadline, host.now() + firstLookMinutes * 60_000) };
  const look = async () => {
    await lookups.refresh();
    return lookups.pending;
  };
  await awaitNone<unknown>(host, first, look, () => awaited("AWS", { things: [], pending: lookups.pending }));
  return lookups.things
    .filter(({ deletionProtection }) => deletionProtection)
    .map((thing) => `${nameOf(thing)}: ${liftProtection(thing, clearing)}`);
}

export interface Preview {
  /** What would be done, a line each. */
  readonly lines: readonly string[];
  /** A line for each reason why that may not be all: kinds that could not be listed. */
  readonly unlisted: readonly string[];
}

/** What a phase would do. */
export async function previewClear(clearing: Clearing): Promise<Preview> {
  const { phase } = clearing;
  const lookups = new Lookups(clearing, kindsOf[phase]);
  await lookups.refresh();
  const lines = [
    ...lookups.things.map((thing) =>
      thing.deletionProtection ? `stop at ${nameOf(thing)}: ${liftProtection(thing, clearing)}` : `remove ${nameOf(thing)} from AWS`,
    ),
    ...lookups.kept.map((thing) => `keep ${nameOf(thing)}`),
  ];
  return { lines, unlisted: lookups.unlisted };
}
