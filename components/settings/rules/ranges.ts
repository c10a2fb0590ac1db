import { Netmask } from "netmask";
import { isIpv6 } from "../../util/ipv6";

/** Private address ranges (RFC 1918): EKS accepts them for Services, and rejects them at the public endpoint. */
export const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Whether an IPv4 range is within one of the others. */
export function inside(range: string, outer: readonly string[]): boolean {
  return !isIpv6(range) && outer.some((each) => !isIpv6(each) && new Netmask(each).contains(range));
}

export function overlap(a: string, b: string): boolean {
  return inside(a, [b]) || inside(b, [a]);
}
