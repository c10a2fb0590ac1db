/** What a secret looks like in a message: as it is, within JSON, within a URL, in base64. */
export function formsOf(text: string): string[] {
  const wellFormed = Buffer.from(text).toString(); // a URL holds no half of a surrogate pair
  const inUrl = [encodeURIComponent(wellFormed), new URLSearchParams({ "": wellFormed }).toString().slice(1), userInfo(wellFormed)];
  return [
    ...new Set([
      text,
      inJson(text),
      inJson(inJson(text)),
      inJson(text).replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`), // as Go writes it
      ...inUrl,
      ...inUrl.map((form) => form.replace(/%../g, (code) => code.toLowerCase())),
      ...inBase64(text),
    ]),
  ];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As the password of a URL, in which fewer characters are escaped. */
function userInfo(text: string): string {
  const url = new URL("https://host");
  url.password = text;
  return url.password;
}

/** Fewer characters of base64 occur in other words too. */
const shortestBase64 = 8;

/** By itself, and what depends on it alone within the base64 of a longer text such as `user:password`, wherever it begins there. */
function inBase64(text: string): string[] {
  const inner = [0, 1, 2].map((before) => {
    const encoded = Buffer.from("\0".repeat(before) + text).toString("base64");
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + Buffer.byteLength(text)) * 8) / 6));
  });
  const whole = Buffer.from(text).toString("base64").replace(/=+$/, "");
  const all = [whole, ...inner.filter(({ length }) => length >= shortestBase64)];
  return [...all, ...all.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"))];
}

/** Shorter lines, such as those of a script, say nothing. */
const shortestLine = 16;

/** All texts and numbers within a value; of a text of several lines, such as a private key, each line too. */
function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value, ...(value.includes("\n") ? longLines(value) : [])];
  if (typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}

function longLines(text: string): string[] {
  return text.split(/\r?\n/).filter(({ length }) => length >= shortestLine);
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
