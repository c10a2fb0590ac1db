import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { plan } from "../plan/cli/plan";

const root = path.join(__dirname, "..");
const pages = [
  "README.md",
  ...readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.join("docs", file)),
];
const textOf = (page: string) => readFileSync(path.join(root, page), "utf8");
const scratch = mkdtempSync(path.join(tmpdir(), "docs-"));

/** A whole stack file from an example, which may leave out the region, or the line `config:` as well. */
function stackFile(example: string): string {
  const indented = example.startsWith(" ") ? example : example.replace(/^/gm, "  ");
  const config = /^config:/m.test(example) ? example : `config:\n${indented}`;
  return /^ +aws:region:/m.test(config) ? config : config.replace(/^config:$/m, "config:\n  aws:region: eu-west-1");
}

async function resourcesOf(arguments_: { readonly stack?: string; readonly config?: string }): Promise<number> {
  const flags = { json: true, tree: false, preview: false, help: false, stackNamed: false, stack: "dev" };
  const { output, exitCode } = await plan({ ...flags, ...arguments_ });
  expect(exitCode).to.equal(0);
  return JSON.parse(output).summary.resources;
}

describe("the documentation", () => {
  for (const page of pages) {
    const examples = [...textOf(page).matchAll(/```yaml\n([\s\S]*?)```/g)]
      .map(([, text]) => text!)
      .filter((text) => /eks-blueprints:/.test(text));
    examples.forEach((example, number) => {
      it(`has an example that can be planned, ${number + 1} of ${page}`, async () => {
        const file = path.join(scratch, "stack.yaml");
        writeFileSync(file, stackFile(example));
        expect(await resourcesOf({ config: file })).to.be.greaterThan(20);
      });
    });

    it(`links from ${page} to what is there`, () => {
      const links = [...textOf(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map(([, target]) => target!);
      expect(links.filter((target) => !existsSync(path.join(root, path.dirname(page), target)))).to.deep.equal([]);
    });
  }

  for (const file of readdirSync(root)) {
    const stack = /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1];
    if (!stack) continue;
    it(`comes with stack ${stack}, which can be planned`, async () => {
      expect(await resourcesOf({ stack })).to.be.greaterThan(20);
    });
  }
});
