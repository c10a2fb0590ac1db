// Everything that reaches into the inside of @pulumi/pulumi for speed. Each part looks for the shape that it knows and otherwise
// leaves the stock SDK alone. Import this before anything that imports the SDK.
import Module from "node:module";
import type { Sdk } from "./sdk";

/** What only the serialization of closures needs, a third of the time to load the SDK: who asks -> for what. */
const LAZY: Readonly<Record<string, string>> = {
  "codePaths.js": "@npmcli/arborist",
  "parseFunction.js": "../../typescript-shim",
};
const CLOSURE = /[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]closure[\\/]([^\\/]+)$/;

type Load = (request: string, parent?: NodeModule, isMain?: boolean) => unknown;
const loader = Module as unknown as { _load: Load };
const load = loader._load;
loader._load = (request, parent, isMain) => {
  const asker = CLOSURE.exec(parent?.filename ?? "")?.[1];
  return asker && LAZY[asker] === request ? onFirstUse(() => load(request, parent, isMain) as object) : load(request, parent, isMain);
};

/** What the SDK was about when an error came up: `resource:name[type]`, where it was about a resource. */
const contexts = new WeakMap<object, string>();
export const contextOf = (error: object) => contexts.get(error);

/** Stands for a module until one of its properties is read. */
function onFirstUse(load: () => object): object {
  let module: object | undefined;
  const get = (_: object, key: PropertyKey) => {
    if (key === "__esModule") return true; // TypeScript's import helper then takes it as it is
    module ??= load();
    return Reflect.get(module, key);
  };
  return new Proxy({}, { get });
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
