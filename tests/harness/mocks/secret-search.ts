// Searches what Pulumi keeps or shows for texts that must be encrypted there: a plan, or a stack's exported state.
import { Secret } from "../../../plan/types";

/** Where a text stands in plain: the path of it, such as `resources[urn:...].inputs.values.token`. */
export interface Leak {
  readonly path: string;
  readonly text: string;
}

/**
 * All places where one of the texts stands: in values and in keys, also within a longer text, as JSON within a text, or in base64.
 * What the plan holds as `Secret`, and the state as ciphertext, is not looked into: that is where such texts belong.
 * @param document a plan's recording, a state as `pulumi stack export` prints it, or any part of them
 * @param texts recognisable, on one line, without quotes and \, of 8 characters or more
 */
export function plainTexts(document: unknown, texts: readonly string[]): Leak[] {
  const unfit = texts.find((text) => text.length < 8 || /[\n"\\]/.test(text));
  if (unfit !== undefined)
    throw new Error(`${JSON.stringify(unfit)} is no text to search for: 8 characters at least, on one line, no quotes`);
  return search(document, texts.map(needleOf), "");
}

interface Needle {
  readonly text: string;
  /** The text, and what stands for it in base64, and in base64 of that, as user data in a Secret's data. */
  readonly forms: readonly string[];
}

function needleOf(text: string): Needle {
  const once = encodings(text);
  return { text, forms: [text, ...once, ...once.flatMap(encodings)] };
}

/** What of the base64 of any longer text depends on this part of it alone, whichever of the three places of a group it begins at. */
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
