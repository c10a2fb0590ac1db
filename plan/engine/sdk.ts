// The copy of @pulumi/pulumi that a program uses: a foreign program has its own.
import { createRequire } from "node:module";
import * as path from "node:path";

/** The methods that the SDK calls on outputs, of its own copy or another one. */
export interface AnyOutput {
  resources(): Set<object>;
  allResources?(): Promise<Set<object>>;
  promise(withUnknowns?: boolean): Promise<unknown>;
  apply(func: (value: unknown) => unknown, runWithUnknowns?: boolean): AnyOutput;
  readonly isKnown: Promise<boolean>;
  readonly isSecret?: Promise<boolean>;
}

/** `output.js`. */
export interface OutputModule {
  Output: {
    /** Each part may be a promise. */
    new (resources: object, value: unknown, isKnown: unknown, isSecret: unknown, allResources?: unknown): AnyOutput;
    readonly prototype: Pick<AnyOutput, "apply">;
    isInstance(value: unknown): value is AnyOutput;
  };
  output(value: unknown): AnyOutput;
  all(values: unknown): AnyOutput;
  concat(...parts: unknown[]): AnyOutput;
  interpolate(literals: TemplateStringsArray, ...parts: unknown[]): AnyOutput;
  jsonStringify(value: unknown, ...format: [replacer?: (string | number)[], space?: string | number]): AnyOutput;
  readonly unknown: unknown;
  isUnknown(value: unknown): boolean;
  containsUnknowns(value: unknown): boolean;
}

export interface SerializeOptions {
  readonly keepOutputValues?: boolean;
}

/** Its public and internal parts that the engine uses. */
export interface Sdk {
  /** Its directory. */
  readonly root: string;
  readonly settings: typeof import("@pulumi/pulumi/runtime/settings") & { waitForRPCs(): Promise<void> };
  readonly state: {
    setStackResource(stack: object | undefined): void;
    getStore(): { readonly leakCandidates: Set<Promise<unknown>>; readonly settings: { readonly options: { rootDirectory?: string } } };
  };
  readonly stack: typeof import("@pulumi/pulumi/runtime/stack");
  readonly config: typeof import("@pulumi/pulumi/runtime/config");
  readonly resource: typeof import("@pulumi/pulumi/runtime/resource");
  readonly classes: {
    readonly Resource: { callsites?(): unknown[] };
    readonly ComponentResource: { isInstance(resource: object): boolean };
    readonly CustomResource: { isInstance(resource: object): boolean };
  };
  readonly debuggable: { debuggablePromise<T>(promise: Promise<T>, context?: unknown): Promise<T>; readonly debugPromiseLeaks: boolean };
  readonly rpc: {
    transferProperties(
      resource: object,
      label: string,
      properties: object,
    ): Record<string, (value: unknown, isKnown: boolean, isSecret: boolean, dependencies?: unknown[], error?: Error) => void>;
    serializeResourceProperties(
      label: string,
      properties: object,
      options?: SerializeOptions,
    ): Promise<[serialized: Record<string, unknown>, dependencies: Map<string, Set<object>>]>;
    serializeProperties(label: string, properties: object, options?: SerializeOptions): Promise<Record<string, unknown>>;
    /** The SDK only awaits the result. */
    serializeProperty(label: string, value: unknown, dependencies: Set<object>, options?: SerializeOptions): unknown;
  };
  readonly output: OutputModule;
  readonly dependsOn: {
    getAllTransitivelyReferencedResourceURNs(resources: Iterable<object>, exclude: ReadonlySet<object>): Promise<Set<string>>;
  };
  readonly log: typeof import("@pulumi/pulumi/log");
  readonly messages: typeof import("@pulumi/pulumi/proto/resource_pb");
  readonly aliases: typeof import("@pulumi/pulumi/proto/alias_pb");
  readonly callbacks: typeof import("@pulumi/pulumi/proto/callback_grpc_pb");
  readonly callbackMessages: typeof import("@pulumi/pulumi/proto/callback_pb");
  readonly structs: typeof import("google-protobuf/google/protobuf/struct_pb");
  readonly empty: typeof import("google-protobuf/google/protobuf/empty_pb");
  readonly grpc: typeof import("@grpc/grpc-js");
}

/** Released in spring 2025; older versions use other requests. */
const OLDEST = "3.165.0";

/** @throws with a message for the user if the directory's program has no SDK installed */
export function loadSdk(directory: string): Sdk {
  const fromProgram = createRequire(path.join(directory, "index.js"));
  let entry: string;
  try {
    entry = fromProgram.resolve("@pulumi/pulumi");
  } catch {
    throw new Error(`@pulumi/pulumi is not installed in ${directory}; run \`npm install\` there`);
  }
  const load = createRequire(entry);
  load("./index"); // the whole package first: its parts import each other
  const messages = load("./proto/resource_pb") as Sdk["messages"];
  if (!("hasProtect" in messages.RegisterResourceRequest.prototype))
    throw new Error(
      `@pulumi/pulumi ${load("./package.json").version} in ${directory} is too old to be planned: update it to ${OLDEST} or newer`,
    );
  return {
    root: path.dirname(load.resolve("./package.json")),
    settings: load("./runtime/settings"),
    state: load("./runtime/state"),
    stack: load("./runtime/stack"),
    config: load("./runtime/config"),
    resource: load("./runtime/resource"),
    classes: load("./resource"),
    debuggable: load("./runtime/debuggable"),
    rpc: load("./runtime/rpc"),
    output: load("./output"),
    dependsOn: load("./runtime/dependsOn"),
    log: load("./log"),
    messages,
    aliases: load("./proto/alias_pb"),
    get callbacks() {
      return load("./proto/callback_grpc_pb");
    },
    callbackMessages: load("./proto/callback_pb"),
    structs: load("google-protobuf/google/protobuf/struct_pb"),
    empty: load("google-protobuf/google/protobuf/empty_pb"),
    get grpc() {
      return load("@grpc/grpc-js");
    },
  };
}
