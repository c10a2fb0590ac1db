import type { PlannedResource, Value } from "../types";
import type { PreviousResource } from "./snapshot";

/** Pairs of former and new resources that are the same. */
export interface Matches {
  /** URN of a new resource to its former one. */
  readonly previous: ReadonlyMap<string, PreviousResource>;
  /** Former resources that no longer exist. */
  readonly gone: readonly PreviousResource[];
}

/**
 * Pairs resources by URN, then by alias, then default providers whose names contain a version. Stacks and projects may have different
 * names.
 */
export function match(before: readonly PreviousResource[], after: readonly PlannedResource[]): Matches {
  const left = new Map(before.map((resource) => [identity(resource.urn), resource]));
  const previous = new Map<string, PreviousResource>();
  const take = (resource: PlannedResource, key: string | undefined) => {
    const found = key === undefined ? undefined : left.get(key);
    if (!found) return;
    previous.set(resource.urn, found);
    left.delete(key!);
  };
  const unmatched = () => after.filter(({ urn }) => !previous.has(urn));
  for (const resource of after) take(resource, identity(resource.urn));
  for (const resource of unmatched())
    take(
      resource,
      resource.aliases.map(identity).find((key) => left.has(key)),
    );
  for (const resource of unmatched().filter(isDefaultProvider)) {
    take(resource, [...left].find(([, other]) => other.type === resource.type && isDefaultProvider(other))?.[0]);
  }
  return { previous, gone: [...left.values()] };
}

/** A URN without its stack and project, which are part of the name of the stack's own resource. */
export function identity(urn: string): string {
  const [, , type, ...name] = urn.split("::");
  return type === "pulumi:pulumi:Stack" ? type : `${type}::${name.join("::")}`;
}

export function isDefaultProvider({ type, name }: Pick<PlannedResource, "type" | "name">): boolean {
  return type.startsWith("pulumi:providers:") && /^default(_|$)/.test(name);
}

/** The default provider of dynamic resources: its inputs are the whole configuration of the stack, and nothing depends on them. */
export function isDynamicProvider(resource: Pick<PlannedResource, "type" | "name">): boolean {
  return resource.type === "pulumi:providers:pulumi-nodejs" && isDefaultProvider(resource);
}

/** Shorter strings occur in other values by chance. */
const shortestReported = 6;

/**
 * Simulated IDs and ARNs derive from URNs, so those of a resource change with its URN although the resource is the same.
 * @returns string of the former plan to string of the new one
 */
export function renamedTexts(after: readonly PlannedResource[], { previous }: Matches): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const add = (old: Value | undefined, now: Value | undefined) => {
    if (typeof old === "string" && typeof now === "string" && old !== now && old.length >= shortestReported) texts.set(old, now);
  };
  for (const resource of after) {
    const was = previous.get(resource.urn);
    if (!was || was.urn === resource.urn) continue;
    add(was.urn, resource.urn);
    add(was.id, resource.id);
    for (const [key, value] of Object.entries(was.outputs)) if (!(key in resource.inputs)) add(value, resource.outputs[key]);
  }
  return texts;
}
