import { expect } from "chai";
import fc from "fast-check";
import { escapeControlChars, escapeLines } from "../../../../components/util/escape-control-chars";
import { asset, html, lines, prose } from "../../../../plan/report/html/template";
import { hostileText } from "../hostile";
import { attribute, elementsOf, textOf } from "../parsed";

describe("html", () => {
  it("keeps every text a text, between tags and in attributes, of HTML and of SVG", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const source = html`<p title="${text}">${text}</p><svg><text data-name="${text}">${text}</text><title>${text}</title></svg>`.source;
        const elements = elementsOf(source);
        expect(elements.map(({ tagName }) => tagName)).to.deep.equal(["html", "head", "body", "p", "svg", "text", "title"]);
        const visible = escapeControlChars(text);
        const [p, , inSvg, title] = elements.slice(3);
        expect(attribute(p!, "title")).to.equal(visible);
        expect(attribute(inSvg!, "data-name")).to.equal(visible);
        for (const element of [p!, inSvg!, title!]) expect(textOf(element)).to.equal(visible);
        expect(elements.flatMap(({ attrs }) => attrs.map(({ name }) => name))).to.deep.equal(["title", "data-name"]);
      }),
    );
  });

  it("keeps lines of a text with several lines", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const [, , , pre, ...more] = elementsOf(html`<pre>x${lines(text)}</pre>`.source);
        expect(more).to.deep.equal([]);
        expect(textOf(pre!)).to.equal(`x${escapeLines(text)}`);
      }),
    );
  });

  it("marks code in a sentence, and keeps the rest a text", () => {
    expect(prose("write `a: <b>` (or ``)").source).to.equal("write <code>a: &lt;b&gt;</code> (or &#96;&#96;)");
    fc.assert(
      fc.property(hostileText, (text) => {
        const [, , , p, ...codes] = elementsOf(html`<p>${prose(text)}</p>`.source);
        expect(codes.filter(({ tagName }) => tagName !== "code")).to.deep.equal([]);
        expect(textOf(p!).replaceAll("`", "")).to.equal(escapeControlChars(text).replaceAll("`", ""));
      }),
    );
  });

  it("joins lists, and leaves out what is undefined or false", () => {
    expect(html`<p>${["a", html`<b>${"<"}</b>`, undefined, false, 0]}</p>`.source).to.equal("<p>a<b>&lt;</b>0</p>");
  });

  it("refuses an asset that would end its element", () => {
    expect(() => asset("a { } </style>")).to.throw("an asset would end its element");
    expect(() => asset("x('</SCRIPT>')")).to.throw();
  });
});
