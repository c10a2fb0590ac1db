// Compiles the package: CommonJS, an ES module that shares its classes, and types. Run by `npm pack`.
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
    policy: path.join(root, "policy/index.ts"),
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

// The ES module re-exports CommonJS, so that there is one copy of every class.
for (const [entry, types] of [
  ["index", "components"],
  ["policy", "policy"],
]) {
  const names = Object.keys(require(path.join(dist, `${entry}.js`))).sort();
  writeFileSync(path.join(dist, `${entry}.mjs`), `import all from "./${entry}.js";\nexport const { ${names.join(", ")} } = all;\n`);
  writeFileSync(path.join(dist, `${entry}.d.mts`), `export * from "./types/${types}/index.js";\n`);
}
