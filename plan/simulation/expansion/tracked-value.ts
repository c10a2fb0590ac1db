// Values inside a component with their dependencies: the equivalent of Pulumi's outputs in the published code.
import { isRecord } from "../../../components/util/is-record";
import { isList, Reference, Secret, UNKNOWN, type Value } from "../../types";
import { bare, hasUnknown } from "../values";

/** A value and the URNs of its dependencies. */
export class TrackedValue {
  constructor(
    readonly value: Value | undefined,
    readonly urns: readonly string[] = [],
  ) {}

  /** A property of the value, at any depth. */
  get(...keys: readonly (string | number)[]): TrackedValue {
    let value = this.value;
    for (const key of keys) value = property(value, key);
    return new TrackedValue(value, this.urns);
  }

  /** As the published code sees it: a value that may still change counts as set. */
  get truthy(): boolean {
    return this.urns.length > 0 || this.value === UNKNOWN || this.value instanceof Secret || Boolean(this.value);
  }
}

/** Inputs of a child: plain values that may contain tracked values. */
export type Input = Value | undefined | TrackedValue | readonly Input[] | { readonly [key: string]: Input };
export type Inputs = Readonly<Record<string, Input>>;

/** The plain value of an input, without absent parts, and all its dependencies. */
export function unwrap(input: Input): TrackedValue {
  const urns = new Set<string>();
  return new TrackedValue(unwrapTracked(input, urns), [...urns]);
}

/** A value with additional dependencies. */
export function trackedFrom(urns: readonly string[]): (value: TrackedValue) => TrackedValue {
  return (value) => new TrackedValue(value.value, [...new Set([...value.urns, ...urns])]);
}

function unwrapTracked(input: Input, urns: Set<string>): Value | undefined {
  if (input instanceof TrackedValue) {
    for (const urn of input.urns) urns.add(urn);
    return input.value;
  }
  if (typeof input !== "object" || input === null || input instanceof Secret || input instanceof Reference)
    return input as Value | undefined;
  if (Array.isArray(input)) return input.map((item) => unwrapTracked(item, urns) ?? null);
  const entries = Object.entries(input).map(([key, item]) => [key, unwrapTracked(item, urns)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

/**
 * A value computed from others, like `apply`: unknown if one of them is, secret if one of them is, with the dependencies of all.
 * @typeParam T shape of the unwrapped input
 */
export function derive<T>(input: Input, make: (value: T) => Input): TrackedValue {
  const { value, urns } = unwrap(input);
  if (hasUnknown(value)) return new TrackedValue(UNKNOWN, urns);
  const { open, secret } = reveal(value);
  const made = unwrap(make(open as T));
  return new TrackedValue(secret && made.value !== undefined ? new Secret(made.value) : made.value, [...new Set([...urns, ...made.urns])]);
}

function reveal(value: Value | undefined): { readonly open: Value | undefined; readonly secret: boolean } {
  if (value instanceof Secret) return { open: reveal(value.value).open, secret: true };
  if (isList(value)) {
    const items = value.map(reveal);
    return { open: items.map(({ open }) => open ?? null), secret: items.some(({ secret }) => secret) };
  }
  if (isRecord(value)) {
    const items = Object.entries(value).map(([key, item]) => [key, reveal(item)] as const);
    return {
      open: Object.fromEntries(items.map(([key, { open }]) => [key, open as Value])),
      secret: items.some(([, { secret }]) => secret),
    };
  }
  return { open: value, secret: false };
}

function property(value: Value | undefined, key: string | number): Value | undefined {
  if (value === UNKNOWN) return UNKNOWN;
  if (value instanceof Secret) {
    const inner = property(value.value, key);
    return inner === undefined ? undefined : new Secret(inner);
  }
  const found = bare(value);
  if (isList(found) && typeof key === "number") return found[key];
  return isRecord(found) ? found[key] : undefined;
}
