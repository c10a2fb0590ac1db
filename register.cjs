// Lets Node load TypeScript: the one way for the plan, the tests and `pulumi up`.
// esbuild strips the types; results are kept under node_modules/.cache, keyed by content. Types are checked by `npm run typecheck`.
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const cache = path.join(__dirname, "node_modules", ".cache", "typescript");
const { version } = require("esbuild/package.json");

/** The text of the tsconfig.json that rules `dir`, or the defaults that Pulumi programs are compiled with. */
const tsconfigs = new Map();
function tsconfigOf(dir) {
  if (!tsconfigs.has(dir)) {
    const file = path.join(dir, "tsconfig.json");
    const parent = path.dirname(dir);
    tsconfigs.set(dir, fs.existsSync(file) ? fs.readFileSync(file, "utf8") : parent === dir ? "{}" : tsconfigOf(parent));
  }
  return tsconfigs.get(dir);
}

function compile(source, filename) {
  const tsconfigRaw = tsconfigOf(path.dirname(filename));
  const key = createHash("sha256").update([version, process.versions.node, tsconfigRaw, filename, source].join("\0")).digest("hex");
  const file = path.join(cache, `${key}.cjs`);
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    const { code } = require("esbuild").transformSync(source, {
      loader: "ts",
      format: "cjs",
      target: "node20",
      sourcefile: filename,
      tsconfigRaw,
      platform: "node",
      supported: { "dynamic-import": true },
    });
    fs.mkdirSync(cache, { recursive: true });
    fs.writeFileSync(`${file}.${process.pid}`, code);
    fs.renameSync(`${file}.${process.pid}`, file); // two processes may compile the same file
    return code;
  }
}

Module._extensions[".ts"] = (module, filename) => module._compile(compile(fs.readFileSync(filename, "utf8"), filename), filename);
