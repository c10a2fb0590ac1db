import type { Price } from "./price";
import type { CostedResource } from "./resource";

/** Hours that AWS and its calculator count in a month. */
export const hoursAMonth = 730;

/** A quantity at the start size, at the smallest and at the largest. */
export interface Quantity {
  readonly start: number;
  readonly min: number;
  readonly max: number;
}

/** What one resource is charged for. */
export interface Charge {
  readonly urn: string;
  readonly description: string;
  readonly quantity: Quantity;
  /** Such as `instance-hour`. */
  readonly unit: string;
  readonly price: Price;
  /** Price of a unit at the smallest size, where it differs: the cheapest spot capacity. */
  readonly lowest?: number;
  /** Price of a unit at the largest size, where it differs: spot capacity at the on-demand price. */
  readonly highest?: number;
  /** Whether several teams share it, so that it belongs to none. Default: it belongs to the resource's. */
  readonly shared?: boolean;
  /** Why the quantity has no upper bound. */
  readonly unbounded?: string;
}

export function always(quantity: number): Quantity {
  return { start: quantity, min: quantity, max: quantity };
}

export function times(quantity: Quantity, factor: number): Quantity {
  return { start: quantity.start * factor, min: quantity.min * factor, max: quantity.max * factor };
}

/** A month of something that is charged by the hour. */
export function byHour(
  { urn }: Pick<CostedResource, "urn">,
  description: string,
  noun: string,
  price: Price,
  number: Quantity = always(1),
): Charge {
  return { urn, description, quantity: times(number, hoursAMonth), unit: `${noun}-hour`, price };
}

/** Something that is charged by the month. */
export function byMonth(
  { urn }: Pick<CostedResource, "urn">,
  description: string,
  unit: string,
  price: Price,
  number: Quantity = always(1),
): Charge {
  return { urn, description, quantity: number, unit, price };
}

/** Something that costs money, but how much is not known. */
export function unknownCharge({ urn }: Pick<CostedResource, "urn">, description: string, reason: string): Charge {
  return { urn, description, quantity: always(0), unit: "", price: { missing: reason } };
}

/** What is assumed of usage, by the month; nothing where none is assumed. */
export function usage(resource: Pick<CostedResource, "urn">, description: string, unit: string, price: Price, amount: number): Charge[] {
  return amount > 0 ? [byMonth(resource, description, unit, price, always(amount))] : [];
}
