import { type CostAssumptions, costAssumptions } from "../../components/reference/cost-assumptions";
import { partitionOf } from "../../components/reference/partition";
import { regions } from "../../components/reference/regions";
import { mapValues } from "../../components/util/map-values";
import { naturalOrder } from "../../components/util/natural-order";
import { costChange } from "./change";
import type { Charge } from "./charge";
import { CostContext, withoutVersion } from "./context";
import type { Cost, CostItem, Unpriced } from "./cost";
import { isFree } from "./free-types";
import { ownersOf } from "./owners";
import { regionTable } from "./price-table";
import { pricers } from "./pricers";
import { transferCharges } from "./pricers/transfer";
import type { CostedResource } from "./resource";
import { byOwner, sum } from "./sums";

export interface CostOptions {
  /** Resources of an earlier plan, whose cost is compared under the same assumptions and prices. */
  readonly before?: readonly CostedResource[];
  /** Those that are given; the others have their default. */
  readonly assumptions?: Partial<CostAssumptions>;
  /** Region of resources whose provider names none. */
  readonly region?: string;
}

export const defaultAssumptions: CostAssumptions = mapValues(costAssumptions, (_, { default: value }) => value) as CostAssumptions;

/** What a month of the planned resources costs. Resources that are only looked up cost nothing here. */
export function estimateCost(resources: readonly CostedResource[], { before, ...options }: CostOptions = {}): Cost {
  const cost = estimateNow(resources, options);
  return before ? { ...cost, change: costChange(estimateNow(before, options), cost) } : cost;
}

function estimateNow(resources: readonly CostedResource[], { assumptions = {}, region }: CostOptions): Cost {
  const all = { ...defaultAssumptions, ...assumptions };
  const used = new Set<string>();
  const context = new CostContext(
    resources.filter(({ external }) => !external),
    recorded(all, used),
    region,
  );
  const charges = [...context.resources.flatMap((resource) => chargesOf(resource, context)), ...transferCharges(context)].map((charge) => {
    const resource = context.byUrn.get(charge.urn)!;
    return { charge, resource, region: context.regionOf(resource) };
  });
  const main = mainRegion(charges.flatMap((each) => each.region ?? [])) ?? region ?? "";
  const currency = currencyOf(main);
  const items: CostItem[] = [];
  const unpriced: Unpriced[] = [];
  const unbounded: Unpriced[] = [];
  const regionsUsed = new Set<string>();
  for (const { charge, resource, region: where = main } of charges) {
    const other = currencyOf(where);
    const item = other === currency ? itemOf(charge) : undefined;
    if (item) {
      items.push({ ...item, ...(!charge.shared && ownersOf(resource, context)) });
      regionsUsed.add(where);
    } else unpriced.push({ urn: charge.urn, reason: reasonOf(charge, other === currency ? undefined : `its price is in ${other}`) });
    if (charge.unbounded !== undefined) unbounded.push({ urn: charge.urn, reason: charge.unbounded });
  }
  return {
    currency,
    region: main,
    pricesAsOf: oldest(regionsUsed.size > 0 ? regionsUsed : new Set([main])),
    ...sum(items),
    items,
    unpriced: [...new Map(unpriced.map((each) => [`${each.urn} ${each.reason}`, each])).values()],
    unbounded,
    assumptions: all,
    usedAssumptions: Object.keys(all).filter((name) => used.has(name)),
    byPool: byOwner(items, "pool"),
    byTeam: byOwner(items, "team"),
  };
}

/** Assumptions that note which of them are read. */
function recorded(assumptions: CostAssumptions, used: Set<string>): CostAssumptions {
  return new Proxy(assumptions, {
    get(target, name) {
      used.add(String(name));
      return Reflect.get(target, name);
    },
  });
}

function chargesOf(resource: CostedResource, context: CostContext): readonly Charge[] {
  const pricer = pricers[withoutVersion(resource.type)];
  if (pricer) return pricer(resource, context);
  if (!resource.type.startsWith("aws:") || isFree(resource.type)) return [];
  const reason = `the tables have no prices of ${resource.type}`;
  return [{ urn: resource.urn, description: "", unit: "", quantity: { start: 0, min: 0, max: 0 }, price: { missing: reason } }];
}

function itemOf({ urn, description, unit, quantity, price, lowest, highest }: Charge): CostItem | undefined {
  if ("missing" in price) return undefined;
  return {
    urn,
    description,
    quantity: quantity.start,
    unit,
    unitPrice: price.value,
    monthly: quantity.start * price.value,
    monthlyMin: quantity.min * (lowest ?? price.value),
    monthlyMax: quantity.max * (highest ?? price.value),
    confidence: price.confidence,
  };
}

function reasonOf({ description, price }: Charge, other: string | undefined): string {
  const reason = other ?? ("missing" in price ? price.missing : "");
  return description === "" ? reason : `${description}: ${reason}`;
}

/** Currency of the prices of a region. */
function currencyOf(region: string): string {
  if (!Object.hasOwn(regions, region)) return "USD";
  const partition = partitionOf(region);
  return partition === "aws-cn" ? "CNY" : partition === "aws-eusc" ? "EUR" : "USD";
}

/** Region of most charges. */
function mainRegion(all: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const region of all) counts.set(region, (counts.get(region) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || naturalOrder(a, b))[0]?.[0];
}

/** Date of the oldest table of on-demand and service prices. */
function oldest(used: ReadonlySet<string>): string {
  const dates = [...used].flatMap((region) => {
    const { ec2, services } = regionTable(region)?.asOf ?? {};
    return [ec2, services].filter((date) => date !== undefined);
  });
  return dates.sort()[0] ?? "";
}
