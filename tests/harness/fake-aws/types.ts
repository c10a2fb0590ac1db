// The interface between the simulated providers and the fake AWS.
import type { Difference } from "../../../plan/diff/differences";
import type { CallRequest, ReadRequest, ResourceRequest, Values } from "../../../plan/types";

/** A resource on the fake AWS. */
export interface FakeResource {
  readonly type: string;
  readonly id: string;
  /** The URN for which it was created; a replacement has the same. */
  readonly urn: string;
  readonly inputs: Values;
  readonly outputs: Values;
}

/** The kind of a change of inputs. */
export interface DiffKind {
  readonly differences: readonly Difference[];
  /** Top-level input properties that force a replacement. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** An error of a cloud API: `AccessDeniedException`, `ThrottlingException`, `DependencyViolation`, ... */
export class FakeAwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/** A fake AWS, whose state outlives the process. */
export interface FakeAws {
  /** The planned outputs of a new resource or, with an `id`, of an existing one; rejects invalid inputs. Creates nothing. */
  preview(request: ResourceRequest & { readonly id?: string }): { readonly outputs: Values };
  create(request: ResourceRequest): Promise<FakeResource>;
  /** Undefined for a deleted resource. `inputs` of the request are those of the state. */
  read(request: ReadRequest): Promise<FakeResource | undefined>;
  diff(request: ResourceRequest & { readonly id: string; readonly olds: Values; readonly oldOutputs: Values }): DiffKind;
  update(request: ResourceRequest & { readonly id: string; readonly olds: Values }): Promise<FakeResource>;
  /** A deleted resource is no error, as with the real providers, except for a Helm release. The provider's inputs identify the cluster of an object. */
  delete(request: { readonly type: string; readonly id: string; readonly urn: string; readonly provider?: Values }): Promise<void>;
  invoke(request: CallRequest): Promise<Values>;
}

/** One call, for timelines: seconds on the fake AWS's clock. */
export interface Operation {
  readonly op: "create" | "read" | "update" | "delete" | "invoke";
  readonly type: string;
  readonly urn: string;
  readonly id?: string;
  readonly start: number;
  readonly end: number;
  /** The message, if it failed. */
  readonly error?: string;
}

/** A failure of the nth call of an operation on a type (or any). */
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
    | "partial" // created, but the response is lost
    | "kill-provider"; // SIGKILL to the host, before or after the resource is created
  readonly op?: "create" | "update" | "delete" | "read";
  /** A type or a prefix of types. Default: any. */
  readonly type?: string;
  /** The number of the first failing call among matching calls, from 1. Default 1. */
  readonly nth?: number;
  /** The number of consecutive failing calls. Default 1. */
  readonly times?: number;
  /** For `kill-provider`. Default `after`: the resource is created. */
  readonly when?: "before" | "after";
  /** For `eventual-consistency`: how long a new resource is hidden from others. Default 30. */
  readonly seconds?: number;
}

/** Seconds that each operation takes on AWS, by type. */
export type Durations = Readonly<Record<string, { readonly create: number; readonly update: number; readonly delete: number }>>;

export interface FakeAwsOptions {
  /** The file of all events; created if missing, replayed if it exists. */
  readonly journal: string;
  /** Real seconds per simulated second. Default 0: the clock advances to the next event as soon as nothing else happens. */
  readonly timeScale?: number;
  /** For a scale of 0: real milliseconds without activity before the clock advances. Default 0. */
  readonly settle?: number;
  /** Durations by prefix of the type, in place of the typical ones. */
  readonly durations?: Durations;
  /** Quotas in place of those in quotas.ts, by name. */
  readonly quotas?: Readonly<Record<string, number>>;
  readonly failures?: readonly Failure[];
  /** Additional outputs by type, such as the address of a real API server. */
  readonly outputs?: Readonly<Record<string, Values>>;
  /** Varies durations by up to a fifth, the same for the same seed. Default: no variation. */
  readonly seed?: string;
  /** Ends the process (`kill-provider`). The failing call never returns. */
  readonly killed?: () => void;
}

/** A resource in the ledger. Times are seconds on the fake AWS's clock. */
export interface LiveResource extends FakeResource {
  /** The index in the ledger, from 0. */
  readonly serial: number;
  readonly name: string;
  readonly provider: Values;
  readonly directory: string;
  readonly generation: number;
  /** The URN from which names and ids derive; renaming the resource does not change it. */
  readonly seed: string;
  /** Kubernetes: the address of the API server. */
  readonly server?: string;
  /** The serial of the resource that created it automatically, as EKS creates access entries. */
  readonly owner?: number;
  readonly created: number;
  /** When it is ready, and when others see it. */
  readonly ready: number;
  readonly visible: number;
  /** When it is deleted, if a deletion was requested. */
  readonly gone?: number;
}
