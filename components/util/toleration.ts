interface Taint {
  readonly key: string;
  /** Empty for none. */
  readonly value: string;
  readonly effect: string;
}

/** The toleration of a taint, as in the specification of a pod. */
export function tolerationOf({ key, value, effect }: Taint) {
  return { key, operator: value ? "Equal" : "Exists", ...(value && { value }), effect };
}
