// The API for expanding a remote component: its arguments, and the children that it registers.
import { isRecord } from "../../../components/util/is-record";
import { type ComponentRequest, Reference, type RegisterChild, Secret, UNKNOWN, type Value, type Values } from "../../types";
import { bare, hasUnknown, refuse } from "../values";
import { type Inputs, TrackedValue, unwrap } from "./tracked-value";

/** A remote component: registers its children and returns its outputs. */
export type Expansion = (scope: Scope) => Promise<Inputs>;

/** A registered resource. */
export class Child {
  constructor(
    readonly urn: string,
    private readonly ownId: Value,
    private readonly outputs: Values,
  ) {}

  get id(): TrackedValue {
    return new TrackedValue(this.ownId, [this.urn]);
  }

  /** An output, or a part of it. */
  out(...keys: readonly (string | number)[]): TrackedValue {
    return new TrackedValue(this.outputs, [this.urn]).get(...keys);
  }

  /** The resource itself as a value. */
  get reference(): TrackedValue {
    return new TrackedValue(new Reference(this.urn, this.ownId));
  }
}

export interface ChildOptions {
  /** Default: the component itself. */
  readonly parent?: Child;
  /** Additional dependencies: resources, or values with their dependencies. */
  readonly dependsOn?: readonly (Child | TrackedValue)[];
  readonly ignoreChanges?: readonly string[];
  /** Explicit provider, a resource of type `pulumi:providers:...`. */
  readonly provider?: Child;
}

/** Arguments of a component. */
export class Args {
  constructor(
    private readonly values: Values,
    private readonly urns: Readonly<Record<string, readonly string[]>>,
  ) {}

  /** An argument, or a part of it; undefined if absent. */
  get(name: string, ...keys: readonly (string | number)[]): TrackedValue | undefined {
    const flow = new TrackedValue(this.values[name], this.urns[name] ?? []).get(...keys);
    return flow.value === undefined || flow.value === null ? undefined : flow;
  }

  /** Whether an argument is set and, if its value is known, neither false nor empty. */
  has(name: string, ...keys: readonly (string | number)[]): boolean {
    return this.get(name, ...keys)?.truthy ?? false;
  }

  /** Value of an argument that decides which children exist. */
  plain<T extends Value>(name: string, ...keys: readonly (string | number)[]): T | undefined {
    const value = bare(this.get(name, ...keys)?.value);
    if (hasUnknown(value)) refuse(`${[name, ...keys].join(".")}: decides which resources exist, but only a deployment would know it`);
    return value as T | undefined;
  }

  /** The arguments under one of these keys. */
  within(name: string): Args {
    const values = this.values[name];
    const urns = this.urns[name] ?? [];
    return isRecord(values) ? new Args(values, Object.fromEntries(Object.keys(values).map((key) => [key, urns]))) : new Args({}, {});
  }

  /** All arguments, as inputs of a child. */
  all(): Inputs {
    return Object.fromEntries(Object.keys(this.values).map((name) => [name, this.get(name)]));
  }

  /** These arguments and others. */
  with(values: Inputs): Args {
    const settled = Object.entries(values)
      .map(([name, input]) => [name, unwrap(input)] as const)
      .filter(([, { value }]) => value !== undefined);
    return new Args(
      { ...this.values, ...Object.fromEntries(settled.map(([name, { value }]) => [name, value as Value])) },
      { ...this.urns, ...Object.fromEntries(settled.map(([name, { urns }]) => [name, urns])) },
    );
  }
}

export class Scope {
  readonly name: string;
  readonly urn: string;
  readonly args: Args;
  readonly directory: string;

  constructor(
    private readonly request: ComponentRequest,
    private readonly register: RegisterChild,
  ) {
    this.name = request.name;
    this.urn = request.urn;
    this.args = new Args(request.inputs, request.propertyDependencies);
    this.directory = request.directory;
  }

  /** Inputs of the provider that serves the component. */
  get provider(): Values {
    return this.request.provider;
  }

  /** Registers a custom resource. */
  add(type: string, name: string, inputs: Inputs, options: ChildOptions = {}): Promise<Child> {
    return this.child(type, name, true, inputs, options);
  }

  /**
   * Registers a component within the component. It has no inputs, but depends on the resources of its arguments.
   * @param args its arguments that come from resources
   */
  group(type: string, name: string, args: readonly (TrackedValue | undefined)[], options: ChildOptions = {}): Promise<Child> {
    const dependsOn = [...(options.dependsOn ?? []), ...args.flatMap((arg) => arg ?? [])];
    return this.child(type, name, false, {}, { ...options, dependsOn });
  }

  private async child(type: string, name: string, custom: boolean, inputs: Inputs, options: ChildOptions): Promise<Child> {
    const settled = Object.entries(inputs).flatMap(([key, input]): readonly Settled[] => {
      const { value, urns } = unwrap(input);
      return value === undefined ? [] : [{ key, value, urns: [...new Set([...urns, ...references(value)])] }];
    });
    const further = (options.dependsOn ?? []).flatMap((on) => (on instanceof Child ? [on.urn] : [...on.urns, ...references(on.value)]));
    const dependencies = [...new Set([...settled.flatMap(({ urns }) => urns), ...further])].sort();
    const { urn, id, outputs } = await this.register({
      type,
      name,
      custom,
      parent: options.parent?.urn ?? this.urn,
      inputs: Object.fromEntries(settled.map(({ key, value }) => [key, value])),
      dependencies,
      propertyDependencies: Object.fromEntries(settled.map(({ key, urns }) => [key, [...urns].sort()])),
      ...(options.ignoreChanges ? { ignoreChanges: options.ignoreChanges } : {}),
      ...(options.provider ? { provider: `${options.provider.urn}::${String(options.provider.id.value)}` } : {}),
    });
    return new Child(urn, id, outputs);
  }

  /** Calls a data source; unknown while one of its arguments is. */
  invoke(token: string, input: Inputs = {}): TrackedValue {
    const { value, urns } = unwrap(input);
    if (hasUnknown(value)) return new TrackedValue(UNKNOWN, urns);
    return new TrackedValue(this.request.invoke(token, value as Values), urns);
  }

  /** A resource that an argument refers to, with its outputs in the engine. */
  lookUp(reference: TrackedValue): Child {
    const { value } = reference;
    if (!(value instanceof Reference)) return refuse(`expected a resource, found ${JSON.stringify(value)}`);
    const found = this.request.invoke("pulumi:pulumi:getResource", { urn: value.urn });
    const state = isRecord(found.state) ? found.state : {};
    return new Child(value.urn, value.id ?? (found.id as Value), state);
  }

  /** Outputs of the component with their dependencies. */
  finish(outputs: Inputs): Values {
    const settled = Object.entries(outputs).flatMap(([name, input]): [string, Value][] => {
      const { value, urns } = unwrap(input);
      this.request.outputDependencies(name, [...new Set([...urns, ...references(value)])]);
      return value === undefined ? [] : [[name, value]];
    });
    return Object.fromEntries(settled);
  }
}

interface Settled {
  readonly key: string;
  readonly value: Value;
  readonly urns: readonly string[];
}

/** URNs of the resources in a value. */
function references(value: Value | undefined): readonly string[] {
  if (value instanceof Reference) return [value.urn];
  if (value instanceof Secret) return references(value.value);
  if (Array.isArray(value)) return value.flatMap(references);
  return isRecord(value) ? Object.values(value).flatMap(references) : [];
}
