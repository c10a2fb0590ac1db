// Generated addresses.
import type { Value } from "../../types";
import { parse, size } from "../awsx/cidr";
import { number } from "../values";

/** Number of addresses at the start of a subnet that AWS reserves; it also reserves the last one. */
const kept = 4;

/** A free address of a subnet. If the plan does not know the subnet: one in 10.0.0.0/16. */
export function addressIn(cidr: Value | undefined, seed: string): string {
  const { start, bits } = parse(typeof cidr === "string" && cidr.includes("/") ? cidr : "10.0.0.0/16");
  const address = start + kept + number(`address ${seed}`, Math.max(1, size(bits) - kept - 1));
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** An address in a block that documentation may use (RFC 5737). */
export function publicAddress(seed: string): string {
  return `203.0.113.${number(seed, 254) + 1}`;
}
