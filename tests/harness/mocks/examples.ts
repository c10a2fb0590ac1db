// The stack files that the documentation shows.
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

/** The examples of a page's text that are settings, each as a whole stack file. */
export function stackFilesIn(text: string): string[] {
  return [...text.matchAll(/```yaml\n([\s\S]*?)```/g)]
    .map(([, example]) => example!)
    .filter((example) => /eks-blueprints:/.test(example))
    .map(stackFile);
}

/** A whole stack file from an example, which may leave out the region, or the line `config:` as well. */
function stackFile(example: string): string {
  const indented = example.startsWith(" ") ? example : example.replace(/^/gm, "  ");
  const config = /^config:/m.test(example) ? example : `config:\n${indented}`;
  return /^ +aws:region:/m.test(config) ? config : config.replace(/^config:$/m, "config:\n  aws:region: eu-west-1");
}
