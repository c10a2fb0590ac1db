// A planned resource, as the engine would keep it in its state. Values are plain JavaScript (decoded from the engine's wire form):
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

/** A planned resource with defaults for what is omitted, for tests of rules. */
export function plannedResource(given: Partial<PlannedResource> & Pick<PlannedResource, "type" | "name">): PlannedResource {
  return {
    urn: `urn:pulumi:dev::shop::${given.type}::${given.name}`,
    custom: true,
    id: `id-of-${given.name}`,
    inputs: {},
    outputs: {},
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    deleteBeforeReplace: false,
    retainOnDelete: false,
    aliases: [],
    ...given,
  };
}
