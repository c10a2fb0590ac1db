// Everything that reaches into the inside of @pulumi/pulumi for speed. Each part looks for the shape that it knows and otherwise
// leaves the stock SDK alone. Import this before anything that imports the SDK.
import { loadLazily } from "./lazy-modules";
import type { Sdk } from "./sdk";

/** What only the serialization of closures needs is a third of the time to load the SDK. */
const CLOSURE = /^(.*[\\/]@pulumi[\\/]pulumi)[\\/]runtime[\\/]closure[\\/](?:codePaths|parseFunction)\.js$/;
loadLazily({
  asker: CLOSURE,
  request: /^(@npmcli\/arborist|fdir|normalize-package-data|\.\.\/\.\.\/typescript-shim)$/,
  onRequest: (asker) => watched.add(CLOSURE.exec(asker)![1]!),
  onLoad: () => makeOutputs(),
});

/** Copies of the SDK that were loaded under this watch: none serializes a closure unseen. */
const watched = new Set<string>();

/** What the SDK was about when an error came up: `resource:name[type]`, where it was about a resource. */
const contexts = new WeakMap<object, string>();
export const contextOf = (error: object) => contexts.get(error);

/** Resources that may have outputs which nobody has read. */
const unread = new Set<object>();
/** Closures are serialized: that looks at all that a resource holds, and must find what the stock SDK has there. */
let lazy = true;

function makeOutputs(): void {
  for (const resource of unread) for (const key of Object.keys(resource)) Reflect.get(resource, key);
  unread.clear();
  lazy = false;
}

type Resolver = ReturnType<Sdk["rpc"]["transferProperties"]>[string];

/**
 * Outputs of resources made when they are first read: most never are, and each takes some 20 promises, which is most of a large
 * program's memory. Returns what undoes it.
 */
export function withLazyOutputs({ rpc, output: { Output }, root }: Pick<Sdk, "rpc" | "output" | "root">): () => void {
  const { transferProperties: stock } = rpc;
  if (!watched.has(root) || typeof stock !== "function" || stock.length !== 3) return () => {};
  rpc.transferProperties = (resource, label, properties) => {
    if (!lazy) return stock(resource, label, properties);
    unread.add(resource);
    const keys = Object.keys(properties).filter((key) => key !== "id" && key !== "urn");
    const taken = keys.find((key) => Object.hasOwn(resource, key));
    if (taken) throw new Error(`Property '${taken}' is already initialized on target '${label}`);
    return Object.fromEntries(keys.map((key) => [key, lazyOutput(resource, key)]));
  };
  return () => {
    unread.clear();
    rpc.transferProperties = stock;
  };

  function lazyOutput(resource: object, key: string): Resolver {
    let settled: Promise<Parameters<Resolver>> | undefined;
    let settle: ((outcome: Promise<Parameters<Resolver>>) => void) | undefined;
    const define = (value: unknown) =>
      Object.defineProperty(resource, key, { value, writable: true, enumerable: true, configurable: true });
    const get = () => {
      settled ??= new Promise((resolve) => {
        settle = resolve;
      });
      const [value, isKnown, isSecret, dependencies] = [0, 1, 2, 3].map((index) => settled!.then((outcome) => outcome[index]));
      const output = new Output(resource, value, isKnown, isSecret, dependencies);
      define(output);
      return output;
    };
    Object.defineProperty(resource, key, { get, set: define, enumerable: true, configurable: true });
    return (value, isKnown, isSecret, dependencies = [], error) => {
      const outcome: Promise<Parameters<Resolver>> = error
        ? Promise.reject(error)
        : Promise.resolve([value, isKnown, isSecret, dependencies]);
      outcome.catch(() => {}); // the resource itself tells
      if (settle) settle(outcome);
      else settled = outcome;
    };
  }
}

/** Promises that the engine's answer to a registration settles, most of all: the engine knows who waits for it. */
const OWN = /^(transfer|resolve)/;

/**
 * Promises of the SDK without a stack trace each, which is over half of a large program's time, and without tracking those that
 * hang on the engine, which is a third of its memory. `PULUMI_DEBUG_PROMISE_LEAKS` brings it all back. Returns what undoes it.
 */
export function withoutStackTraces({ debuggable, state }: Pick<Sdk, "debuggable" | "state">): () => void {
  const { debuggablePromise: stock } = debuggable;
  const known = typeof stock === "function" && stock.length === 2 && state.getStore().leakCandidates instanceof Set;
  if (!known || debuggable.debugPromiseLeaks) return () => {};
  const fast = <T>(promise: Promise<T>, context?: unknown): Promise<T> => {
    if (OWN.test(String(context))) return promise;
    const { leakCandidates } = state.getStore();
    leakCandidates.add(promise);
    return promise
      .then((value) => {
        leakCandidates.delete(promise);
        return value;
      })
      .catch((error) => {
        leakCandidates.delete(promise);
        if (error instanceof Object && !contexts.get(error)?.includes("resource:")) contexts.set(error, String(context));
        throw error;
      });
  };
  debuggable.debuggablePromise = fast;
  return () => {
    debuggable.debuggablePromise = stock;
  };
}

/** Resources without the place in the program that each was created at, which the plan does not show. Returns what undoes it. */
export function withoutCallSites({ classes: { Resource } }: Pick<Sdk, "classes">): () => void {
  const { callsites: stock } = Resource;
  if (typeof stock !== "function" || stock.length !== 0) return () => {};
  Resource.callsites = () => [];
  return () => {
    Resource.callsites = stock;
  };
}
