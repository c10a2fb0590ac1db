// Made-up addresses.
import type { Value } from "../../types";
import { parse, size } from "../awsx/cidr";
import { number } from "../values";

/** How many addresses at the start of a subnet AWS keeps for itself; it also keeps the last one. */
const kept = 4;

/** An address that a subnet has to give. Of a subnet that the plan does not know: one in 10.0.0.0/16. */
export function addressIn(cidr: Value | undefined, seed: string): string {
  const { start, bits } = parse(typeof cidr === "string" && cidr.includes("/") ? cidr : "10.0.0.0/16");
  const address = start + kept + number(`address ${seed}`, Math.max(1, size(bits) - kept - 1));
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** An address in a block that documentation may use (RFC 5737). */
export function publicAddress(seed: string): string {
  return `203.0.113.${number(seed, 254) + 1}`;
}
