const collator = new Intl.Collator("en", { numeric: true });

/** Compares texts as people sort them: `node-2` before `node-10`. Texts that differ never compare as equal. */
export function naturalOrder(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
