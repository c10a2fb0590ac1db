// The state of each kind of resource: the result of the last listing, or why it failed.
import type { Runtime, WaitOptions } from "../runtime";
import { truncateList } from "../truncate-list";
import { type Aws, AwsError } from "./cli";
import { isFinal } from "./errors";
import { listers } from "./list";
import { type AwsResource, isKept, type Kind, nameOf, owned, type Phase, type Scope } from "./ownership";
import { retrying } from "./retry";

export interface CleanupContext {
  readonly aws: Aws;
  readonly scope: Scope;
  readonly phase: Phase;
  readonly runtime: Runtime;
  readonly wait: WaitOptions;
}

/** Retries of a call before the kind counts as not listed until the next round. */
const attemptsPerCall = 4;

export class Lookups {
  private readonly found = new Map<Kind, readonly AwsResource[]>();
  private readonly failures = new Map<Kind, AwsError>();
  private readonly warned = new Set<string>();

  constructor(
    private readonly clearing: CleanupContext,
    private readonly kinds: readonly Kind[],
  ) {}

  /** Lists again each kind that is not known to be clean. If one listing fails, the last result is kept. */
  async refresh(): Promise<void> {
    await Promise.all(this.kinds.filter((kind) => this.isOpen(kind)).map((kind) => this.list(kind)));
  }

  /** The cluster's own resources that must be deleted. */
  get resources(): readonly AwsResource[] {
    return this.all.filter((resource) => !isKept(resource, this.clearing.scope));
  }

  /** Resources that are reported and kept. */
  get kept(): readonly AwsResource[] {
    return this.all.filter((resource) => isKept(resource, this.clearing.scope));
  }

  /** Kinds that a retry may list, with the reason of the last failure. */
  get pending(): readonly string[] {
    return this.kinds.flatMap((kind) => {
      const failure = this.failures.get(kind);
      return failure && !isFinal(failure) ? [`${kind}s (${failure.message})`] : [];
    });
  }

  /** A line per reason why kinds could not be listed. */
  get unlisted(): readonly string[] {
    const kindsOf = new Map<string, string[]>();
    for (const kind of this.kinds) {
      const message = this.failures.get(kind)?.message;
      if (message !== undefined) kindsOf.set(message, [...(kindsOf.get(message) ?? []), `${kind}s`]);
    }
    return [...kindsOf].map(([message, kinds]) => `${kinds.join(", ")}: ${message}`);
  }

  private get all(): readonly AwsResource[] {
    return this.kinds.flatMap((kind) => this.found.get(kind) ?? []);
  }

  private isOpen(kind: Kind): boolean {
    const failure = this.failures.get(kind);
    if (failure) return !isFinal(failure);
    const found = this.found.get(kind);
    return found === undefined || found.some((resource) => !isKept(resource, this.clearing.scope));
  }

  private async list(kind: Kind): Promise<void> {
    const { aws, scope, phase, runtime, wait } = this.clearing;
    try {
      const patient = retrying(aws, runtime, { deadline: wait.deadline, attempts: attemptsPerCall });
      this.found.set(kind, owned(await listers[kind](patient, scope), scope, phase));
      this.failures.delete(kind);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.failures.set(kind, error);
      if (!isFinal(error)) return;
      this.found.delete(kind);
      this.warn(kind, error.message);
    }
  }

  /** Permanent errors are reported at once. Kinds with the same reason share a line. */
  private warn(kind: Kind, message: string): void {
    if (!this.warned.has(message)) this.clearing.runtime.print(`Warning: cannot list ${kind}s: ${message}`);
    this.warned.add(message);
  }
}

/** A progress line. */
export function awaited(
  who: string,
  { resources, pending }: { readonly resources: readonly AwsResource[]; readonly pending: readonly string[] },
): string {
  const parts = [
    ...(resources.length > 0 ? [`Waiting for ${who} to delete ${truncateList(resources.map(nameOf))}`] : []),
    ...(pending.length > 0 ? [`${resources.length > 0 ? "waiting" : "Waiting"} for AWS to list ${truncateList(pending, "; ")}`] : []),
  ];
  return parts.join("; ");
}
