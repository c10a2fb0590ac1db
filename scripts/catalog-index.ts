// Generates the index of the catalog from the list of names, before other modules import it. The folder of an add-on exports it by its name
// in camel case.
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { addonNames } from "../components/addons/names";

const file = path.join(__dirname, "..", "components/addons/catalog/index.ts");

function exportOf(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** In the linter's order of imports. */
function source(): string {
  const imports = [...addonNames].sort().map((name) => `import { ${exportOf(name)} } from "./${name}";`);
  const entries = addonNames.map((name) => (exportOf(name) === name ? `  ${name},` : `  ${JSON.stringify(name)}: ${exportOf(name)},`));
  return `// Written by \`npm run schema\` from components/addons/names.ts; edit that instead.
import type { Addon } from "../addon";
import { type AddonName, addonNames } from "../names";
${imports.join("\n")}

/** All add-ons by their key. */
export const catalog: Readonly<Record<AddonName, Addon>> = {
${entries.join("\n")}
};

/** The catalog in the order of its names. */
export const addons: readonly Addon[] = addonNames.map((name) => catalog[name]);
`;
}

if (readFileSync(file, "utf8") !== source()) {
  if (process.argv.includes("--check")) {
    console.error("components/addons/catalog/index.ts is stale; run: npm run schema");
    process.exitCode = 1;
  } else {
    writeFileSync(file, source());
    console.log("wrote components/addons/catalog/index.ts");
  }
}
