import { naturalOrder } from "../../components/util/natural-order";
import type { PlannedResource } from "../types";
import { urnOfReference } from "./urn";

/**
 * Sorts resources after their dependencies, otherwise by URN in natural order: the order of registration of a run that reads files or waits
 * for timers varies, the plan must not.
 */
export function inOrder<R extends PlannedResource>(resources: ReadonlyMap<string, R>): R[] {
  const waiting = new Map<string, number>();
  const dependents = new Map<string, string[]>();
  for (const resource of resources.values()) {
    const needs = needsOf(resource).filter((urn) => resources.has(urn) && urn !== resource.urn);
    waiting.set(resource.urn, needs.length);
    for (const urn of needs) {
      const list = dependents.get(urn);
      if (list) list.push(resource.urn);
      else dependents.set(urn, [resource.urn]);
    }
  }
  const ordered: R[] = [];
  let ready = [...resources.keys()].filter((urn) => waiting.get(urn) === 0);
  // Level by level: resources that become ready together are sorted.
  while (ready.length > 0) {
    const next: string[] = [];
    for (const urn of ready.sort(naturalOrder)) {
      ordered.push(resources.get(urn)!);
      for (const dependent of dependents.get(urn) ?? []) {
        const left = waiting.get(dependent)! - 1;
        waiting.set(dependent, left);
        if (left === 0) next.push(dependent);
      }
    }
    ready = next;
  }
  return ordered;
}

function needsOf({ parent, provider, dependencies, deletedWith }: PlannedResource): string[] {
  const needs = new Set(dependencies);
  if (parent) needs.add(parent);
  if (provider) needs.add(urnOfReference(provider));
  if (deletedWith) needs.add(deletedWith);
  return [...needs];
}
