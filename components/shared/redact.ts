/** What a secret looks like in a message: as it is, within JSON, within a URL, in base64. */
export function formsOf(text: string): string[] {
  const base64 = Buffer.from(text).toString("base64").replace(/=+$/, "");
  return [
    ...new Set([
      text,
      JSON.stringify(text).slice(1, -1),
      encodeURIComponent(text),
      base64,
      base64.replaceAll("+", "-").replaceAll("/", "_"),
    ]),
  ];
}

/** All texts and numbers within a value. */
function leaves(value: unknown): string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}

/**
 * Hides secret values in messages.
 * @param options `shortest`: texts too short to be secrets, which would garble messages; default 4. `longestShown`: characters after which
 * messages cut a value off; default: they never do
 */
export function redact(
  secrets: readonly unknown[],
  { shortest = 4, longestShown }: { shortest?: number; longestShown?: number } = {},
): (message: string) => string {
  const hidden = secrets
    .flatMap(leaves)
    .flatMap((text) => [...formsOf(text), ...formsOf(text.slice(0, longestShown))])
    .filter((text) => text.length >= shortest)
    .sort((a, b) => b.length - a.length);
  return (message) => hidden.reduce((shown, text) => shown.replaceAll(text, "[secret]"), message);
}
