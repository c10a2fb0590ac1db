import { expect } from "chai";
import * as fc from "fast-check";
import { DrainError } from "../../components/lifecycle/drain/types";
import { escapeControlChars, escapeLines } from "../../components/util/escape-control-chars";

/** Code points that terminals interpret: C0, DEL, C1, separators and marks of reading direction. */
const isControl = (code: number) =>
  code < 0x20 ||
  (code >= 0x7f && code <= 0x9f) ||
  [0x61c, 0x200e, 0x200f, 0x2028, 0x2029].includes(code) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069);
const codes = (text: string) => [...text].map((char) => char.codePointAt(0)!);
const dangerous = fc
  .integer({ min: 0, max: 0x206f })
  .filter(isControl)
  .map((code) => String.fromCodePoint(code));
const texts = fc.array(fc.oneof(dangerous, fc.string({ unit: "grapheme" })), { maxLength: 30 }).map((parts) => parts.join(""));

describe("escapeControlChars", () => {
  it("escapes all control characters", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(codes(escapeControlChars(text)).filter(isControl)).to.deep.equal([]);
      }),
    );
    const text = "a\u001b[31mred\u001b]0;title\u0007\u009b2J\u202egnp.exe\u2066\u061c\r\n\tb\u007f";
    expect(escapeControlChars(text)).to.equal(
      "a\\u001b[31mred\\u001b]0;title\\u0007\\u009b2J\\u202egnp.exe\\u2066\\u061c\\u000d\\n\\tb\\u007f",
    );
  });

  it("changes nothing else, such as letters of any script and emoji", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!codes(text).some(isControl));
        expect(escapeControlChars(text)).to.equal(text);
      }),
    );
  });

  it("keeps line breaks of multi-line messages", () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), (lines) => {
        const safe = lines.map((line) => line.replaceAll("\n", ""));
        expect(escapeLines(safe.join("\n")).split("\n")).to.deep.equal(safe.map(escapeControlChars));
      }),
    );
    expect(new DrainError("left:\n  - a\u001b[2K\r").message).to.equal("left:\n  - a\\u001b[2K\\u000d");
  });
});
