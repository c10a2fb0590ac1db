/** Everything that an output resolves to. */
export interface Outcome {
  readonly value: unknown;
  readonly isKnown: boolean;
  readonly isSecret: boolean;
  readonly allResources: ReadonlySet<object>;
}

/** The outcome of a lean output; undefined for everything else. */
export const outcomeOf = (value: unknown): Promise<Outcome> | undefined =>
  typeof value === "object" && value !== null && "__outcome" in value ? (value.__outcome as Promise<Outcome>) : undefined;
