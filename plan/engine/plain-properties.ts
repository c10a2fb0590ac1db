import { outcomeOf } from "./outcome";
import type { Sdk, SerializeOptions } from "./sdk";

type Container = Record<string | number, unknown>;

/** A value that is not plain, and its place in a copy. */
interface Gap {
  readonly into: Container;
  readonly at: string | number;
  readonly value: unknown;
}

/**
 * Copies properties synchronously, except for outputs in them. The SDK awaits every single value, and then computes dependencies that plain
 * values cannot have. Returns a function that restores the SDK.
 */
export function withPlainProperties({ rpc }: Pick<Sdk, "rpc">): () => void {
  const { serializeResourceProperties, serializeProperties, serializeProperty } = rpc;
  if (serializeResourceProperties?.length !== 3 || serializeProperties?.length !== 3 || serializeProperty?.length !== 4) return () => {};

  const serialize: typeof serializeResourceProperties = async (label, properties, options) => {
    const serialized: Container = {};
    const dependencies = new Map<string, Set<object>>();
    for (const [key, value] of Object.entries(properties)) {
      const gaps = copyInto(serialized, key, value);
      if (gaps.length === 0) continue;
      const resources = new Set<object>();
      for (const gap of gaps) {
        if (!(await fillDirectly(gap, resources, options))) await fill(gap, resources, label, key, options);
      }
      if (key in serialized) dependencies.set(key, resources);
    }
    return [serialized, dependencies];
  };

  /** Fills a gap by the SDK. */
  async function fill({ into, at, value }: Gap, resources: Set<object>, label: string, key: string, options?: SerializeOptions) {
    try {
      put(into, at, await serializeProperty(`${label}.${key}`, value, resources, options));
    } catch (error) {
      await serializeProperties(label, { [key]: value }, options); // fails too, and names the property
      throw error;
    }
  }

  rpc.serializeResourceProperties = (label, properties, options) => {
    const { id: _, urn: __, ...others } = properties as Container;
    return serialize(label, others, options);
  };
  rpc.serializeProperties = async (label, properties, options) => (await serialize(label, properties, options))[0];
  rpc.serializeProperty = (label, value, ...rest) => {
    const copy: Container = {};
    return copyInto(copy, "value", value).length === 0 ? copy.value : serializeProperty(label, value, ...rest);
  };
  return () => {
    Object.assign(rpc, { serializeResourceProperties, serializeProperties, serializeProperty });
  };
}

/** Fills a gap by an output that is known, public and plain; returns whether it is one. */
async function fillDirectly({ into, at, value }: Gap, resources: Set<object>, options?: SerializeOptions): Promise<boolean> {
  const outcome = options?.keepOutputValues ? undefined : outcomeOf(value);
  if (!outcome) return false;
  try {
    const output = await outcome;
    if (!output.isKnown || output.isSecret || copyInto(into, at, output.value).length > 0) return false;
    for (const resource of output.allResources) resources.add(resource);
    return true;
  } catch {
    return false; // the SDK reports it
  }
}

/** As in JSON, undefined properties are left out and undefined elements are null. */
function put(into: Container, at: string | number, value: unknown): void {
  if (value !== undefined) into[at] = value;
  else if (Array.isArray(into)) into[at] = null;
  else if (at in into) delete into[at];
}

/** Copies what JSON can express. Returns the rest: outputs, promises, resources, assets, functions. */
function copyInto(into: Container, at: string | number, value: unknown, gaps: Gap[] = []): Gap[] {
  if (value === null || value === undefined || typeof value === "boolean" || typeof value === "number" || typeof value === "string") {
    put(into, at, value);
  } else if (Array.isArray(value)) {
    const copy: unknown[] = [];
    into[at] = copy;
    for (let index = 0; index < value.length; index++) copyInto(copy as unknown as Container, index, value[index], gaps);
  } else if (isPlainObject(value)) {
    const copy: Container = {};
    into[at] = copy;
    for (const key of Object.keys(value)) copyInto(copy, key, value[key], gaps);
  } else {
    into[at] = null; // keeps the order of keys
    gaps.push({ into, at, value });
  }
  return gaps;
}

/** The SDK recognizes its own objects, such as assets, by a field, also in a copy. */
function isPlainObject(value: unknown): value is Container {
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key in value) if (key.startsWith("__pulumi")) return false;
  return true;
}
