// What the parts of the offline plan hand to each other. Values are plain JavaScript (decoded from the engine's wire form):
// UNKNOWN stands for what only a deployment knows, Secret wraps what must never be printed, Reference points at a resource.

export const UNKNOWN = Symbol("unknown");

export class Secret {
  constructor(readonly value: Value) {}
}

/** A resource used as a value, as remote components and output properties do. */
export class Reference {
  constructor(
    readonly urn: string,
    readonly id?: Value,
  ) {}
}

export type Value =
  | null
  | boolean
  | number
  | string
  | typeof UNKNOWN
  | Secret
  | Reference
  | readonly Value[]
  | { readonly [key: string]: Value };

export type Values = Readonly<Record<string, Value>>;

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** One resource of a plan, as the engine would keep it in its state. */
export interface PlannedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent?: string;
  /** `<urn>::<id>` of the provider that manages it. */
  readonly provider?: string;
  readonly id?: Value;
  readonly inputs: Values;
  outputs: Values;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly retainOnDelete: boolean;
  /** Every URN that an earlier deployment may know it by, those inherited from its parents included. */
  readonly aliases: readonly string[];
  /** Read with `X.get`, not managed. */
  readonly external?: boolean;
  readonly additionalSecretOutputs?: readonly string[];
  /** Seconds, as in a deployment's state. */
  readonly customTimeouts?: Readonly<Record<string, number>>;
  readonly deletedWith?: string;
  readonly replaceWith?: readonly string[];
  /** Identity of the existing thing that `import` adopts. */
  readonly importID?: string;
  /** Kind of hook (`BeforeCreate`, ...) -> names of hooks. */
  readonly resourceHooks?: Readonly<Record<string, readonly string[]>>;
  /** Type of the remote component whose simulation registered this child. */
  readonly simulatedBy?: string;
}

/** What a program said through `pulumi.log`. */
export interface LogLine {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
  readonly urn?: string;
}

/** Everything that one run of a program registered. */
export interface Recording {
  readonly resources: readonly PlannedResource[];
  /** Stack outputs. */
  readonly outputs: Values;
  readonly log: readonly LogLine[];
}

/** A child that a remote component registers; options that its parent passes on are added by the engine. */
export interface ChildRequest {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  /** URN of the parent; default the component itself. */
  readonly parent?: string;
  readonly inputs: Values;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly ignoreChanges?: readonly string[];
  /** `<urn>::<id>` of a provider; default that of the parents, else the package's default provider. */
  readonly provider?: string;
}

export interface Registered {
  readonly urn: string;
  readonly id: Value;
  readonly outputs: Values;
}

/** Registers a child of a remote component with the engine, transforms and simulation included. */
export type RegisterChild = (child: ChildRequest) => Promise<Registered>;

export interface ResourceRequest {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Without Secret: the engine marks outputs that echo a secret input. Those of a component keep it. */
  readonly inputs: Values;
  /** Inputs of the provider that serves it (region, kubeconfig, ...), where known. */
  readonly provider: Values;
  /** `pulumi preview`: outputs that only a deployment knows are UNKNOWN. */
  readonly preview: boolean;
  /** Directory of the program, from which the providers' SDKs resolve. */
  readonly directory: string;
  /** How many were made for this URN before, as replacements do: each has other ids and names. Default 0. */
  readonly generation?: number;
}

/** A look at what exists already: `X.get(name, id)`. */
export interface ReadRequest extends ResourceRequest {
  readonly id: string;
}

export interface ComponentRequest extends ResourceRequest {
  /** Where each input comes from: property -> URNs. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly invoke: (token: string, args: Values) => Values;
  /** Says which children an output comes from; whoever uses it then depends on them too, not on the component alone. */
  readonly outputDependencies: (output: string, urns: readonly string[]) => void;
}

export interface CallRequest {
  readonly token: string;
  readonly args: Values;
  readonly provider: Values;
  readonly preview: boolean;
  readonly directory: string;
}

/** The simulated cloud: plain functions from inputs to outputs. Throws SimulationError for what it refuses. */
export interface Simulation {
  /** Whether a type is a remote component that `expand` knows. */
  isComponent(type: string): boolean;
  /** A custom resource, explicit providers (`pulumi:providers:aws`) included: their `id` and `outputs` are the engine's. */
  resource(request: ResourceRequest): { readonly id: Value; readonly outputs: Values };
  /** State of an existing resource. */
  read?(request: ReadRequest): Values;
  expand(request: ComponentRequest, register: RegisterChild): Promise<Values>;
  invoke(request: CallRequest): Values;
  call(request: CallRequest): Values;
}

/** What the simulation refuses: a missing, unknown or malformed property, or something that nobody simulated. */
export class SimulationError extends Error {}
