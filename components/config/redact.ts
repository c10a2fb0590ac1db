import { longestShown } from "./describe";

/** Texts too short to be secrets; hiding them would garble messages. */
const shortest = 4;

/** All texts and numbers within a value. */
function leaves(value: unknown): string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}

/** Hides secret values in messages, whole or as messages shorten and quote them. */
export function redact(secrets: readonly unknown[]): (message: string) => string {
  const hidden = secrets
    .flatMap(leaves)
    .flatMap((text) => [text, text.slice(0, longestShown)])
    .flatMap((text) => [text, JSON.stringify(text).slice(1, -1)])
    .filter((text) => text.length >= shortest)
    .sort((a, b) => b.length - a.length);
  return (message) => hidden.reduce((shown, text) => shown.replaceAll(text, "[secret]"), message);
}
