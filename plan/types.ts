// What the parts of the offline plan hand to each other, on top of the resources that policies read.
import type { PlannedResource, Value, Values } from "../policy/planned-resource";

export { isList, type PlannedResource, Reference, Secret, UNKNOWN, type Value, type Values } from "../policy/planned-resource";

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
  /** Says which children an output comes from; resources that use it then depend on them too, not on the component alone. */
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

/** What the simulation refuses: a missing, unknown or malformed property, or something that is not simulated. */
export class SimulationError extends Error {}
