let format: Intl.NumberFormat | undefined;

/** An amount with two decimals, such as `1,234.50`. */
export function money(amount: number): string {
  format ??= new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: true });
  const text = format.format(amount);
  return text === "-0.00" ? "0.00" : text;
}
