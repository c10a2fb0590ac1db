import { parseArn } from "../../../util/arn";
import type { StackProfile } from "../../stack-profile";

/** Validation message for the first ARN in a partition other than the stack's; values that are not ARNs are accepted. */
export function foreignArn(values: readonly (string | undefined)[], { partition }: Pick<StackProfile, "partition">): string | undefined {
  const foreign = values.find((value) => (parseArn(value)?.partition ?? partition) !== partition);
  return foreign === undefined
    ? undefined
    : `${foreign} is in another partition: the stack's region is in ${partition}; expected arn:${partition}:...`;
}

/**
 * Validation message for the first ARN of another partition or region than the stack's, for what AWS uses only in the region of the resource, such as keys of volumes and
 * certificates of load balancers. Values that are not ARNs are accepted, and ARNs of global services.
 */
export function remoteArn(
  values: readonly (string | undefined)[],
  profile: Pick<StackProfile, "partition" | "region">,
): string | undefined {
  const remote = values.find((value) => (parseArn(value)?.region || profile.region) !== profile.region);
  return foreignArn(values, profile) ?? (remote && `${remote} is in another region; expected one in ${profile.region}, where it is used`);
}
