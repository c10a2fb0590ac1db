import { eachValid } from "../../../settings/validation/guard";
import { isIpv6, unreachableFrom } from "../../../util/ipv6";
import type { AddonIssue } from "../../addon";
import type { StackProfile } from "../../stack-profile";

/** Ranges that a load balancer in the VPC of a stack with IPv4 cannot admit; subnets of an existing VPC are looked up. @param at path of their list */
export function foreignRanges(at: readonly string[], ranges: readonly string[], { ipv6, ownNetwork }: StackProfile): AddonIssue[] {
  if (ipv6 || !ownNetwork) return [];
  return eachValid(ranges, (range, position) => (isIpv6(range) ? [{ at: [...at, position], message: unreachableFrom(range) }] : []));
}
