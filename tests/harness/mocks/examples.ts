// The stack files in the documentation.
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

const root = path.join(__dirname, "../../..");

/** All pages, relative to the project. */
export const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.join("docs", file)),
];

export function textOf(page: string): string {
  return readFileSync(path.join(root, page), "utf8");
}

/** The settings examples in a page, each as a complete stack file. */
export function stackFilesIn(text: string): string[] {
  return [...text.matchAll(/```yaml\n([\s\S]*?)```/g)]
    .map(([, example]) => example!)
    .filter((example) => /eks-blueprints:/.test(example))
    .map(stackFile);
}

/** A complete stack file from an example that may omit the region or the line `config:`. */
function stackFile(example: string): string {
  const indented = example.startsWith(" ") ? example : example.replace(/^/gm, "  ");
  const config = /^config:/m.test(example) ? example : `config:\n${indented}`;
  return /^ +aws:region:/m.test(config) ? config : config.replace(/^config:$/m, "config:\n  aws:region: eu-west-1");
}
