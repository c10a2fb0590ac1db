import { eachValid } from "../../../settings/validation/guard";
import { isIpv6 } from "../../../util/ipv6";
import type { AddonIssue } from "../../addon";
import type { StackProfile } from "../../stack-profile";

/** Ranges that the load balancer of an IPv4 cluster cannot admit; the address family of an existing cluster is not known. @param at path of their list */
export function foreignRanges(at: readonly string[], ranges: readonly string[], { ipv6, existing }: StackProfile): AddonIssue[] {
  if (ipv6 || existing) return [];
  return eachValid(ranges, (range, position) =>
    isIpv6(range)
      ? [
          {
            at: [...at, position],
            message: `the load balancer has IPv4 addresses only, so it is unreachable from ${range}; remove it, or write \`cluster.ipFamily: ipv6\``,
          },
        ]
      : [],
  );
}
