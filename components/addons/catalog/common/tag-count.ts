import { awsLimits } from "../../../reference/aws-limits";

/**
 * Why AWS would not create what an add-on tags, or nothing: the stack's tags are on it besides those of the add-on.
 * @param what in the plural, such as `instances of Karpenter`
 * @param own keys of the tags that the add-on sets itself
 */
export function tagCountIssue(tags: Readonly<Record<string, string>>, what: string, own: readonly string[]): string | undefined {
  const count = new Set([...Object.keys(tags), ...own]).size;
  const { value: most } = awsLimits.tagsPerResource;
  return count > most
    ? `${what} would have ${count} tags, ${own.length} of them set by the add-on, and AWS accepts ${most}; remove ${count - most} from \`tags\``
    : undefined;
}
