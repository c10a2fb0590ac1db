const format = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: true });

/** An amount with two decimals, such as `1,234.50`. */
export function money(amount: number): string {
  return format.format(amount);
}
