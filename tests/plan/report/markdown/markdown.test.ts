import { expect } from "chai";
import fc from "fast-check";
import { githubLimit, markdownReport } from "../../../../plan/report/markdown";
import { planDocumentOf, resource } from "../document";
import { hostileText, hostileTexts, planWith } from "../hostile";
import { attribute, type Element, elementsOf, textOf } from "../parsed";
import { rendered } from "./rendered";

const allowed = /^(html|head|body|h3|table|thead|tbody|tr|th|td|p|ul|li|code|strong|br|span|details|summary)$/;

function parsed(markdown: string): Element[] {
  const elements = elementsOf(rendered(markdown));
  expect(elements.filter(({ tagName }) => !allowed.test(tagName)).map(({ tagName }) => tagName)).to.deep.equal([]);
  expect(elements.flatMap(({ attrs }) => attrs.map(({ name }) => name)).filter((name) => !/^(open|align)$/.test(name))).to.deep.equal([]);
  return elements;
}

/** Cells of the rows of each table. */
function widths(markdown: string): Set<number>[] {
  const tables = markdown.match(/(?:^\|.*\|$\n?)+/gm) ?? [];
  return tables.map(
    (table) =>
      new Set(
        table
          .trimEnd()
          .split("\n")
          .map((row) => row.split("|").length),
      ),
  );
}

describe("markdownReport", () => {
  it("shows cost, changes and findings, folded", () => {
    const elements = parsed(markdownReport({ document: planWith(["shop"]), against: "main" }));
    const summaries = elements.filter(({ tagName }) => tagName === "summary").map(textOf);
    expect(summaries).to.deep.equal([
      "1 resource replaced",
      "1 mandatory finding",
      "2 advisory findings",
      "Cost per month, in USD",
      "2 without a price or an upper limit",
      "Critical path of this change: 10 min",
      "7 resources by component",
    ]);
    expect(textOf(elements.find(({ tagName }) => tagName === "h3")!)).to.equal("Plan of stack shop of shop, coming from main");
    const open = elements.filter(({ tagName, attrs }) => tagName === "details" && attrs.length > 0);
    expect(open).to.have.length(2);
    const right = elements.filter((element) => attribute(element, "align") === "right" && element.tagName === "td").map(textOf);
    expect(right).to.include.members(["73.00", "80.00"]);
  });

  it("escapes every text", () => {
    parsed(markdownReport({ document: planWith(hostileTexts), against: hostileTexts[0]! }));
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 5, maxLength: 40 }), (texts) => {
        parsed(markdownReport({ document: planWith(texts) }));
      }),
      { numRuns: 20 },
    );
  });

  describe("within a limit", () => {
    const many = Array.from({ length: 3_000 }, (_, at) => resource("a:b:Thing", `thing-${at}-<b>|${"x".repeat(30)}`));
    const changes = many.map(({ urn, type, name }) => ({ op: "create" as const, urn, type, name, because: null, properties: [] }));
    const document = { ...planDocumentOf(many), changes, findings: planWith(["shop"]).findings };

    for (const limit of [4_000, 20_000, githubLimit]) {
      it(`keeps ${limit} characters with whole tables and a note on what is left out`, () => {
        const markdown = markdownReport({ document, limit });
        expect(markdown.length).to.be.at.most(limit);
        const elements = parsed(markdown);
        for (const columns of widths(markdown)) expect(columns.size).to.equal(1);
        expect(markdown.match(/<details/g)?.length ?? 0).to.equal(markdown.match(/<\/details>/g)?.length ?? 0);
        expect(markdown).to.match(/further rows are left out|left out here/);
        expect(elements.map(textOf).join("\n")).to.include("3000 resources created").and.include("mandatory finding");
      });
    }

    it("uses the room that there is", () => {
      expect(markdownReport({ document, limit: githubLimit }).length).to.be.greaterThan(githubLimit - 1_000);
    });
  });
});
