// Waits until AWS resources of a cluster's controllers are deleted, and removes the remaining ones.
import { awaitNone } from "../runtime";
import type { AwsError } from "./cli";
import { isFinal } from "./errors";
import { awaited, type CleanupContext, Lookups } from "./lookups";
import { type AwsResource, type Kind, keptKinds, nameOf, type Phase } from "./ownership";
import { liftProtection } from "./protection";
import { isRemovable, remove } from "./remove";

/** Result of a cleanup. AWS has no more resources of the cluster only if both lists are empty. */
export interface Cleanup {
  /** A line for each remaining resource, with the reason. */
  readonly left: readonly string[];
  /** A line for each reason why kinds could not be listed: it is unknown which of them remain. */
  readonly unlisted: readonly string[];
  /** Resources that are kept on purpose. */
  readonly kept: readonly AwsResource[];
}

const balancing: readonly Kind[] = ["load balancer", "classic load balancer", "target group", "security group"];
const compute: readonly Kind[] = ["instance", "launch template", "instance profile"];

/** Resources of a phase. */
const kindsOf: Readonly<Record<Phase, readonly Kind[]>> = {
  drain: [...balancing, ...keptKinds],
  nodes: compute,
  sweep: [...balancing, ...compute, "network interface", "VPC endpoint", "log group", ...keptKinds],
};

/** Kinds that AWS does not delete while one of the others exists. */
const lastKinds: readonly Kind[] = ["target group", "security group"];
const firstKinds: readonly Kind[] = ["load balancer", "classic load balancer", "instance", "network interface", "VPC endpoint"];

/** How long running controllers get to delete their resources. */
const graceMinutes = 3;
/** How long to retry the lookup of protected load balancers before a drain starts without it. */
const firstListMinutes = 2;
/** How long a preview waits for each AWS request. */
export const previewMinutes = 1;

/**
 * Deletes the AWS resources that the cluster owns, until each kind could be listed and none of its resources remains.
 * @param controllersRun whether to leave the deletion to controllers for some time
 */
export async function cleanUp(clearing: CleanupContext, controllersRun: boolean): Promise<Cleanup> {
  const { runtime, wait, phase } = clearing;
  const lookups = new Lookups(clearing, kindsOf[phase]);
  const removal = new Removal(clearing, lookups);
  if (controllersRun) {
    const grace = { ...wait, deadline: Math.min(wait.deadline, runtime.now() + graceMinutes * 60_000) };
    const look = async () => {
      await lookups.refresh();
      return [...lookups.resources.filter((resource) => !removal.isFinal(resource)), ...lookups.pending];
    };
    await awaitNone<unknown>(runtime, grace, look, () => awaited("controllers", lookups));
  } else await lookups.refresh();
  if (lookups.resources.length > 0 || lookups.pending.length > 0)
    await awaitNone<unknown>(
      runtime,
      wait,
      () => removal.round(),
      () => awaited("AWS", lookups),
    );
  return { left: lookups.resources.map((resource) => removal.reasonOf(resource)), unlisted: lookups.unlisted, kept: lookups.kept };
}

/** Removes the listed resources, and records what AWS rejected. */
class Removal {
  private readonly rejections = new Map<string, AwsError>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly clearing: CleanupContext,
    private readonly lookups: Lookups,
  ) {}

  /** Whether a retry of the removal is useless. */
  isFinal({ id, deletionProtection }: AwsResource): boolean {
    const refusal = this.rejections.get(id);
    return deletionProtection === true || (refusal !== undefined && isFinal(refusal));
  }

  /** Tries to remove what may be removed, and lists again. Returns the remaining resources. */
  async round(): Promise<readonly unknown[]> {
    const { lookups } = this;
    const blocked = lookups.resources.some(({ kind }) => firstKinds.includes(kind));
    const ready = lookups.resources.filter((resource) => isRemovable(resource) && !this.isFinal(resource));
    await Promise.all(ready.filter(({ kind }) => !blocked || !lastKinds.includes(kind)).map((resource) => this.tryOnce(resource)));
    await lookups.refresh();
    const stuck = lookups.resources.some((resource) => firstKinds.includes(resource.kind) && this.isFinal(resource));
    const movable = lookups.resources.filter((resource) => !this.isFinal(resource) && !(stuck && lastKinds.includes(resource.kind)));
    return [...movable, ...lookups.pending];
  }

  /** Why a resource still exists. */
  reasonOf(resource: AwsResource): string {
    if (resource.deletionProtection) return `${nameOf(resource)}: ${liftProtection(resource, this.clearing)}`;
    return `${nameOf(resource)}: ${this.rejections.get(resource.id)?.message ?? (isRemovable(resource) ? "still there" : `state ${resource.state}`)}`;
  }

  private async tryOnce(resource: AwsResource): Promise<void> {
    const { aws, scope, runtime } = this.clearing;
    if (!this.asked.has(resource.id)) runtime.print(`Removing ${nameOf(resource)}`);
    this.asked.add(resource.id);
    await remove(aws, resource, scope).then(
      () => this.rejections.delete(resource.id),
      (error) => this.rejections.set(resource.id, error),
    );
  }
}

/** A line for each load balancer with deletion protection. Runs before any deletion. */
export async function protectedLoadBalancers(clearing: CleanupContext): Promise<string[]> {
  const { runtime, wait } = clearing;
  const lookups = new Lookups(clearing, ["load balancer"]);
  const first = { ...wait, deadline: Math.min(wait.deadline, runtime.now() + firstListMinutes * 60_000) };
  const look = async () => {
    await lookups.refresh();
    return lookups.pending;
  };
  await awaitNone<unknown>(runtime, first, look, () => awaited("AWS", { resources: [], pending: lookups.pending }));
  return lookups.resources
    .filter(({ deletionProtection }) => deletionProtection)
    .map((resource) => `${nameOf(resource)}: ${liftProtection(resource, clearing)}`);
}

export interface Preview {
  /** The deletions, one line each. */
  readonly lines: readonly string[];
  /** A line for each reason why the list may be incomplete: kinds that could not be listed. */
  readonly unlisted: readonly string[];
}

/** The deletions of a phase. */
export async function previewCleanup(clearing: CleanupContext): Promise<Preview> {
  const { phase } = clearing;
  const lookups = new Lookups(clearing, kindsOf[phase]);
  await lookups.refresh();
  const lines = [
    ...lookups.resources.map((resource) =>
      resource.deletionProtection
        ? `stop at ${nameOf(resource)}: ${liftProtection(resource, clearing)}`
        : `remove ${nameOf(resource)} from AWS`,
    ),
    ...lookups.kept.map((resource) => `keep ${nameOf(resource)}`),
  ];
  return { lines, unlisted: lookups.unlisted };
}
