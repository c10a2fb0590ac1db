/** An amount with two decimals, such as `1,234.50`. */
export function money(amount: number): string {
  const text = amount.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ","); // Intl.NumberFormat takes longer to load than to plan the costs
  return text === "-0.00" ? "0.00" : text;
}
