import { awsLimits } from "../../../reference/aws-limits";
import type { AddonWarning } from "../../addon";

export type StackTags = Readonly<Record<string, string>>;

/**
 * Why AWS would not create what an add-on tags, or nothing: the stack's tags are on it besides those of the add-on.
 * @param what in the plural, such as `instances of Karpenter`
 * @param own keys of the tags that the add-on sets itself
 */
export function tagCountIssue(tags: StackTags, what: string, own: readonly string[]): string | undefined {
  const count = new Set([...Object.keys(tags), ...own]).size;
  const { value: most } = awsLimits.tagsPerResource;
  return count > most
    ? `${what} would have ${count} tags, ${own.length} of them set by the add-on, and AWS accepts ${most}; remove ${count - most} from \`tags\``
    : undefined;
}

/** Tags of the stack that an add-on can pass on. */
export function tagsThat(accepts: (key: string, value: string) => boolean, tags: StackTags): StackTags {
  return Object.fromEntries(Object.entries(tags).filter(([key, value]) => accepts(key, value)));
}

/**
 * A warning about tags of the stack that an add-on cannot pass on.
 * @param what does not get them, in the plural
 * @param because of what, as a clause
 */
export function leftOutWarning(tags: StackTags, passed: StackTags, what: string, because: string): AddonWarning[] {
  const out = Object.keys(tags).filter((key) => !Object.hasOwn(passed, key));
  if (out.length === 0) return [];
  return [{ message: `${what} do not get the tags ${out.join(", ")}: ${because}`, fix: "use other characters in `tags`, or ignore this" }];
}
