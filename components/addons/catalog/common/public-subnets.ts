import type { StackProfile } from "../../stack-profile";

/** Why a load balancer cannot have public addresses, or nothing. @param key option that says so, such as `sharedAlb.scheme` */
export function publicSubnetsMissing(key: string, scheme: string | undefined, { internalOnly }: StackProfile): string | undefined {
  if (scheme !== "internet-facing" || !internalOnly) return undefined;
  return `\`${key}: internet-facing\` requires public subnets, which \`network.publicSubnets: false\` leaves out; write \`internal\`, or remove the key`;
}
