import { readFileSync } from "node:fs";
import * as path from "node:path";

/** The first sentence of an add-on's page, with links that work from the parent directory. */
export function firstSentence(addon: string): string {
  const page = readFileSync(path.join(__dirname, "..", "docs", "addons", `${addon}.md`), "utf8");
  const [, paragraph = ""] = page.split(/\n\n+/);
  return paragraph
    .replaceAll("\n", " ")
    .replaceAll("](../", "](")
    .split(/\. (?=[A-Z])/)[0]!
    .replace(/\.$/, "");
}

/** The same as plain text, for editors. */
export function addonDescription(addon: string): string {
  return firstSentence(addon).replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
}
