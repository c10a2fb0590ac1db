// Replaces internals of @pulumi/pulumi for speed. Each part recognizes the shape that it knows and otherwise leaves the SDK unchanged.
// Import this before anything that imports the SDK.
import { loadLazily } from "./lazy-modules";
import type { Sdk } from "./sdk";

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

/** Resources that may have outputs which have not been read. */
const unread = new Set<object>();
/** False as soon as closures are serialized: serialization reads everything in a resource, and must find what the stock SDK has there. */
let lazy = true;

function makeOutputs(): void {
  for (const resource of unread) for (const key of Object.keys(resource)) Reflect.get(resource, key);
  unread.clear();
  lazy = false;
}

type Resolver = ReturnType<Sdk["rpc"]["transferProperties"]>[string];

/**
 * Creates outputs of resources when they are first read. Most are never read, and each takes about 20 promises, which is most of the memory
 * of a large program. Returns a function that restores the SDK.
 */
export function withLazyOutputs({ rpc, output: { Output }, root }: Pick<Sdk, "rpc" | "output" | "root">): () => void {
  const { transferProperties: stock } = rpc;
  if (!watched.has(root) || typeof stock !== "function" || stock.length !== 3) return () => {};
  rpc.transferProperties = (resource, label, properties) => {
    if (!lazy) return stock(resource, label, properties);
    unread.add(resource);
    const resolvers: Record<string, Resolver> = {};
    for (const key of Object.keys(properties)) {
      if (key === "id" || key === "urn") continue;
      if (Object.hasOwn(resource, key)) throw new Error(`Property '${key}' is already initialized on target '${label}`);
      resolvers[key] = lazyOutput(resource, key);
    }
    return resolvers;
  };
  return () => {
    unread.clear();
    rpc.transferProperties = stock;
  };

  function lazyOutput(resource: object, key: string): Resolver {
    let settled: Parameters<Resolver> | undefined;
    let settle: Resolver | undefined;
    const define = (value: unknown) =>
      Object.defineProperty(resource, key, { value, writable: true, enumerable: true, configurable: true });
    const get = () => {
      const outcome = new Promise<Parameters<Resolver>>((resolve, reject) => {
        settle = (value, isKnown, isSecret, dependencies = [], error) =>
          error ? reject(error) : resolve([value, isKnown, isSecret, dependencies]);
      });
      if (settled) settle!(...settled);
      const [value, isKnown, isSecret, dependencies] = [0, 1, 2, 3].map((index) => outcome.then((parts) => parts[index]));
      const output = new Output(resource, value, isKnown, isSecret, dependencies);
      define(output);
      return output;
    };
    Object.defineProperty(resource, key, { get, set: define, enumerable: true, configurable: true });
    return (...outcome) => {
      settled = outcome;
      settle?.(...outcome);
    };
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
    const { leakCandidates } = state.getStore();
    leakCandidates.add(promise);
    return promise.then(
      (value) => {
        leakCandidates.delete(promise);
        return value;
      },
      (error) => {
        leakCandidates.delete(promise);
        if (error instanceof Object && !contexts.get(error)?.includes("resource:")) contexts.set(error, String(context));
        throw error;
      },
    );
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
