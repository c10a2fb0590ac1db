import type { Finding } from "../util/finding";

/** A finding about an add-on; `rule` is `addon-advice` unless given. */
export interface AddonWarning extends Pick<Finding, "message" | "fix">, Partial<Pick<Finding, "rule" | "level" | "source">> {
  /** Path within the add-on's options, such as `["values", "env"]`. Default: the add-on itself. */
  readonly at?: readonly PropertyKey[];
}
