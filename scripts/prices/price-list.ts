// Streams files of AWS's bulk price list as CSV: the EC2 file of one region is about 280 MB.
import type { Readable } from "node:stream";
import { parse } from "csv-parse";

export interface PriceRow {
  readonly usageType: string;
  readonly operation: string;
  readonly productFamily: string;
  /** First unit to which the price applies: prices can have tiers. */
  readonly startingRange: number;
  readonly unit: string;
  readonly price: number;
  readonly currency: string;
  /** Other columns, by name in lowercase without spaces. */
  readonly attribute: (name: string) => string;
}

/** A file of the price list: its publication date, and on-demand prices. */
export interface PriceList {
  readonly published: string;
  readonly rows: readonly PriceRow[];
}

const folded = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/**
 * Reads a file and keeps selected rows. The first lines contain the offer and its date, followed by column names and prices.
 * @throws Error if there are no column names or no date
 */
export async function readPriceList(file: Readable, isWanted: (row: PriceRow) => boolean): Promise<PriceList> {
  const parser = file.pipe(parse({ relax_column_count: true, skip_empty_lines: true }));
  file.once("error", (error) => parser.destroy(error)); // pipe() does not pass errors on
  let columns: ReadonlyMap<string, number> | undefined;
  let published = "";
  const rows: PriceRow[] = [];
  for await (const cells of parser as AsyncIterable<readonly string[]>) {
    if (columns) {
      const row = rowOf(cells, columns);
      if (row && isWanted(row)) rows.push(row);
    } else if (cells[0] === "SKU") columns = new Map(cells.map((name, index) => [folded(name), index]));
    else if (cells[0] === "Publication Date") published = cells[1]?.slice(0, 10) ?? "";
  }
  if (!columns || published === "") throw new Error("not a price list: it has no column names or no publication date");
  return { published, rows };
}

function rowOf(cells: readonly string[], columns: ReadonlyMap<string, number>): PriceRow | undefined {
  const attribute = (name: string) => cells[columns.get(name) ?? -1] ?? "";
  if (attribute("termtype") !== "OnDemand" || (attribute("locationtype") || "AWS Region") !== "AWS Region") return undefined;
  return {
    usageType: attribute("usagetype"),
    operation: attribute("operation"),
    productFamily: attribute("productfamily"),
    startingRange: Number(attribute("startingrange") || 0),
    unit: attribute("unit"),
    price: Number(attribute("priceperunit")),
    currency: attribute("currency"),
    attribute,
  };
}
