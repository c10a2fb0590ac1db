import { expect } from "chai";
import fc from "fast-check";
import { escapeControlChars } from "../../../../components/util/escape-control-chars";
import { code, text } from "../../../../plan/report/markdown/text";
import { hostileText } from "../hostile";
import { elementsOf, textOf } from "../parsed";
import { rendered } from "./rendered";

/** As HTML shows it: spaces run together, those at the edge of a cell are gone. */
const collapsed = (shown: string) => shown.replace(/[ \t]+/g, " ").trim();

describe("text in Markdown", () => {
  it("stays text within a line, a cell and a summary", () => {
    fc.assert(
      fc.property(hostileText, (content) => {
        const source = `x ${text(content)}\n\n| a |\n|---|\n| x ${code(content)} |\n\n<details>\n<summary>x ${text(content)}</summary>\n\ny\n\n</details>\n`;
        const elements = elementsOf(rendered(source)).slice(3);
        const outside = elements.filter(({ tagName }) => tagName !== "span"); // spans keep GitHub from making references
        expect(outside.map(({ tagName }) => tagName)).to.deep.equal([
          "p",
          "table",
          "thead",
          "tr",
          "th",
          "tbody",
          "tr",
          "td",
          "code",
          "details",
          "summary",
          "p",
        ]);
        const shown = collapsed(`x ${escapeControlChars(content)}`);
        for (const tag of ["p", "td", "summary"])
          expect(collapsed(textOf(outside.find(({ tagName }) => tagName === tag)!))).to.equal(shown);
      }),
    );
  });

  it("refers to no user and no issue on GitHub", () => {
    expect(text("@octocat fixes #1")).to.equal("<span>&#64;</span>octocat fixes <span>&#35;</span>1");
    expect(text("www.example.com")).to.equal("www&#46;example.com");
  });
});
