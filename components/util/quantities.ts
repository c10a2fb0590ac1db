// Amounts as Kubernetes writes them (apimachinery `resource.Quantity`): a number with a binary or decimal suffix, or an exponent.

const pattern = /^(\d+(?:\.\d*)?|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?\d{1,2})?$/;

const binary = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const decimal: Readonly<Record<string, number>> = { n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 };

/** Matches a quantity that is not negative. */
export const quantityPattern = pattern;

/** What a quantity amounts to: `500m` is 0.5, `1Ki` is 1024. The text must match `quantityPattern`. */
export function amountOf(quantity: string): number {
  const [, digits, suffix = ""] = pattern.exec(quantity)!;
  if (binary.includes(suffix)) return Number(digits) * 1024 ** (binary.indexOf(suffix) + 1);
  return suffix in decimal ? Number(digits) * decimal[suffix]! : Number(`${digits}${suffix}`);
}
