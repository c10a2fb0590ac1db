import type { Readable } from "node:stream";
import type { ServicePrice } from "../../plan/cost/price-table";
import { follows, linuxType, type OfferRule, offers } from "./offers";
import { type PriceRow, readPriceList } from "./price-list";

/** Prices of a region from the price list. */
export interface ReadPrices {
  readonly services: Readonly<Record<string, ServicePrice>>;
  readonly ec2: Readonly<Record<string, number>>;
  /** Publication dates of the lists. */
  readonly published: { readonly ec2?: string; readonly services: readonly string[] };
  /** Services with an unreadable list, and the reason. */
  readonly failed: readonly string[];
}

/** Opens the list of a service in a region. */
export type OpenPriceList = (service: string) => Promise<Readable>;

const instances = "AmazonEC2";

/**
 * Reads all services of a region.
 * @param currency of the region; rows in another currency are an error
 */
export async function readRegion(open: OpenPriceList, currency: string): Promise<ReadPrices> {
  const services: Record<string, ServicePrice> = {};
  const ec2: Record<string, number> = {};
  const dates: string[] = [];
  const failed: string[] = [];
  let ofInstances: string | undefined;
  for (const [service, rules] of Object.entries(offers)) {
    const isWanted = (row: PriceRow) =>
      rules.some((rule) => follows(row, rule)) || (service === instances && linuxType(row) !== undefined && row.price > 0);
    try {
      const { published, rows } = await readPriceList(await open(service), isWanted);
      const foreign = rows.find((row) => row.currency !== currency);
      if (foreign) throw new Error(`prices in ${foreign.currency}, expected ${currency}`);
      for (const rule of rules) {
        const price = firstPaid(rows, rule);
        if (price !== undefined) services[rule.name] = [price, "list"];
      }
      if (service === instances) {
        for (const row of rows) {
          const type = linuxType(row);
          if (type !== undefined) ec2[type] = row.price;
        }
        ofInstances = published;
      }
      dates.push(published);
    } catch (error) {
      failed.push(`${service}: ${(error as Error).message}`);
    }
  }
  return { services, ec2, published: { ...(ofInstances !== undefined && { ec2: ofInstances }), services: dates }, failed };
}

/** The price of the first paid tier. */
function firstPaid(rows: readonly PriceRow[], rule: OfferRule): number | undefined {
  const [first] = rows.filter((row) => row.price > 0 && follows(row, rule)).sort((a, b) => a.startingRange - b.startingRange);
  return first && Number((first.price * (rule.factor ?? 1)).toFixed(10));
}
