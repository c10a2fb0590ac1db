import { isIpv6 } from "../../../util/ipv6";
import type { StackProfile } from "../../stack-profile";

/** Why the load balancer of an IPv4 cluster cannot admit a range; the address family of an existing cluster is not known. */
export function foreignRange(option: string, ranges: readonly string[], { ipv6, existing }: StackProfile): string | undefined {
  const range = ipv6 || existing ? undefined : ranges.find(isIpv6);
  if (range === undefined) return undefined;
  return `\`${option}\`: the load balancer has IPv4 addresses only, so it is unreachable from ${range}; remove it, or write \`cluster.ipFamily: ipv6\``;
}
