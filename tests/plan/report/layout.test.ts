import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import { type Block, linesOf, paragraph, type Style, table } from "../../../plan/report/layout";

const word = fc.stringMatching(/^[a-z:/.-]{1,70}$/);
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
const cell = fc.oneof({ weight: 4, arbitrary: text }, fc.constant(""));
const rows = fc
  .integer({ min: 1, max: 6 })
  .chain((columns) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 8 }));
const styles: Style[] = ["title", "heading", "error", "warning", "information", "create", "update", "replace", "delete"];
const block: fc.Arbitrary<Block[]> = fc.oneof(
  fc.record({ rows, indent: fc.constantFrom("  ", "    "), headed: fc.boolean() }).map(({ rows: all, indent, headed }) => {
    const header = headed ? all[0]?.map((_, column) => `column-${column}`) : undefined;
    return table(all, { indent, ...(header && { header }) });
  }),
  fc
    .record({ text, style: fc.constantFrom(...styles), indent: fc.constantFrom("", "  ", "      ", "  │  └─ ") })
    .map(({ text: all, ...more }) => [paragraph(all, { ...more, ...(more.indent === "  " && { label: true as const }) })]),
);
const width = fc.constantFrom(60, 80, 120, 200);
const wordsOf = (lines: readonly string[]) => lines.join(" ").split(/ +/).filter(Boolean);

describe("linesOf", () => {
  it("prints no line that exceeds the width, unless a single word does", () => {
    fc.assert(
      fc.property(block, width, (blocks, columns) => {
        for (const line of blocks.flatMap((each) => linesOf(each, { width: columns, colors: false })))
          if ([...line].length > columns)
            expect(line.trim(), line)
              .to.match(/^[^ ]+$/)
              .and.have.length.greaterThan(columns);
      }),
    );
  });

  it("keeps every word", () => {
    fc.assert(
      fc.property(rows, width, (all, columns) => {
        const printed = table(all).flatMap((each) => linesOf(each, { width: columns, colors: false }));
        expect(wordsOf(printed).sort()).to.deep.equal(wordsOf(all.flat()).sort());
      }),
    );
  });

  it("prints the same text with and without colors", () => {
    fc.assert(
      fc.property(block, width, (blocks, columns) => {
        const print = (colors: boolean) => blocks.flatMap((each) => linesOf(each, { width: columns, colors }));
        expect(print(true).map(stripVTControlCharacters)).to.deep.equal(print(false));
      }),
    );
  });

  it("wraps the longest column and keeps the columns aligned", () => {
    const [block] = table([
      ["a", "one two three four", "x"],
      ["bb", "five", "y"],
    ]);
    expect(linesOf(block!, { width: 20, colors: false })).to.deep.equal([
      "  a   one two      x",
      "      three four",
      "  bb  five         y",
    ]);
  });

  it("prints a row whose words do not fit one cell below the other", () => {
    const long = "w".repeat(18);
    const [block] = table(
      [
        ["a", "1"],
        ["b", long],
        ["c", "3"],
      ],
      { header: ["name", "value"] },
    );
    expect(linesOf(block!, { width: 20, colors: false })).to.deep.equal([
      "  name  value",
      "  a     1",
      "  b",
      "    value:",
      `  ${long}`,
      "  c     3",
    ]);
  });

  it("leaves out a column that has a header and nothing below it", () => {
    const [block] = table([["a", "", "c"]], { header: ["one", "two", "three"] });
    expect(linesOf(block!, { width: 40, colors: false })).to.deep.equal(["  one  three", "  a    c"]);
  });
});
