import { isIPv6 } from "node:net";
import { derive, type TrackedValue } from "../expansion/tracked-value";
import { refuse } from "../values";

/** The /64 of a subnet in the VPC's /56, or nothing where the subnet takes no IPv6 addresses. */
export function ipv6Block(vpcBlock: TrackedValue, wanted: TrackedValue, index: number): TrackedValue {
  return derive([vpcBlock, wanted], ([block, assign]: [string | null, boolean]) => {
    if (!assign) return undefined;
    if (!block) return refuse("assignIpv6AddressOnCreation: the VPC has no IPv6 block; set assignGeneratedIpv6CidrBlock or ipv6CidrBlock");
    return subnetBlock(block, index);
  });
}

function subnetBlock(block: string, index: number): string {
  const [address = "", bits] = block.split("/");
  const groups = address.split(":");
  if (bits !== "56" || !isIPv6(address) || groups.length < 4 || !groups[3])
    refuse(`ipv6CidrBlock: expected a /56 such as 2001:db8:1:200::/56, found ${block}`);
  if (index > 0xff) refuse(`ipv6CidrBlock: a /56 has room for 256 subnets, not for one numbered ${index}`);
  const group = (Number.parseInt(groups[3]!, 16) & 0xff00) | index;
  return `${groups.slice(0, 3).join(":")}:${group.toString(16)}::/64`;
}
