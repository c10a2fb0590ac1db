import { type Outcome, outcomeOf } from "./outcome";
import type { AnyOutput, OutputModule } from "./sdk";

type Container = Record<string | number, unknown>;

/** An output or a promise, and its place in a copy. */
interface Gap {
  readonly into: Container;
  readonly at: string | number;
  readonly value: AnyOutput | Promise<unknown>;
}

/** A copy of a value, without the outputs and promises in it. */
interface Copy {
  readonly root: { value?: unknown };
  readonly gaps: Gap[];
  /** False if it contains something unknown. */
  isKnown: boolean;
}

/** How outputs are created and read. */
export interface OutputParts {
  readonly create: (resources: Set<object>, outcome: Promise<Outcome>) => AnyOutput;
  readonly read: (output: AnyOutput) => Promise<Outcome>;
}

/** Of a combination: all resources, and secret if any part is. */
function sources(parts: readonly Outcome[]): Pick<Outcome, "isSecret" | "allResources"> {
  return {
    isSecret: parts.some(({ isSecret }) => isSecret),
    allResources: new Set(parts.flatMap(({ allResources }) => [...allResources])),
  };
}

/**
 * Replaces the functions that combine outputs, such as `all`, by ones that create a single output for a value of any depth, where the SDK's
 * create one for each array, object and output in it. Returns a function that restores the SDK.
 */
export function withLeanCombinations(module: OutputModule, { create, read }: OutputParts): () => void {
  const { Output, output: stock, all, concat, interpolate, jsonStringify, isUnknown } = module;
  if ([stock, all, concat, interpolate, jsonStringify].some((combination) => typeof combination !== "function")) return () => {};

  function copyInto(copy: Copy, into: Container, at: string | number, value: unknown, parents: readonly object[]): void {
    into[at] = undefined; // keeps the order of keys
    if (value === null || typeof value !== "object" || "__pulumiResource" in value) into[at] = value;
    else if (value instanceof Promise || Output.isInstance(value)) copy.gaps.push({ into, at, value });
    else if (isUnknown(value)) {
      into[at] = value;
      copy.isKnown = false;
    } else {
      if (parents.includes(value)) throw new Error("Cannot create an Output from a circular structure");
      const container = (Array.isArray(value) ? [] : {}) as Container;
      into[at] = container;
      const within = [...parents, value];
      for (const key of Object.keys(value)) copyInto(copy, container, key, (value as Container)[key], within);
    }
  }

  function copyOf(value: unknown): Copy {
    const copy: Copy = { root: {}, gaps: [], isKnown: true };
    copyInto(copy, copy.root as Container, "value", value, []);
    return copy;
  }

  /** What a value resolves to. What is unknown in an output is left to the SDK, which then combines the whole value. */
  async function resolve(value: unknown, { root, gaps, isKnown } = copyOf(value)): Promise<Outcome> {
    const parts = await Promise.all(
      gaps.map((gap) => (gap.value instanceof Promise ? gap.value.then((inner) => resolve(inner)) : inside(gap.value))),
    );
    if (parts.some((part) => !part.isKnown)) return read(stock(value));
    for (const [index, { into, at }] of gaps.entries()) into[at] = parts[index]!.value;
    return { value: root.value, isKnown, ...sources(parts) };
  }

  /** What an output resolves to, and the outputs and promises in that. */
  async function inside(output: AnyOutput): Promise<Outcome> {
    const outcome = await (outcomeOf(output) ?? read(output));
    if (!outcome.isKnown) return outcome;
    const copy = copyOf(outcome.value);
    if (copy.gaps.length === 0) return { ...outcome, value: copy.root.value };
    const inner = await resolve(outcome.value, copy);
    return { ...inner, ...sources([outcome, inner]) };
  }

  const output = (value: unknown): AnyOutput => {
    const copy = copyOf(value);
    const resources = new Set(copy.gaps.flatMap(({ value: part }) => (part instanceof Promise ? [] : [...part.resources()])));
    return create(resources, resolve(value, copy));
  };
  const replaced: Partial<OutputModule> = {
    output,
    all: output,
    concat: (...parts) => output(parts).apply((texts) => (texts as unknown[]).join("")),
    interpolate: (literals, ...parts) =>
      output(parts).apply((texts) =>
        literals.map((literal, index) => (index === 0 ? literal : `${(texts as unknown[])[index - 1]}${literal}`)).join(""),
      ),
    jsonStringify: (value, ...format) => output(value).apply((plain) => JSON.stringify(plain, ...format)),
  };
  Object.assign(module, replaced);
  return () => void Object.assign(module, { output: stock, all, concat, interpolate, jsonStringify });
}
