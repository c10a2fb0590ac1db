// Kubernetes quantities as planned objects have them: text or number.
import { amountOf, quantityPattern } from "../../components/util/quantities";
import type { Value } from "../types";
import { number, text } from "./values";

/** A quantity such as `500m` or `20Gi` as a number; nothing where it is absent or not known. */
export function quantity(value: Value | undefined): number | undefined {
  const written = text(value);
  if (written === undefined) return number(value);
  return quantityPattern.test(written) ? amountOf(written) : undefined;
}

/** The same in GiB. */
export function gibibytes(value: Value | undefined): number | undefined {
  const bytes = quantity(value);
  return bytes === undefined ? undefined : bytes / 2 ** 30;
}
