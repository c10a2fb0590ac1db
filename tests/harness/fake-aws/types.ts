// What the stand-in providers ask of the world behind them.
import type { CallRequest, ReadRequest, ResourceRequest, Values } from "../../../plan/types";

/** Something that exists in the world. */
export interface FakeResource {
  readonly type: string;
  readonly id: string;
  /** URN that it was made for; a replacement has the same. */
  readonly urn: string;
  readonly inputs: Values;
  readonly outputs: Values;
}

/** What a change of inputs means. */
export interface DiffKind {
  readonly changes: boolean;
  /** Top-level input properties that force a replacement. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** An error as a cloud tells it: `AccessDeniedException`, `ThrottlingException`, `DependencyViolation`, ... */
export class FakeAwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/** A world that things are made in and go from. It keeps them beyond the process that serves it. */
export interface FakeAws {
  /** What the inputs would make, or, with an `id`, of an existing thing; refuses bad ones. Makes nothing. */
  preview(request: ResourceRequest & { readonly id?: string }): { readonly outputs: Values };
  create(request: ResourceRequest): Promise<FakeResource>;
  /** Nothing where it is gone. `inputs` of the request are those that the state knows. */
  read(request: ReadRequest): Promise<FakeResource | undefined>;
  diff(request: ResourceRequest & { readonly id: string; readonly olds: Values; readonly oldOutputs: Values }): DiffKind;
  update(request: ResourceRequest & { readonly id: string; readonly olds: Values }): Promise<FakeResource>;
  /** Gone already is no error, as with the real providers, but of a Helm release. With the inputs of the provider, a cluster that is gone is told from one that is not. */
  delete(request: { readonly type: string; readonly id: string; readonly urn: string; readonly provider?: Values }): Promise<void>;
  invoke(request: CallRequest): Promise<Values>;
}

/** One call on the world, for timelines: seconds on its own clock. */
export interface Operation {
  readonly op: "create" | "read" | "update" | "delete" | "invoke";
  readonly type: string;
  readonly urn: string;
  readonly id?: string;
  readonly start: number;
  readonly end: number;
  /** Message, where it failed. */
  readonly error?: string;
}

/** Something that goes wrong: the nth call of an operation on a type (or any) meets it. */
export interface Failure {
  readonly kind:
    | "throttling"
    | "access-denied"
    | "expired-credentials"
    | "quota"
    | "conflict"
    | "eventual-consistency"
    | "webhook-not-ready"
    | "release-pending"
    | "partial" // made, but the answer is lost
    | "kill-provider"; // SIGKILL to the host, before or after the thing is made
  readonly op?: "create" | "update" | "delete" | "read";
  /** Type or prefix of types; any without. */
  readonly type?: string;
  /** Counted among the matching calls, from 1. Default 1. */
  readonly nth?: number;
  /** How many calls in a row meet it. Default 1. */
  readonly times?: number;
  /** Of `kill-provider`. Default `after`: the thing is made. */
  readonly when?: "before" | "after";
  /** Of `eventual-consistency`: how long others do not see what was made. Default 30. */
  readonly seconds?: number;
}

/** Seconds on AWS that each operation takes, by type. */
export type Durations = Readonly<Record<string, { readonly create: number; readonly update: number; readonly delete: number }>>;

export interface FakeAwsOptions {
  /** File that holds all that ever happened; made where it is missing, replayed where it is there. */
  readonly journal: string;
  /** Real seconds per second of the world. Default 0: it leaps to the next event as soon as nothing else happens. */
  readonly timeScale?: number;
  /** For a scale of 0: how long nothing must have happened before a leap, in real milliseconds. Default 0. */
  readonly settle?: number;
  /** Instead of those of durations.ts. */
  readonly durations?: Durations;
  /** Instead of those of quotas.ts, by their names there. */
  readonly quotas?: Readonly<Record<string, number>>;
  readonly failures?: readonly Failure[];
  /** What things have besides what the simulation says of them, by type: such as the address of a real API server. */
  readonly outputs?: Readonly<Record<string, Values>>;
  /** Makes durations differ by up to a fifth, always the same for the same seed. Default: they do not. */
  readonly seed?: string;
  /** Ends the process that serves the world (`kill-provider`). The call that meets the fault never answers. */
  readonly killed?: () => void;
}

/** What stands in the ledger of the world. Times are seconds on its clock. */
export interface LiveResource extends FakeResource {
  /** Place in the ledger: the first is 0. */
  readonly serial: number;
  readonly name: string;
  readonly provider: Values;
  readonly directory: string;
  readonly generation: number;
  /** URN that names and ids follow from; a rename of the resource does not change it. */
  readonly seed: string;
  /** Kubernetes: address of the API server. */
  readonly server?: string;
  /** Serial of what made it by itself, as EKS makes access entries. */
  readonly owner?: number;
  readonly made: number;
  /** When it works, and when others see it. */
  readonly ready: number;
  readonly visible: number;
  /** When it is gone, where somebody deleted it. */
  readonly gone?: number;
}
