import type { Node } from "./yaml";

/** The placeholder of an encrypted value. */
export const placeholder = "[secret]";

/** Whether a value, or something inside it, is encrypted: `secure: <ciphertext>` alone. */
export function holdsSecret(node: Node): boolean {
  if (isSecure(node)) return true;
  if (node instanceof Map) return [...node.values()].some(holdsSecret);
  return Array.isArray(node) && node.some(holdsSecret);
}

function isSecure(node: Node): boolean {
  return node instanceof Map && node.size === 1 && typeof node.get("secure") === "string";
}

/** A value as the Pulumi CLI passes it to the program: scalars as text, everything else as JSON. */
export function configText(node: Node): string {
  if (node === null) return "";
  if (isSecure(node)) return placeholder;
  if (typeof node === "object") return json(node);
  return typeof node === "string" ? node : json(node);
}

/** JSON as Go writes it: sorted keys, and escaped HTML characters. */
function json(node: Node): string {
  if (isSecure(node)) return JSON.stringify(placeholder);
  if (Array.isArray(node)) return `[${node.map(json).join(",")}]`;
  if (node instanceof Map) {
    const entries = [...node].map(([key, value]) => [keyText(key), value] as const).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, value]) => `${quoted(key)}:${json(value)}`).join(",")}}`;
  }
  if (typeof node === "string") return quoted(node);
  if (typeof node === "number" && !Number.isFinite(node)) throw new RangeError("is not a number that a program can be given");
  return node === null ? "null" : typeof node === "number" ? JSON.stringify(node) : String(node);
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function keyText(key: Node): string {
  return key === null ? "<nil>" : typeof key === "object" ? json(key) : String(key);
}
