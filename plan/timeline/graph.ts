// What each resource waits for, by the rules of the engine (DependenciesOf in pkg/resource/graph/dependency_graph.go).
import { urnOfReference } from "../engine/urn";

/** A resource of a plan or of a stack's state. */
export interface GraphResource {
  readonly urn: string;
  readonly custom: boolean;
  readonly parent?: string;
  /** `<urn>::<id>`. */
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly deletedWith?: string;
}

export interface Graph<R extends GraphResource = GraphResource> {
  /** Dependencies first. */
  readonly resources: readonly R[];
  /** For each of them, indices of the resources that it waits for, all before it. */
  readonly waitsFor: readonly (readonly number[])[];
}

/**
 * The graph of resources that are listed in any order. Dependents of a component wait for all resources in it, except those that
 * themselves wait for the dependent: a component can be the parent of a resource that needs what depends on the component.
 */
export function graphOf<R extends GraphResource>(listed: readonly R[]): Graph<R> {
  const indices = new Map(listed.map(({ urn }, index) => [urn, index]));
  const dependencies = listed.map(dependenciesOf);
  const direct = listed.map((resource, index) => neededBy(resource, dependencies[index]!).flatMap((urn) => indices.get(urn) ?? []));
  const descendants = descendantsOf(listed, indices, dependencies);
  const within = listed.map((_, index) => {
    const parts = dependencies[index]!.flatMap((urn) => descendants.get(urn) ?? []);
    if (parts.length === 0) return parts;
    const own = new Set([...direct[index]!, index]);
    return [...new Set(parts)].filter((part) => !own.has(part));
  });
  const order = ordered(direct, within);
  const position = new Map(order.map((index, at) => [index, at]));
  const waitsFor = order.map((index, at) => {
    const before = [...direct[index]!, ...within[index]!].map((other) => position.get(other)!);
    return [...new Set(before)].filter((other) => other < at);
  });
  return { resources: order.map((index) => listed[index]!), waitsFor };
}

function dependenciesOf({ dependencies = [], propertyDependencies = {} }: GraphResource): string[] {
  return [...new Set([...dependencies, ...Object.values(propertyDependencies).flatMap((urns) => urns ?? [])])];
}

function neededBy({ urn, parent, provider, deletedWith }: GraphResource, dependencies: readonly string[]): string[] {
  const needed = [...dependencies, parent, provider && urnOfReference(provider), deletedWith];
  return [...new Set(needed)].filter((other): other is string => Boolean(other) && other !== urn);
}

/** Everything in each component that another resource depends on. */
function descendantsOf(
  listed: readonly GraphResource[],
  indices: ReadonlyMap<string, number>,
  dependencies: readonly (readonly string[])[],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const urn of dependencies.flat()) if (listed[indices.get(urn) ?? -1]?.custom === false) found.set(urn, []);
  for (const [index, { parent }] of listed.entries()) {
    for (let at = parent, steps = 0; at !== undefined && steps < listed.length; steps += 1) {
      found.get(at)?.push(index);
      at = listed[indices.get(at) ?? -1]?.parent;
    }
  }
  return found;
}

/** Indices, each after all that it needs, and after what it should wait for where that is possible. */
function ordered(direct: readonly (readonly number[])[], within: readonly (readonly number[])[]): number[] {
  const [needs, waits] = [direct.map(({ length }) => length), within.map(({ length }) => length)];
  const [dependents, followers] = [reversed(direct), reversed(within)];
  const placed = new Set<number>();
  const order: number[] = [];
  const ready = direct.flatMap((_, index) => (needs[index] === 0 && waits[index] === 0 ? [index] : []));
  const add = (index: number) => {
    if (needs[index] === 0 && waits[index] === 0 && !placed.has(index)) ready.push(index);
  };
  while (order.length < direct.length) {
    const next = ready.shift() ?? direct.findIndex((_, index) => needs[index] === 0 && !placed.has(index));
    if (next < 0) break; // a cycle, which no engine accepts
    if (placed.has(next)) continue;
    placed.add(next);
    order.push(next);
    for (const index of dependents[next]!) {
      needs[index]! -= 1;
      add(index);
    }
    for (const index of followers[next]!) {
      waits[index]! -= 1;
      add(index);
    }
  }
  return order;
}

function reversed(edges: readonly (readonly number[])[]): number[][] {
  const back: number[][] = edges.map(() => []);
  for (const [index, targets] of edges.entries()) for (const target of targets) back[target]!.push(index);
  return back;
}
