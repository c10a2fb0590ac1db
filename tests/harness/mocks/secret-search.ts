// Searches plans and exported states for plain texts that must be encrypted there.
import { Secret } from "../../../plan/types";

/** The path of a plain text, such as `resources[urn:...].inputs.values.token`. */
export interface Leak {
  readonly path: string;
  readonly text: string;
}

/**
 * All places of the texts: in values and keys, also inside a longer text, as JSON inside a text, or in base64.
 * Ignores a plan's `Secret` values and a state's ciphertext, where such texts belong.
 * @param document a plan's recording, a state as `pulumi stack export` prints it, or any part of them
 * @param texts unique texts on one line, without quotes and \, of 8 characters or more
 */
export function plainTexts(document: unknown, texts: readonly string[]): Leak[] {
  const unfit = texts.find((text) => text.length < 8 || /[\n"\\]/.test(text));
  if (unfit !== undefined)
    throw new Error(`${JSON.stringify(unfit)} is no text to search for: 8 characters at least, on one line, no quotes`);
  return search(document, texts.map(needleOf), "");
}

interface Needle {
  readonly text: string;
  /** The text, its base64 forms, and base64 of those, as in user data in a Secret's data. */
  readonly forms: readonly string[];
}

function needleOf(text: string): Needle {
  const once = encodings(text);
  return { text, forms: [text, ...once, ...once.flatMap(encodings)] };
}

/** The base64 characters that depend only on this part of a longer text, for each of the three offsets in a group. */
function encodings(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from("\0".repeat(before) + text).toString("base64");
    const end = Math.floor(((before + Buffer.byteLength(text)) * 8) / 6);
    return encoded.slice(Math.ceil((before * 8) / 6), end);
  });
}

function search(value: unknown, needles: readonly Needle[], path: string): Leak[] {
  if (value instanceof Secret) return [];
  if (typeof value === "string") {
    const unbroken = value
      .replace(/\\n|\s/g, "")
      .replaceAll("-", "+")
      .replaceAll("_", "/"); // both alphabets, whole lines
    return needles
      .filter(({ text, forms }) => value.includes(text) || forms.some((form) => unbroken.includes(form)))
      .map(({ text }) => ({ path, text }));
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => search(item, needles, `${path}[${item?.urn ?? index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = path ? `${path}.${key}` : key;
    return [...search(key, needles, `${at} (key)`), ...search(inner, needles, at)];
  });
}
