import { Netmask } from "netmask";
import type { z } from "zod";
import { hasHostBits, isIpv6Address } from "../../util/ipv6";
import { text } from "../../util/schemas";
import { hints } from "../validation/messages";

/** Name of an entry of the user's choice. It is part of IAM role and node group names, which AWS limits to 64 and 63 characters. */
export const entryName = text(/^[A-Za-z0-9][A-Za-z0-9_-]{0,34}$/, "1 to 35 letters, digits, - and _, beginning with a letter or digit");

/** Name of a team: part of namespaces, so a DNS label that leaves room for `team-`. */
export const teamName = text(/^[a-z0-9]([a-z0-9-]{0,56}[a-z0-9])?$/, "a DNS label: 1 to 58 lowercase letters, digits and -");
/** Name of an IAM user. */
export const userName = text(/^[\w+=,.@-]{1,64}$/, "the name of an IAM user: 1 to 64 letters, digits and + = , . @ _ -");
/** Name of a permission set of IAM Identity Center. */
export const permissionSetName = text(/^[\w+=,.@-]{1,32}$/, "the name of a permission set: 1 to 32 letters, digits and + = , . @ _ -");
export const clusterName = text(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/, "1 to 100 letters, digits, - and _, beginning with a letter or digit");

const octet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const cidrPattern = new RegExp(`^(${octet}\\.){3}${octet}/(3[0-2]|[12]?[0-9])$`);

const addressPattern = new RegExp(`^(${octet}\\.){3}${octet}$`);

/** How to write a range that is none. */
function cidrHint(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (addressPattern.test(value)) return `write a single address as ${value}/32`;
  if (!cidrPattern.test(value)) return undefined;
  const range = new Netmask(value).toString();
  return range === value ? undefined : `the bits after the prefix length must be zero: write ${range}`;
}

/** An IPv4 address range whose host bits are zero. */
export const cidr = text(cidrPattern, "an IPv4 range such as 10.0.0.0/16")
  .refine((range) => cidrHint(range) === undefined)
  .register(hints, { hint: cidrHint });

const ipv6Pattern = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
const eitherPattern = new RegExp(`${cidrPattern.source}|${ipv6Pattern.source}`);

/** How to write a range that is none, of either family. */
function eitherHint(value: unknown): string | undefined {
  if (typeof value !== "string" || !value.includes(":")) return cidrHint(value);
  if (isIpv6Address(value)) return `write a single address as ${value}/128`;
  const [address = "", bits = ""] = value.split("/");
  if (!ipv6Pattern.test(value)) return undefined;
  if (!isIpv6Address(address)) return `${address} is not an IPv6 address`;
  return hasHostBits(address, Number(bits)) ? "the bits after the prefix length must be zero" : undefined;
}

/** An address range of IPv4 or IPv6 whose host bits are zero. */
export const anyCidr = text(eitherPattern, "an IPv4 or IPv6 range such as 10.0.0.0/16 or 2001:db8::/32")
  .refine((range) => eitherHint(range) === undefined)
  .register(hints, { hint: eitherHint });

/** Id of an EC2 resource. */
export function ec2Id(prefix: "vpc" | "subnet" | "sg" | "ami" | "snap" | "eipalloc" | "tgw" | "vgw" | "pcx" | "eni"): z.ZodString {
  return text(new RegExp(`^${prefix}-[0-9a-z-]+$`), `an id such as ${prefix}-0123456789abcdef0`);
}

/** Certificates in PEM format. The offline plan cannot decrypt those that are encrypted. */
export const certificates = text(
  /^\s*((-----BEGIN CERTIFICATE-----[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----\s*)+|\[secret\])$/,
  "one or more certificates in PEM format, without their keys: -----BEGIN CERTIFICATE----- ...",
);
