import type { Json } from "../report/printable";

/** What an update would do to one resource. */
export interface Change {
  readonly op: "create" | "update" | "replace" | "delete";
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Inputs that differ; a side without the property is absent. */
  readonly properties: readonly { readonly path: string; readonly from?: Json; readonly to?: Json }[];
  /** Why it is replaced, or another note; null if there is none. */
  readonly because: string | null;
}
