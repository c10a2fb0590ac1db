// Whether new capacity for workloads was created before the old capacity was deleted.
import type { Operation } from "../../harness/fake-aws/types";

const capacity = /:(NodeGroup|Group|FargateProfile)$/;

/** Capacity that was deleted before all new capacity was created. */
export function goneTooEarly(operations: readonly Operation[]): string[] {
  const done = operations.filter(({ type, error }) => capacity.test(type) && error === undefined);
  const ready = Math.max(0, ...done.filter(({ op }) => op === "create").map(({ end }) => end));
  return done.filter(({ op, start }) => op === "delete" && start < ready).map(({ type, id }) => `${type} ${id}`);
}
