import { estimated, missing, type Price, priced } from "./price";
import { type RegionTable, regionTable } from "./price-table";

/** Family that a newer one followed, whose prices relative to us-east-1 and whose spot savings are taken where those of the newer are not known. */
const predecessors: Readonly<Record<string, string>> = {
  ...{ m8g: "m7g", c8g: "c7g", r8g: "r7g", m8gd: "m7gd", c8gd: "c7gd", r8gd: "r7gd" },
  ...{ m8i: "m7i", c8i: "c7i", r8i: "r7i", "m8i-flex": "m7i-flex", "c8i-flex": "c7i-flex", "r8i-flex": "r7i" },
  ...{ m8a: "m7a", c8a: "c7a", r8a: "r7a", m8id: "m6id", c8id: "c6id", r8id: "r6id" },
  ...{ m9g: "m8g", c9g: "c8g", m9gd: "m8gd", c9gd: "c8gd", c8gn: "c7gn", m8gn: "m7g", r8gn: "r7g" },
  ...{ c8in: "c6in", m8in: "m6in", r8in: "r6in", m8idn: "m6idn", r8idn: "r6idn" },
  ...{ i8g: "i4g", i7i: "i4i", x8g: "x2gd", x8i: "x2iedn", g6f: "g6", gr6f: "gr6" },
};

const base = "us-east-1";

/** On-demand price of an instance type per hour: Linux, shared tenancy. */
export function instancePrice(table: RegionTable, type: string): Price {
  const listed = table.ec2[type];
  if (listed !== undefined) return priced(listed, table.stale?.includes(type) ? "stale" : "list");
  const elsewhere = regionTable(base)?.ec2[type];
  const ratio = ratioOf(table, type);
  if (elsewhere !== undefined && ratio !== undefined) return estimated(elsewhere * ratio);
  return missing(`the tables have no price for ${table.region}`);
}

/** Price of a type in the region relative to us-east-1, by its family, its predecessors, its class, or all types. */
function ratioOf({ ratio }: RegionTable, type: string): number | undefined {
  if (!ratio) return undefined;
  const [known] = lineage(familyOf(type)).flatMap((family) => ratio.families[family] ?? []);
  return known ?? ratio.classes[classOf(familyOf(type))] ?? ratio.all;
}

/** Typical saving of spot as a fraction of the on-demand price; nothing where none is known of the type and its predecessors. */
export function spotSaving({ spot }: RegionTable, type: string): number | undefined {
  if (!spot) return undefined;
  const size = type.slice(type.indexOf("."));
  const known = lineage(familyOf(type)).find((family) => spot[family + size] !== undefined);
  return known === undefined ? undefined : spot[known + size]! / 100;
}

/**
 * The group of a Local or Wavelength Zone, as prices name it: `us-west-2-lax-1` of `us-west-2-lax-1a`, `us-east-1-wl1-bos1` of
 * `us-east-1-wl1-bos-wlz-1`; nothing for a zone of a region.
 */
export function zoneGroup(zone: string): string | undefined {
  const [, wavelength, number] = /^(.*-wl\d-[a-z]+)-wlz-(\d)$/.exec(zone) ?? [];
  return wavelength === undefined ? /^(.+-\d-[a-z]{3}-\d)[a-z]$/.exec(zone)?.[1] : `${wavelength}${number}`;
}

/** The prices of a Local or Wavelength Zone. Nothing of its region holds there: neither ratios nor spot savings. */
export function zoneTable({ zones, asOf, currency, services }: RegionTable, zone: string): RegionTable {
  return { region: zone, currency, asOf, services, ec2: zones?.[zone] ?? {} };
}

export function familyOf(type: string): string {
  return type.slice(0, Math.max(0, type.indexOf(".")));
}

function lineage(family: string): string[] {
  const before = predecessors[family];
  return before === undefined ? [family] : [family, ...lineage(before)];
}

/** Class of a family in the table of ratios: `m-arm`, `c-x86`, `t`, `gpu`. */
function classOf(family: string): string {
  if (/^(p|g)\d/.test(family)) return "gpu";
  if (/^t\d/.test(family)) return "t";
  return `${family[0]}-${/^\D+\d+g/.test(family) ? "arm" : "x86"}`;
}

/**
 * Fee of EKS Auto Mode for an instance, per hour: a fraction of the on-demand price, whichever the capacity type. The fractions follow from
 * listed fees in four regions (2026-09): 12 %, for types of the G family 7.8 %; that of the P family and Trainium, 4.8 %, follows from AWS's
 * announcement of 2026-07-01 alone.
 */
export function autoModeFee(table: RegionTable, type: string): Price {
  const price = instancePrice(table, type);
  if ("missing" in price) return price;
  const family = familyOf(type);
  const confidence = price.confidence === "list" ? "one" : price.confidence;
  if (/^g\d|^gr\d/.test(family)) return priced(asListed(price.value * 0.078), confidence);
  if (/^(p\d|trn)/.test(family)) return estimated(asListed(price.value * 0.048));
  if (/^(inf|dl|vt|f)\d/.test(family)) return missing(`the tables have no price of EKS Auto Mode for ${type}`);
  return priced(asListed(price.value * 0.12), confidence);
}

/** AWS lists these fees with five decimals. */
function asListed(fee: number): number {
  return Math.round(fee * 1e5) / 1e5;
}
