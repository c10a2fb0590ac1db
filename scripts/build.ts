// Compiles the package: CommonJS, an ES module that shares its classes, and types. `npm pack` runs it.
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { buildSync } from "esbuild";

const root = path.join(__dirname, "..");
const dist = path.join(root, "dist");

rmSync(dist, { recursive: true, force: true });
buildSync({
  entryPoints: {
    index: path.join(root, "components/index.ts"),
    "program-errors": path.join(root, "components/program-errors/program-errors.ts"),
  },
  outdir: dist,
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "cjs",
  sourcemap: true,
});
const tsc = require.resolve("typescript/bin/tsc");
execFileSync(process.execPath, [tsc, "-p", path.join(root, "tsconfig.build.json")], { stdio: "inherit" });

// One copy of every class, however the package is loaded: the ES module hands on what the CommonJS one exports.
const names = Object.keys(require(path.join(dist, "index.js"))).sort();
writeFileSync(path.join(dist, "index.mjs"), `import blueprints from "./index.js";\nexport const { ${names.join(", ")} } = blueprints;\n`);
writeFileSync(path.join(dist, "index.d.mts"), `export * from "./types/index.js";\n`);
