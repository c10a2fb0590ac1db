import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { addons } from "../../components/addons/catalog";

describe("docs/addons", () => {
  const table = readFileSync("docs/addons.md", "utf8");

  for (const { name, options, namespace } of addons) {
    it(`has a page for ${name} with every option, and a row in the table`, () => {
      const page = `docs/addons/${name}.md`;
      expect(existsSync(page), page).to.equal(true);
      const text = readFileSync(page, "utf8");
      for (const option of Object.keys(options.shape)) expect(text).to.match(new RegExp(`^\\| .*\`${option}\`.*\\|`, "m"), option);
      expect(table).to.match(new RegExp(`^\\| \\[${name}\\]\\(addons/${name}\\.md\\) \\|.*\\| ${namespace} \\|`, "m"));
      expect(existsSync(`tests/addons/catalog/${name}/${name}.test.ts`), "its test").to.equal(true);
    });
  }
});
