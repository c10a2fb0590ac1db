// Creates the price table of one region: known prices, and estimates for prices that are known only elsewhere.
import { mapValues } from "../../components/util/map-values";
import type { RegionTable, ServicePrice } from "../../plan/cost/price-table";

export interface KnownPrices extends Omit<RegionTable, "services"> {
  /** Prices that were read for this region. */
  readonly services: Readonly<Record<string, ServicePrice>>;
  readonly partition: string;
}

/** Prices that AWS publishes once for all commercial regions, with the value from any region. */
const samePrice: Readonly<Record<string, number>> = {
  "eks.cluster.standard": 0.1,
  "eks.cluster.extendedSurcharge": 0.5,
  "eks.provisionedControlPlane.xl": 1.65,
  "eks.provisionedControlPlane.2xl": 3.4,
  "eks.provisionedControlPlane.4xl": 6.9,
  "eks.provisionedControlPlane.8xl": 13.9,
  "eks.hybridNodes.tier1": 0.02,
  "ipv4.hour": 0.005,
  "vpce.gb": 0.01,
  "cloudwatch.metric.month": 0.3,
  "cloudwatch.alarm.month": 0.1,
  "grafana.editor.month": 9,
  "kms.key.month": 1,
  "kms.requests.10k": 0.03,
  "secretsmanager.secret.month": 0.4,
  "secretsmanager.requests.10k": 0.05,
  "sqs.requests.million": 0.4,
  "eventbridge.customEvents.million": 1,
  "route53.zone.month": 0.5,
  "ecr.storage.gb": 0.1,
  "transfer.crossAz.gb": 0.01,
};

/** Prices that are a multiple of another price in the same region, with that price and the factor. */
const follows: Readonly<Record<string, readonly [other: string, factor: number]>> = {
  "nat.hour": ["nat.gb", 1],
  "nat.gb": ["nat.hour", 1],
  "nlb.hour": ["alb.hour", 1],
  "cloudwatch.logs.vended.gb": ["cloudwatch.logs.ingest.gb", 1],
  "ebs.gp3.iops": ["ebs.gp3.gb", 1 / 16],
  "ebs.gp3.throughput": ["ebs.gp3.gb", 1 / 2],
};

/**
 * Prices of services in a region, in this order: read prices, prices of all commercial regions, multiples of other prices, and prices in
 * us-east-1 times the region's ratio. Estimates are marked; other prices are omitted.
 */
export function completeServices(known: KnownPrices, usEast1: KnownPrices): Record<string, ServicePrice> {
  const read = (table: KnownPrices, name: string) => (table.services[name]?.[1] === "estimate" ? undefined : table.services[name]);
  const priced = (table: KnownPrices, name: string): ServicePrice | undefined => {
    const direct = read(table, name);
    if (direct) return direct;
    if (table.partition === "aws" && samePrice[name] !== undefined) return [samePrice[name], "default"];
    const [other, factor] = follows[name] ?? [];
    const source = other === undefined ? undefined : read(table, other);
    return source && [exact(source[0] * factor!), "estimate"];
  };
  const ratio = known.ratio?.all;
  const estimated = (name: string): ServicePrice | undefined => {
    const base = priced(usEast1, name);
    return base && ratio !== undefined ? [exact(base[0] * ratio), "estimate"] : undefined;
  };
  const names = new Set([
    ...Object.keys(usEast1.services),
    ...Object.keys(known.services),
    ...Object.keys(samePrice),
    ...Object.keys(follows),
  ]);
  const found = [...names].sort().map((name) => [name, priced(known, name) ?? estimated(name)] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, ServicePrice] => entry[1] !== undefined));
}

/** Removes floating-point noise. */
function exact(value: number): number {
  return Number(value.toFixed(8));
}

/** The table as stored: one line per part, with sorted keys. */
export function tableText(known: KnownPrices, usEast1: KnownPrices): string {
  const { partition: _, services, spot, ...rest } = known;
  // spot prices do not exceed the on-demand price
  const savings = spot && mapValues(spot, (_type, saving) => Math.max(0, saving));
  const table: RegionTable = { ...rest, ...(savings && { spot: savings }), services: completeServices(known, usEast1) };
  const lines = Object.entries(table).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(sorted(value))}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]));
}
