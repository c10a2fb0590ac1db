import { readFileSync } from "node:fs";
import { expect } from "chai";
import { addons } from "../components/addons/catalog";
import { findingsTable } from "./engine/changes/findings";
import { changes, settingKeys } from "./engine/changes/keys";
import { table } from "./engine/changes/table";
import { withoutRows } from "./engine/changes/without-rows";

describe("docs/day-2.md", () => {
  const page = readFileSync("docs/day-2.md", "utf8");

  for (const [area, rows] of Object.entries(table)) {
    it(`describes the changes of ${area} as in tests/engine/changes`, () => {
      const [, documented] = new RegExp(`<!-- changes: ${area} -->\\n\\n([^]*?)\\n\\n<!-- /changes -->`).exec(page) ?? [];
      expect(documented).to.equal(findingsTable(rows));
    });
  }

  describe("the table of changes", () => {
    const rows = Object.values(table).flat();
    const isChanged = (key: string) => rows.some(({ change, alike = [] }) => [change, ...alike].some((one) => changes(one, key)));
    /** Keys of a template are those of its teams. Add-ons are added, updated and removed alike, except those with data or AWS resources of their own. */
    const counts = (key: string) => {
      const [section, name] = key.split(".");
      if (section === "teamTemplates") return false;
      const addon = addons.find((one) => one.name === name);
      return section !== "addons" || addon?.createAwsResources !== undefined || addon?.dataStores !== undefined;
    };

    it("has a row for each key of the stack file, or the reason why it has none", () => {
      const missing = settingKeys().filter((key) => counts(key) && !isChanged(key) && !(key in withoutRows));
      expect(missing).to.deep.equal([]);
    });

    it("gives reasons only for keys without a row", () => {
      const known = settingKeys();
      expect(Object.keys(withoutRows).filter((key) => isChanged(key) || !known.includes(key))).to.deep.equal([]);
    });
  });
});
