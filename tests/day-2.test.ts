import { readFileSync } from "node:fs";
import { expect } from "chai";
import { findingsTable } from "./engine/changes/findings";
import { table } from "./engine/changes/table";

describe("the documentation of day 2", () => {
  const page = readFileSync("docs/day-2.md", "utf8");

  for (const [area, rows] of Object.entries(table)) {
    it(`says of changes of ${area} what the real engine did (tests/engine/changes)`, () => {
      const [, told] = new RegExp(`<!-- changes: ${area} -->\\n\\n([^]*?)\\n\\n<!-- /changes -->`).exec(page) ?? [];
      expect(told).to.equal(findingsTable(rows));
    });
  }
});
