import { parseArn } from "../../../util/arn";
import type { StackProfile } from "../../stack-profile";

/** What is wrong with the first ARN that belongs to another partition than the stack; what is no ARN fits anywhere. */
export function foreignArn(values: readonly (string | undefined)[], { partition }: StackProfile): string | undefined {
  const foreign = values.find((value) => (parseArn(value)?.partition ?? partition) !== partition);
  return foreign === undefined
    ? undefined
    : `${foreign} is in another partition: the stack's region is in ${partition}; expected arn:${partition}:...`;
}
