// Whether what runs workloads was there before what it replaces went.
import type { Operation } from "../../harness/fake-aws/types";

const capacity = /:(NodeGroup|Group|FargateProfile)$/;

/** Capacity that went before all new capacity had come; nothing where all is well. */
export function goneTooEarly(operations: readonly Operation[]): string[] {
  const done = operations.filter(({ type, error }) => capacity.test(type) && error === undefined);
  const ready = Math.max(0, ...done.filter(({ op }) => op === "create").map(({ end }) => end));
  return done.filter(({ op, start }) => op === "delete" && start < ready).map(({ type, id }) => `${type} ${id}`);
}
