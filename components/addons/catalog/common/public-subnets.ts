import type { AddonIssue } from "../../addon";
import type { StackProfile } from "../../stack-profile";

/** Why a load balancer cannot have public addresses, or nothing. @param at path of the option that says so, such as `["sharedAlb", "scheme"]` */
export function publicSubnetsMissing(
  at: readonly string[],
  scheme: string | undefined,
  { internalOnly }: StackProfile,
): AddonIssue | undefined {
  if (scheme !== "internet-facing" || !internalOnly) return undefined;
  return {
    at,
    message:
      "internet-facing requires public subnets, which `network.publicSubnets: false` leaves out; write `internal`, or remove the key",
  };
}
