import { eachValid } from "../../../settings/validation/guard";
import { parseArn } from "../../../util/arn";
import type { AddonIssue } from "../../addon";
import type { StackProfile } from "../../stack-profile";

type Path = readonly PropertyKey[];
type PlacedIssue = Exclude<AddonIssue, string>;
/** An option with an ARN, or with a list of ARNs. */
type Arns = string | undefined | readonly (string | undefined)[];

/** Why an ARN is of no use, because its partition is not the stack's; values that are not ARNs are accepted. */
export function foreignArn(arn: string | undefined, { partition }: Pick<StackProfile, "partition">): string | undefined {
  return (parseArn(arn)?.partition ?? partition) === partition
    ? undefined
    : `${arn} is in another partition: the stack's region is in ${partition}; expected arn:${partition}:...`;
}

/**
 * The same for an ARN of another partition or region than the stack's, for what AWS uses only in the region of the resource, such as keys of volumes and
 * certificates of load balancers. Values that are not ARNs are accepted, and ARNs of global services.
 */
function remoteArn(arn: string | undefined, profile: Pick<StackProfile, "partition" | "region">): string | undefined {
  const foreign = foreignArn(arn, profile);
  if (foreign !== undefined || (parseArn(arn)?.region || profile.region) === profile.region) return foreign;
  return `${arn} is in another region; expected one in ${profile.region}, where it is used`;
}

/** An issue for each ARN of another partition. @param at path of the option */
export function foreignArns(at: Path, arns: Arns, profile: Pick<StackProfile, "partition">): PlacedIssue[] {
  return issuesOf(at, arns, (arn) => foreignArn(arn, profile));
}

/** An issue for each ARN of another partition or region. @param at path of the option */
export function remoteArns(at: Path, arns: Arns, profile: Pick<StackProfile, "partition" | "region">): PlacedIssue[] {
  return issuesOf(at, arns, (arn) => remoteArn(arn, profile));
}

function issuesOf(at: Path, arns: Arns, check: (arn: string | undefined) => string | undefined): PlacedIssue[] {
  const issue = (path: Path, arn: string | undefined) => {
    const message = check(arn);
    return message === undefined ? [] : [{ at: path, message }];
  };
  return typeof arns === "object" ? eachValid(arns, (arn, position) => issue([...at, position], arn)) : issue(at, arns);
}
