import { readFileSync } from "node:fs";
import { expect } from "chai";
import { findingsTable } from "./engine/changes/findings";
import { table } from "./engine/changes/table";

describe("docs/day-2.md", () => {
  const page = readFileSync("docs/day-2.md", "utf8");

  for (const [area, rows] of Object.entries(table)) {
    it(`describes the changes of ${area} as in tests/engine/changes`, () => {
      const [, documented] = new RegExp(`<!-- changes: ${area} -->\\n\\n([^]*?)\\n\\n<!-- /changes -->`).exec(page) ?? [];
      expect(documented).to.equal(findingsTable(rows));
    });
  }
});
