import type { Json } from "../report/printable";

/** Sections as the stack file and `Pulumi.yaml` contain them, to distinguish values from defaults. */
export function statedSections(project: string, config: Readonly<Record<string, string>>): { readonly [section: string]: Json } {
  const own = `${project}:`;
  const entries = Object.entries(config).filter(([key]) => key.startsWith(own));
  return Object.fromEntries(entries.map(([key, text]) => [key.slice(own.length), configValue(text)]));
}

/** Config contains maps and lists as JSON, and scalars as text. */
export function configValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
