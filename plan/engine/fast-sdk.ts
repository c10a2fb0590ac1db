// Replaces internals of @pulumi/pulumi for speed. Each part recognizes the shape that it knows and otherwise leaves the SDK unchanged.
// Import this before anything that imports the SDK.
import { loadLazily } from "./lazy-modules";
import type { AnyOutput, Sdk } from "./sdk";

/** Modules that are only needed to serialize closures take a third of the time to load the SDK. */
const CLOSURE = /^(.*[\\/]@pulumi[\\/]pulumi)[\\/]runtime[\\/]closure[\\/](?:codePaths|parseFunction)\.js$/;
loadLazily({
  asker: CLOSURE,
  request: /^(@npmcli\/arborist|fdir|normalize-package-data|\.\.\/\.\.\/typescript-shim)$/,
  onRequest: (asker) => watched.add(CLOSURE.exec(asker)![1]!),
  onLoad: () => makeOutputs(),
});

/** Copies of the SDK that were loaded after this module, so that the serialization of closures is noticed. */
const watched = new Set<string>();

/** The SDK's context of an error: `resource:name[type]` if it is about a resource. */
const contexts = new WeakMap<object, string>();
export const contextOf = (error: object) => contexts.get(error);

type Resolver = ReturnType<Sdk["rpc"]["transferProperties"]>[string];
/** By property: what an output resolved to, or who asked for it before. */
type Unread = Record<string, Parameters<Resolver> | Resolver | undefined>;

/** Resources of the current run that may have outputs which have not been read. */
let unread = new Map<object, Unread>();
/** False as soon as closures are serialized: serialization reads everything in a resource, and must find what the stock SDK has there. */
let lazy = true;

function makeOutputs(): void {
  for (const resource of unread.keys()) for (const key of Object.keys(resource)) Reflect.get(resource, key);
  lazy = false;
}

/**
 * Creates outputs of resources when they are first read. Most are never read, and each takes about 20 promises, which is most of the memory
 * of a large program. Returns a function that restores the SDK.
 */
export function withLazyOutputs({ rpc, output, root }: Pick<Sdk, "rpc" | "output" | "root">): () => void {
  const { transferProperties: stock } = rpc;
  if (!watched.has(root) || typeof stock !== "function" || stock.length !== 3) return () => {};
  const ofRun = new Map<object, Unread>();
  unread = ofRun;
  /** By property: all resources share them, so that they share their layout in memory. */
  const accessors = new Map<string, PropertyDescriptor>();
  rpc.transferProperties = (resource, label, properties) => {
    if (!lazy) return stock(resource, label, properties);
    const own: Unread = {};
    ofRun.set(resource, own);
    const resolvers: Record<string, Resolver> = {};
    for (const key of Object.keys(properties)) {
      if (key === "id" || key === "urn") continue;
      if (Object.hasOwn(resource, key)) throw new Error(`Property '${key}' is already initialized on target '${label}`);
      if (!accessors.has(key)) accessors.set(key, accessorsOf(key));
      Object.defineProperty(resource, key, accessors.get(key)!);
      resolvers[key] = (...outcome) => {
        const asking = own[key];
        own[key] = outcome;
        if (typeof asking === "function") asking(...outcome);
      };
    }
    return resolvers;
  };
  return () => {
    unread = new Map();
    rpc.transferProperties = stock;
  };

  function accessorsOf(key: string): PropertyDescriptor {
    const define = (resource: object, value: unknown) =>
      Object.defineProperty(resource, key, { value, writable: true, enumerable: true, configurable: true });
    return {
      get(this: object) {
        const created = outputOf(this, key);
        define(this, created);
        return created;
      },
      set(this: object, value) {
        define(this, value);
      },
      enumerable: true,
      configurable: true,
    };
  }

  function outputOf(resource: object, key: string): unknown {
    const own = ofRun.get(resource)!;
    const outcome = new Promise<Parameters<Resolver>>((resolve, reject) => {
      const settle: Resolver = (value, isKnown, isSecret, dependencies = [], error) =>
        error ? reject(error) : resolve([value, isKnown, isSecret, dependencies]);
      const settled = own[key];
      if (Array.isArray(settled)) settle(...settled);
      else own[key] = settle;
    });
    const part = (index: number) => outcome.then((parts) => parts[index]);
    return new output.Output(resource, part(0), part(1), part(2), part(3));
  }
}

/** Promises that are resolved by the answer to a registration: the engine knows which resources wait for one. */
const OWN = /^(transfer|resolve)/;

/**
 * Creates promises of the SDK without a stack trace, which is more than half of the time of a large program, and without tracking those
 * that wait for the engine, which is a third of its memory. `PULUMI_DEBUG_PROMISE_LEAKS` turns both on again. Returns a function that
 * restores the SDK.
 */
export function withoutStackTraces({ debuggable, state }: Pick<Sdk, "debuggable" | "state">): () => void {
  const { debuggablePromise: stock } = debuggable;
  const known = typeof stock === "function" && stock.length === 2 && state.getStore().leakCandidates instanceof Set;
  if (!known || debuggable.debugPromiseLeaks) return () => {};
  const fast = <T>(promise: Promise<T>, context?: unknown): Promise<T> => {
    if (OWN.test(String(context))) return promise;
    return promise.then(undefined, (error) => {
      if (error instanceof Object && !contexts.get(error)?.includes("resource:")) contexts.set(error, String(context));
      throw error;
    });
  };
  debuggable.debuggablePromise = fast;
  return () => {
    debuggable.debuggablePromise = stock;
  };
}

/** Creates resources without their location in the program, which the plan does not show. Returns a function that restores the SDK. */
export function withoutCallSites({ classes: { Resource } }: Pick<Sdk, "classes">): () => void {
  const { callsites: stock } = Resource;
  if (typeof stock !== "function" || stock.length !== 0) return () => {};
  Resource.callsites = () => [];
  return () => {
    Resource.callsites = stock;
  };
}

/** A resource, with the fields of the SDK that say which resources belong to it. */
interface Dependency {
  readonly urn: AnyOutput;
  readonly __remote?: boolean;
  readonly __childResources?: ReadonlySet<object>;
}

/**
 * Finds the URNs of dependencies without looking for children of resources that have none, which takes several promises for each call.
 * Returns a function that restores the SDK.
 */
export function withDirectDependencies({
  dependsOn,
  classes: { ComponentResource, CustomResource },
}: Pick<Sdk, "dependsOn" | "classes">): () => void {
  const { getAllTransitivelyReferencedResourceURNs: stock } = dependsOn;
  if (typeof stock !== "function" || stock.length !== 2) return () => {};
  dependsOn.getAllTransitivelyReferencedResourceURNs = async (resources, exclude) => {
    const found = [...resources] as (object & Dependency)[];
    const isChildless = (resource: object & Dependency) =>
      ComponentResource.isInstance(resource) ? resource.__remote && !resource.__childResources : CustomResource.isInstance(resource);
    if (!found.every(isChildless)) return stock(resources, exclude);
    const urns = new Set<string>();
    for (const resource of found) if (!exclude.has(resource)) urns.add((await resource.urn.promise()) as string);
    return urns;
  };
  return () => {
    dependsOn.getAllTransitivelyReferencedResourceURNs = stock;
  };
}
