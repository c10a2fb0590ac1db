import type { Json } from "../report/printable";

/** The sections of a stack's config as its file and `Pulumi.yaml` state them: what is in none of them is a default. */
export function statedSections(project: string, config: Readonly<Record<string, string>>): { readonly [section: string]: Json } {
  const own = `${project}:`;
  const entries = Object.entries(config).filter(([key]) => key.startsWith(own));
  return Object.fromEntries(entries.map(([key, text]) => [key.slice(own.length), configValue(text)]));
}

/** Config holds maps and lists as JSON, and scalars as their text. */
export function configValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
