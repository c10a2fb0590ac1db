// Updates the price tables in plan/cost/data from AWS's public price list, without an account. Arguments: regions. Default: all regions
// with published prices. us-east-1 is first, because estimates for other regions derive from it.
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { partitionOf } from "../components/reference/partition";
import { regions } from "../components/reference/regions";
import { regionTable } from "../plan/cost/price-table";
import { readRegion } from "./prices/read-region";
import { knownOf, refreshed, spotSavings, unknownRegion } from "./prices/refresh";
import { type KnownPrices, tableText } from "./prices/region-table";

const base = "us-east-1";
const hosts = {
  aws: "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws",
  "aws-us-gov": "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws",
  "aws-cn": "https://pricing.cn-north-1.amazonaws.com.cn/offers/v1.0/cn",
} as const;
const spotFeed = "https://spot-bid-advisor.s3.amazonaws.com/spot-advisor-data.json";
const today = new Date().toISOString().slice(0, 10);

function hostOf(region: string): string | undefined {
  const partition = partitionOf(region);
  return partition in hosts ? hosts[partition as keyof typeof hosts] : undefined;
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return response;
}

function openIn(region: string): (service: string) => Promise<Readable> {
  return async (service) => {
    const { body } = await get(`${hostOf(region)}/${service}/current/${region}/index.csv`);
    return Readable.fromWeb(body as ReadableStream);
  };
}

const previous = (region: string): KnownPrices => {
  const table = regionTable(region);
  return table ? knownOf(table) : unknownRegion(region, today);
};

async function main(named: readonly string[]): Promise<void> {
  const published = Object.keys(regions).filter((region) => hostOf(region) !== undefined);
  const wrong = named.filter((region) => !published.includes(region));
  if (wrong.length > 0) throw new Error(`no price list of ${wrong.join(", ")}; regions are ${published.join(", ")}`);
  const wanted = named.length > 0 ? named : published;
  const savings = spotSavings(await (await get(spotFeed)).json());
  let usEast1 = previous(base);
  for (const region of [...wanted].sort((a, b) => Number(b === base) - Number(a === base))) {
    const known = previous(region);
    const read = await readRegion(openIn(region), known.currency);
    const ofRegion = savings[region];
    const now = refreshed(known, read, ofRegion && { date: today, savings: ofRegion });
    if (region === base) usEast1 = now;
    writeFileSync(path.join(__dirname, "../plan/cost/data", `${region}.json`), tableText(now, usEast1));
    console.log(`${region}: ${Object.keys(read.ec2).length} instance types, ${Object.keys(read.services).length} other prices`);
    for (const failure of read.failed) console.error(`${region}: ${failure}; the former prices stay`);
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
