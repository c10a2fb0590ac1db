import { awsLimits } from "../reference/aws-limits";
import { cutName } from "./truncate-name";

// How self-managed groups and who drains their instances know each other: by names that no other cluster of the account has.

/** Name of the hook with which a group waits until an instance that ends is drained. */
export function drainHookName(clusterName: string): string {
  return `${clusterName}-drain`;
}

/** Key of the tag on instances that may be drained. */
export function drainTag(clusterName: string): string {
  return cutName(`aws-node-termination-handler/${clusterName}`, awsLimits.tagKey.value);
}
