import { parseArn } from "../../../util/arn";
import type { StackProfile } from "../../stack-profile";

/** Validation message for the first ARN in a partition other than the stack's; values that are not ARNs are accepted. */
export function foreignArn(values: readonly (string | undefined)[], { partition }: Pick<StackProfile, "partition">): string | undefined {
  const foreign = values.find((value) => (parseArn(value)?.partition ?? partition) !== partition);
  return foreign === undefined
    ? undefined
    : `${foreign} is in another partition: the stack's region is in ${partition}; expected arn:${partition}:...`;
}
