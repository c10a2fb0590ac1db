/** Type of a value in a document or in an add-on's values: `each` for all entries of a map, `keys` for a map of known keys. */
export type ValueType = "string" | "integer" | "boolean" | "list" | "any" | { readonly each: ValueType } | { readonly keys: ValueTypes };

/** Types by key. */
export interface ValueTypes {
  readonly [key: string]: ValueType;
}
