import type { AddonOptions } from "../settings/types";
import { isRecord } from "../util/is-record";
import type { AdditionalRelease, Values } from "./addon";

/** Options that every chart and EKS add-on takes. */
export interface ReleaseOptions {
  readonly version?: string;
  readonly values?: Values;
}

/** The user's options for an additional release; empty where it is off or has none. */
export function releaseOptions({ option }: AdditionalRelease, options: AddonOptions): ReleaseOptions {
  const valueAt = (value: unknown, key: string) => (isRecord(value) ? value[key] : undefined);
  const own = option?.split(".").reduce<unknown>(valueAt, options);
  return isRecord(own) ? (own as ReleaseOptions) : {};
}
