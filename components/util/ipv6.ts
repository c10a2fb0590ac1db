/** Kinds of subnets, and the number of the first of each in the VPC's IPv6 block: zones that are added later renumber none. */
const firstNumbers = { private: 0x00, public: 0x10, controlPlane: 0x20 } as const;

export type SubnetKind = keyof typeof firstNumbers;

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [head, tail] = address.split("::").map((part) => (part === "" ? [] : part.split(":"))) as [string[], string[]?];
  const zeros: string[] = tail ? Array(8 - head.length - tail.length).fill("0") : [];
  return [...head, ...zeros, ...(tail ?? [])].map((group) => Number.parseInt(group, 16));
}

/** Whether a text is an IPv6 address in hexadecimal groups. */
export function isIpv6Address(text: string): boolean {
  const [head = "", ...others] = text.split("::");
  const groups = [head, ...others].flatMap((part) => (part === "" ? [] : part.split(":")));
  const complete = others.length === 0 ? groups.length === 8 : others.length === 1 && groups.length < 8;
  return complete && groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group));
}

/** Whether an IPv6 address has bits after its prefix. */
export function hasHostBits(address: string, prefix: number): boolean {
  const bits = groupsOf(address).map((group) => group.toString(2).padStart(16, "0"));
  return bits.join("").slice(prefix).includes("1");
}

/**
 * The IPv6 block of a subnet.
 * @param vpcBlock a /56 such as `2001:db8:1:200::/56`
 * @param zone position of its zone, from 0
 * @returns such as `2001:db8:1:210::/64` for the first public subnet
 */
export function subnetIpv6Block(vpcBlock: string, kind: SubnetKind, zone: number): string {
  const [address = ""] = vpcBlock.split("/");
  const [first, second, third, fourth] = groupsOf(address);
  const parts = [first!, second!, third!, (fourth! & 0xff00) | (firstNumbers[kind] + zone)];
  while (parts.at(-1) === 0) parts.pop();
  return `${parts.map((part) => part.toString(16)).join(":")}::/64`;
}

/** Whether a range or an address is one of IPv6. */
export function isIpv6(range: string): boolean {
  return range.includes(":");
}

/**
 * Whether a load balancer has addresses of both families: in front of pods with IPv6 addresses, and where it admits ranges of IPv6. Those are
 * rejected before where its subnets have no such addresses.
 */
export function isDualStack(ranges: readonly string[], ipv6: boolean): boolean {
  return ipv6 || ranges.some(isIpv6);
}

/** Why a load balancer cannot admit a range: the VPC of a stack with IPv4 has no IPv6 addresses. */
export function unreachableFrom(range: string): string {
  return `the load balancer has IPv4 addresses only, so it is unreachable from ${range}; remove it, or write \`cluster.ipFamily: ipv6\``;
}

/** Sources of a load balancer: where it has addresses of both families and no range of IPv6 is named, every address includes those of IPv6. */
export function dualStackSources(ranges: readonly string[], ipv6: boolean): readonly string[] {
  if (!ipv6 || ranges.some(isIpv6)) return ranges;
  return ranges.flatMap((range) => (range === "0.0.0.0/0" ? [range, "::/0"] : [range]));
}

/** A range as part of a resource name, in which colons separate parts of a URN. */
export function rangeName(range: string): string {
  return range.replaceAll(":", "-");
}

/** A range as the peer of a security group rule. */
export function rangePeer(range: string): { readonly cidrIpv4: string } | { readonly cidrIpv6: string } {
  return isIpv6(range) ? { cidrIpv6: range } : { cidrIpv4: range };
}
