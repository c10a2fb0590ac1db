import { partitionOf } from "../../components/reference/partition";
import type { RegionTable } from "../../plan/cost/price-table";
import { offers } from "./offers";
import type { ReadPrices } from "./read-region";
import type { KnownPrices } from "./region-table";

/** Prices of a table that were read, without estimates, which are computed again. */
export function knownOf(table: RegionTable): KnownPrices {
  const read = Object.entries(table.services).filter(([, [, confidence]]) => confidence !== "estimate" && confidence !== "default");
  return { ...table, services: Object.fromEntries(read), partition: partitionOf(table.region) };
}

/** A region without prices. */
export function unknownRegion(region: string, date: string): KnownPrices {
  const partition = partitionOf(region);
  return { region, currency: partition === "aws-cn" ? "CNY" : "USD", asOf: { services: date }, services: {}, ec2: {}, partition };
}

/** Updates a table. Prices that were not read keep their value and date. */
export function refreshed(
  known: KnownPrices,
  read: ReadPrices,
  spot: { readonly date: string; readonly savings: Readonly<Record<string, number>> } | undefined,
): KnownPrices {
  const { stale, asOf, ...rest } = known;
  const { ec2 } = read.published;
  const listed = new Set(Object.values(offers).flatMap((rules) => rules.map(({ name }) => name)));
  const complete = Object.keys(known.services).every((name) => name in read.services || !listed.has(name));
  const services = complete ? ([...read.published.services].sort()[0] ?? asOf.services) : asOf.services;
  const instances = ec2 !== undefined && Object.keys(read.ec2).length > 0;
  return {
    ...rest,
    ...(!instances && stale && { stale }),
    asOf: { ...asOf, services, ...(instances && { ec2 }), ...(spot && { spot: spot.date }) },
    services: { ...known.services, ...read.services },
    ...(instances && { ec2: read.ec2 }),
    ...(spot && { spot: spot.savings }),
  };
}

/** Typical spot savings of Linux instances by region, from AWS's Spot Instance Advisor. */
export function spotSavings(feed: unknown): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const { spot_advisor: regions } = feed as {
    readonly spot_advisor: Readonly<Record<string, { readonly Linux?: Readonly<Record<string, { readonly s: number }>> }>>;
  };
  return Object.fromEntries(
    Object.entries(regions).map(([region, { Linux = {} }]) => [
      region,
      Object.fromEntries(Object.entries(Linux).map(([type, { s }]) => [type, s])),
    ]),
  );
}
