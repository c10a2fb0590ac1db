import { Netmask } from "netmask";

/** Private address ranges (RFC 1918): what EKS takes for Services, and refuses at the public endpoint. */
export const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Whether a range lies within one of others. */
export function inside(range: string, outer: readonly string[]): boolean {
  return outer.some((each) => new Netmask(each).contains(range));
}

export function overlap(a: string, b: string): boolean {
  return inside(a, [b]) || inside(b, [a]);
}
