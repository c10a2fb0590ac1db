// What is known of each kind of thing: what was found last, or why nobody could say.
import type { Host, Patience } from "../runtime";
import { several } from "../truncate-list";
import { type Aws, AwsError } from "./cli";
import { isFinal } from "./errors";
import { listers } from "./list";
import { isKept, type Kind, nameOf, owned, type Phase, type Scope, type Thing } from "./ownership";
import { retrying } from "./retry";

export interface Clearing {
  readonly aws: Aws;
  readonly scope: Scope;
  readonly phase: Phase;
  readonly host: Host;
  readonly patience: Patience;
}

/** How often a call is repeated before the whole kind counts as not listed, and is tried again later. */
const attemptsPerCall = 4;

export class Lookups {
  private readonly found = new Map<Kind, readonly Thing[]>();
  private readonly failures = new Map<Kind, AwsError>();
  private readonly warned = new Set<string>();

  constructor(
    private readonly clearing: Clearing,
    private readonly kinds: readonly Kind[],
  ) {}

  /** Lists again whatever is not known to be clean. A kind that cannot be listed for once is taken to be as it was. */
  async refresh(): Promise<void> {
    await Promise.all(this.kinds.filter((kind) => this.isOpen(kind)).map((kind) => this.list(kind)));
  }

  /** The cluster's own, of the last listings, that must go. */
  get things(): readonly Thing[] {
    return this.all.filter((thing) => !isKept(thing, this.clearing.scope));
  }

  /** Those that are named, and stay. */
  get kept(): readonly Thing[] {
    return this.all.filter((thing) => isKept(thing, this.clearing.scope));
  }

  /** What another attempt may list, with why the last one did not. */
  get pending(): readonly string[] {
    return this.kinds.flatMap((kind) => {
      const failure = this.failures.get(kind);
      return failure && !isFinal(failure) ? [`${kind}s (${failure.message})`] : [];
    });
  }

  /** A line per reason for which kinds could not be listed. */
  get unlisted(): readonly string[] {
    const kindsOf = new Map<string, string[]>();
    for (const kind of this.kinds) {
      const message = this.failures.get(kind)?.message;
      if (message !== undefined) kindsOf.set(message, [...(kindsOf.get(message) ?? []), `${kind}s`]);
    }
    return [...kindsOf].map(([message, kinds]) => `${kinds.join(", ")}: ${message}`);
  }

  private get all(): readonly Thing[] {
    return this.kinds.flatMap((kind) => this.found.get(kind) ?? []);
  }

  private isOpen(kind: Kind): boolean {
    const failure = this.failures.get(kind);
    if (failure) return !isFinal(failure);
    const found = this.found.get(kind);
    return found === undefined || found.some((thing) => !isKept(thing, this.clearing.scope));
  }

  private async list(kind: Kind): Promise<void> {
    const { aws, scope, phase, host, patience } = this.clearing;
    try {
      const patient = retrying(aws, host, { deadline: patience.deadline, attempts: attemptsPerCall });
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

  /** At once, as waiting would not help; a reason that many kinds share is said once. */
  private warn(kind: Kind, message: string): void {
    if (!this.warned.has(message)) this.clearing.host.print(`Warning: cannot list ${kind}s: ${message}`);
    this.warned.add(message);
  }
}

/** One line on what is awaited. */
export function awaited(
  who: string,
  { things, pending }: { readonly things: readonly Thing[]; readonly pending: readonly string[] },
): string {
  const parts = [
    ...(things.length > 0 ? [`Waiting for ${who} to remove ${several(things.map(nameOf))}`] : []),
    ...(pending.length > 0 ? [`${things.length > 0 ? "waiting" : "Waiting"} for AWS to list ${several(pending, "; ")}`] : []),
  ];
  return parts.join("; ");
}
