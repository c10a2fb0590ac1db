import { z } from "zod";
import { kmsKeyArnPattern } from "../../../util/arn-patterns";
import type { StackProfile } from "../../stack-profile";

/** ARN of a KMS key of the user's own. */
export const kmsKeyArn = z.string().regex(kmsKeyArnPattern.pattern, kmsKeyArnPattern.phrase);

/** What is wrong with the first ARN that belongs to another partition than the stack; what is no ARN fits anywhere. */
export function foreignArn(values: readonly (string | undefined)[], { partition }: StackProfile): string | undefined {
  const foreign = values.find((value) => value?.startsWith("arn:") && value.split(":")[1] !== partition);
  return foreign === undefined
    ? undefined
    : `${foreign} is of another partition: the stack's region is in ${partition}, so expected arn:${partition}:...`;
}
