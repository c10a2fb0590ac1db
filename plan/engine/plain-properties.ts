import type { Sdk } from "./sdk";

type Properties = Readonly<Record<string, unknown>>;

/**
 * Copies properties that contain no outputs synchronously. The SDK awaits every single value, and then computes dependencies that such
 * properties cannot have. Returns a function that restores the SDK.
 */
export function withPlainProperties({ rpc }: Pick<Sdk, "rpc">): () => void {
  const { serializeResourceProperties: stock } = rpc;
  if (typeof stock !== "function" || stock.length !== 3) return () => {};
  rpc.serializeResourceProperties = async (label, props, options) => {
    const serialized: Record<string, unknown> = {};
    const dependencies = new Map<string, Set<object>>();
    for (const [key, value] of Object.entries(props)) {
      if (value === undefined || key === "id" || key === "urn") continue;
      if (isPlain(value)) serialized[key] = copyOf(value);
      else {
        const [others, theirs] = await stock(label, { [key]: value }, options);
        Object.assign(serialized, others);
        for (const [name, resources] of theirs) dependencies.set(name, resources);
      }
    }
    return [serialized, dependencies];
  };
  return () => {
    rpc.serializeResourceProperties = stock;
  };
}

const primitives = ["undefined", "boolean", "number", "string"];

/** Whether a value contains only what JSON can express: no outputs, promises, resources, assets or functions. */
function isPlain(value: unknown): boolean {
  if (value === null || typeof value !== "object") return value === null || primitives.includes(typeof value);
  if (Array.isArray(value)) return value.every(isPlain);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}

/** As in JSON, undefined properties are left out and undefined elements are null. */
function copyOf(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((element) => copyOf(element) ?? null);
  const copy: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value as Properties)) if (child !== undefined) copy[key] = copyOf(child);
  return copy;
}
