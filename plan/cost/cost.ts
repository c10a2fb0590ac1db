/**
 * How well a price is known: `list2`, `list`: read from AWS's price list by two or more sources, or by one; `one`: one source without usage type or date;
 * `default`: AWS publishes one price for all commercial regions; `stale`: read from the list on a date since which AWS changed the price of this
 * instance type elsewhere; `estimate`: derived from the price in another region or of a similar type, or a typical spot saving.
 */
export type Confidence = "list2" | "list" | "one" | "default" | "stale" | "estimate";

/** One row of the bill. `monthly` is `quantity` times `unitPrice`; nothing is rounded. */
export interface CostItem {
  readonly urn: string;
  readonly description: string;
  /** Units a month at the start size; hours are 730 a month. */
  readonly quantity: number;
  /** Such as `instance-hour` or `GB-month`. */
  readonly unit: string;
  readonly unitPrice: number;
  readonly monthly: number;
  /** At the smallest size, with the cheapest capacity. */
  readonly monthlyMin: number;
  /** At the largest size, with spot capacity at the on-demand price. */
  readonly monthlyMax: number;
  readonly confidence: Confidence;
  /** Node pool, by its key or the name of the node group. */
  readonly pool?: string;
  /** Team whose tags or taint the resource carries. */
  readonly team?: string;
}

/** Something that costs money, but how much is not known. */
export interface Unpriced {
  readonly urn: string;
  readonly reason: string;
}

/** Costs of a month, in the currency of the cost. */
export interface CostRange {
  readonly monthly: number;
  readonly monthlyMin: number;
  readonly monthlyMax: number;
}

/** What a month of a plan costs: list prices, without taxes, free tiers and discounts. */
export interface Cost extends CostRange {
  /** ISO 4217 code such as `USD`, or `CNY` in China. */
  readonly currency: string;
  /** Region of most resources with a price. */
  readonly region: string;
  /** Date of the oldest price table that was used. */
  readonly pricesAsOf: string;
  readonly items: readonly CostItem[];
  readonly unpriced: readonly Unpriced[];
  /** What can grow without bound, which `monthlyMax` does not contain. */
  readonly unbounded: readonly Unpriced[];
  /** What the quantities assume, by the names of `eks-blueprints:cost.assumptions`. */
  readonly assumptions: Readonly<Record<string, number>>;
  /** By node pool, and what belongs to none (`rest`): together the total. */
  readonly byPool: CostShares;
  /** By team, and what belongs to none (`rest`): together the total. */
  readonly byTeam: CostShares;
  /** Names of the assumptions that some quantity depends on. */
  readonly usedAssumptions: readonly string[];
  /** What changes, under `--against`. */
  readonly change?: CostChange;
}

export interface CostShares {
  readonly shares: Readonly<Record<string, CostRange>>;
  readonly rest: CostRange;
}

/** Differences from another plan. */
export interface CostChange {
  readonly from: CostRange;
  /** `monthly` of this plan without that of the other. */
  readonly difference: number;
  /** Resources whose monthly cost differs, the largest difference first. */
  readonly resources: readonly ResourceCostChange[];
}

export interface ResourceCostChange {
  readonly urn: string;
  /** Monthly; 0 where the resource is new. */
  readonly from: number;
  /** Monthly; 0 where the resource is gone. */
  readonly to: number;
  readonly difference: number;
}
