/** The first strings on one line, and the number of the others. */
export function truncateList(texts: readonly string[], separator = ", ", most = 4): string {
  const first = texts.slice(0, most).join(separator);
  return texts.length > most ? `${first} and ${texts.length - most} more` : first;
}
