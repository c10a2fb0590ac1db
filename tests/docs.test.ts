import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { plan } from "../plan/cli/plan";
import { pages, stackFilesIn, textOf } from "./harness/mocks/examples";

const root = path.join(__dirname, "..");
const scratch = mkdtempSync(path.join(tmpdir(), "docs-"));

async function resourcesOf(config: string): Promise<number> {
  const flags = { json: true, tree: false, preview: false, help: false, stackNamed: false, stack: "dev", config };
  const { output, exitCode } = await plan(flags);
  expect(exitCode).to.equal(0);
  return JSON.parse(output).summary.resources;
}

describe("the documentation", () => {
  for (const page of pages) {
    stackFilesIn(textOf(page)).forEach((stackFile, number) => {
      it(`has an example that can be planned, ${number + 1} of ${page}`, async () => {
        const file = path.join(scratch, "stack.yaml");
        writeFileSync(file, stackFile);
        expect(await resourcesOf(file)).to.be.greaterThan(20);
      });
    });

    it(`links from ${page} to what is there`, () => {
      const links = [...textOf(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map(([, target]) => target!);
      const ofUsers = /(^|\/)Pulumi\.[\w-]+\.yaml$/; // stack files are the users' to rename and remove
      expect(links.filter((target) => !ofUsers.test(target) && !existsSync(path.join(root, path.dirname(page), target)))).to.deep.equal([]);
    });
  }
});
