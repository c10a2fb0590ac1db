import { isProvider, urnOfReference } from "../../../engine/urn";
import type { DocumentResource } from "../../json";

/** Dependencies between resources by URN, resolved through providers and components. */
export class Dependencies {
  private readonly byUrn: ReadonlyMap<string, DocumentResource>;

  constructor(resources: readonly DocumentResource[]) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  }

  /** URNs that a resource depends on, including those of its provider but not the provider itself. */
  of({ dependencies, provider }: DocumentResource): ReadonlySet<string> {
    const found = new Set<string>();
    const add = (urn: string, seen: ReadonlySet<string>) => {
      const target = this.byUrn.get(urn);
      if (!target || seen.has(urn)) return;
      if (!isProvider(target.type)) found.add(urn);
      else for (const next of target.dependencies) add(next, new Set([...seen, urn]));
    };
    for (const urn of [...dependencies, ...(provider === undefined ? [] : [urnOfReference(provider)])]) add(urn, new Set());
    return found;
  }
}

/** Transitive reduction: removes edges that a longer path implies. Reachability is unchanged, even with cycles. */
export function withoutShortcuts<T extends { readonly from: string; readonly to: string }>(
  edges: readonly T[],
  keep: (edge: T) => boolean = () => false,
): T[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of edges) next.set(from, (next.get(from) ?? new Set()).add(to));
  const reaches = (from: string, to: string): boolean => {
    const seen = new Set([from]);
    const queue = [from];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const target of next.get(at) ?? []) {
        if (target === to) return true;
        if (!seen.has(target)) queue.push(target);
        seen.add(target);
      }
    }
    return false;
  };
  return edges.filter((edge) => {
    if (keep(edge)) return true;
    next.get(edge.from)!.delete(edge.to);
    if (reaches(edge.from, edge.to)) return false;
    next.get(edge.from)!.add(edge.to);
    return true;
  });
}
