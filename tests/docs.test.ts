import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { parseArguments } from "../plan/cli/arguments";
import { plan } from "../plan/cli/plan";
import { pages, stackFilesIn, textOf } from "./harness/mocks/examples";
import { stackPath } from "./harness/mocks/stacks";

const root = path.join(__dirname, "..");
const scratch = mkdtempSync(path.join(tmpdir(), "docs-"));

async function resourcesOf(config: string): Promise<number> {
  const { output, exitCode } = await plan(parseArguments(["dev", "--config", config, "--json", "--date", "2026-11-30"]));
  expect(exitCode).to.equal(0);
  return JSON.parse(output).summary.resources;
}

/** A page without its blocks of code. */
const prose = (text: string) => text.replace(/^```[\s\S]*?^```/gm, "");

/** Ids of a page's headings, as GitHub derives them. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => {
    const plain = heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/ /g, "-");
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

/** Link targets of a page that do not exist or lack the heading. */
function brokenLinks(page: string, text: string): string[] {
  const ofUsers = /(^|\/)Pulumi\.[\w-]+\.yaml$/; // users may rename and remove stack files
  const links = [...prose(text).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)[^)]*\)/g)].map(([, link]) => link!);
  return links.filter((link) => {
    const [file, anchor] = link.split("#") as [string, string?];
    if (ofUsers.test(file)) return false;
    if (file === "") return !anchorsOf(text).includes(anchor!);
    const target = path.join(root, path.dirname(page), file);
    if (!existsSync(target)) return true;
    if (anchor === undefined) return false;
    return statSync(target).isDirectory() || !anchorsOf(readFileSync(target, "utf8")).includes(anchor);
  });
}

describe("documentation", () => {
  for (const page of pages) {
    stackFilesIn(textOf(page)).forEach((stackFile, number) => {
      it(`has a stack file that can be planned: example ${number + 1} of ${page}`, async () => {
        const file = path.join(scratch, "stack.yaml");
        writeFileSync(file, stackFile);
        expect(await resourcesOf(file)).to.be.greaterThan(20);
      });
    });

    it(`links from ${page} to existing files and headings`, () => {
      expect(brokenLinks(page, textOf(page))).to.deep.equal([]);
    });
  }

  const sources = ["components", "policy", "plan", "scripts", "bench", "tests", "examples"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => `/${folder}/${file}`),
  );
  for (const page of pages.filter((each) => each.startsWith("docs/contributing/"))) {
    it(`names existing files and folders in ${page}`, () => {
      const text = prose(textOf(page));
      const named = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, file]) => file!);
      const missing = [
        ...named(/`((?:components|plan|policy|tests|scripts|bench|docs|examples)\/[\w./-]*)`/g).filter(
          (file) => !existsSync(path.join(root, file)),
        ),
        ...named(/`(\w[\w./-]*\.(?:ts|cjs))`/g).filter(
          (file) => !sources.some((source) => source.endsWith(`/${file}`)) && file !== "index.ts",
        ),
      ];
      expect(missing).to.deep.equal([]);
    });
  }

  it("is reachable: an index links to every page", () => {
    const indexes = ["docs/README.md", "docs/contributing/README.md", "docs/addons.md", "README.md"];
    const linked = new Set(
      indexes.flatMap((page) =>
        [...textOf(page).matchAll(/\]\(([^)#\s]+\.md)/g)].map(([, link]) => path.normalize(path.join(path.dirname(page), link!))),
      ),
    );
    expect(pages.filter((page) => page.startsWith("docs/") && !linked.has(page))).to.deep.equal([]);
  });
});

describe("README", () => {
  const readme = textOf("README.md");

  it("fits two screens", () => {
    expect(readme.split("\n").length).to.be.at.most(190);
  });

  it("shows lines of the real plan, in their order", async () => {
    const { output } = await plan(parseArguments(["dev", "--config", stackPath("dev")]));
    const lines = output.split("\n").map((line) => line.trimEnd());
    const [, sample] = /```text\n(Stack dev[\s\S]*?)```/.exec(readme)!;
    let position = -1;
    for (const line of sample!.split("\n").filter((each) => each.trim() !== "" && each.trim() !== "...")) {
      position = lines.indexOf(line, position + 1);
      expect(position, `\`npm run plan\` prints no line "${line}" there`).to.be.greaterThan(-1);
    }
  });
});

describe("brokenLinks", () => {
  const find = (text: string) => brokenLinks("docs/plan.md", text);

  it("returns links to missing files and missing headings", () => {
    expect(find("[a](gone.md) [b](day-2.md#gone) [c](#gone) [d](addons)")).to.deep.equal(["gone.md", "day-2.md#gone", "#gone"]);
  });

  it("ignores code, and matches headings as GitHub does", () => {
    const page = "# The `a.b` key: *why*?\n## Twice\n## Twice\n```\n[a](gone.md)\n```\n";
    expect(find(`${page}[b](#the-ab-key-why) [c](#twice-1) [d](#twice-2)`)).to.deep.equal(["#twice-2"]);
  });
});
