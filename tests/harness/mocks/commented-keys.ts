import { readFileSync } from "node:fs";

/** Whether a chart names a key only in a comment of its values.yaml, as for values without a default. */
export function isCommented(chart: string, path: string): boolean {
  const key = path.slice(path.lastIndexOf(".") + 1);
  return new RegExp(`^\\s*#\\s*${key}:`, "m").test(readFileSync(`tests/fixtures/charts/${chart}/values.yaml`, "utf8"));
}
