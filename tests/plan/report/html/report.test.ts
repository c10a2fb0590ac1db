import { expect } from "chai";
import fc from "fast-check";
import { escapeControlChars } from "../../../../components/util/escape-control-chars";
import { htmlReport } from "../../../../plan/report/html";
import { planDocumentOf } from "../document";
import { hostileText, hostileTexts, planWith } from "../hostile";
import { attribute, type Element, elementsOf, textOf } from "../parsed";

const allowedAttributes =
  /^(aria-[a-z]+|autocomplete|charset|class|content|d|data-group|for|height|hidden|href|http-equiv|id|lang|name|open|rel|role|rx|scope|spellcheck|tabindex|title|type|viewBox|width|x|x1|x2|y|y1|y2)$/;
const allowedElements =
  /^(a|body|button|caption|code|dd|desc|details|div|dl|dt|g|h1|h2|h3|head|header|html|input|label|li|line|link|main|meta|nav|output|p|path|pre|rect|script|section|small|span|strong|style|summary|svg|table|tbody|td|text|tfoot|th|thead|title|tr|ul)$/;

function expectHarmless(elements: readonly Element[]): void {
  expect(elements.filter(({ tagName }) => !allowedElements.test(tagName)).map(({ tagName }) => tagName)).to.deep.equal([]);
  expect(elements.flatMap(({ attrs }) => attrs.map(({ name }) => name)).filter((name) => !allowedAttributes.test(name))).to.deep.equal([]);
  for (const name of ["script", "style"]) expect(elements.filter(({ tagName }) => tagName === name)).to.have.length(1);
  const links = elements.flatMap((element) => attribute(element, "href") ?? []);
  expect(links.filter((link) => !/^(#[a-z0-9-]+|data:,)$/.test(link))).to.deep.equal([]);
}

describe("htmlReport", function () {
  this.timeout(180_000);
  let elements: Element[];
  let source: string;

  before(async () => {
    source = await htmlReport({ document: planWith(hostileTexts), stated: {}, against: hostileTexts[0]! });
    elements = elementsOf(source);
  });

  it("has a section for each question of a review", () => {
    const headings = elements.filter(({ tagName }) => tagName === "h2").map(textOf);
    expect(headings).to.deep.equal([
      "Summary",
      "Changes",
      "Architecture",
      "Dependencies",
      "Access",
      "Findings",
      "Cost",
      "Timeline",
      "Settings",
    ]);
  });

  it("shows every hostile text as text", () => {
    expectHarmless(elements);
    const texts = elements.map(textOf).join("\n");
    for (const text of hostileTexts) expect(texts).to.include(escapeControlChars(text).slice(0, 30));
  });

  it("escapes every text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileText, { minLength: 5, maxLength: 60 }), async (texts) => {
        expectHarmless(elementsOf(await htmlReport({ document: planWith(texts), stated: {} })));
      }),
      { numRuns: 8 },
    );
  });

  it("has unique ids, and links that lead somewhere", () => {
    const ids = elements.flatMap((element) => attribute(element, "id") ?? []);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).to.deep.equal([]);
    const refer = ["href", "aria-labelledby", "aria-describedby", "data-group", "for"];
    const targets = elements.flatMap((element) => refer.flatMap((name) => attribute(element, name) ?? []));
    const missing = targets.filter((target) => target !== "data:,").filter((target) => !ids.includes(target.replace(/^#/, "")));
    expect(missing).to.deep.equal([]);
  });

  it("forbids every request by its content security policy", () => {
    const policy = elements.find((element) => attribute(element, "http-equiv") === "Content-Security-Policy");
    expect(attribute(policy!, "content")).to.match(
      /^default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; img-src data:; base-uri 'none'; form-action 'none'$/,
    );
    const style = elements.find(({ tagName }) => tagName === "style");
    expect(textOf(style!)).not.to.match(/url\(|@import/);
  });

  it("gives the same bytes for the same plan", async () => {
    expect(await htmlReport({ document: planWith(hostileTexts), stated: {}, against: hostileTexts[0]! })).to.equal(source);
  });

  it("writes numbers to the right, and money with two decimals", () => {
    const right = elements.filter((element) => element.tagName === "td" && attribute(element, "class") === "num").map(textOf);
    expect(right).to.include.members(["73.00", "80.00", "730.00", "10:00"]);
    expect(source).to.include("USD 73.00");
  });

  it("describes a plan without resources", async () => {
    const empty = elementsOf(await htmlReport({ document: planDocumentOf([]) }));
    expectHarmless(empty);
    expect(empty.map(textOf).join(" ")).to.include("The plan has no resources.").and.include("No findings");
  });
});
