// Lets Node load TypeScript: the one way for the plan, the tests and `pulumi up`.
// esbuild strips the types; results are kept under node_modules/.cache, keyed by content. Types are checked by `npm run typecheck`.
const { hash } = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { bundled, sourceMapOfBundle } = require("./loader/bundle.cjs");
const { keepCode, optimizeLater } = require("./loader/code-cache.cjs");
const { cache, read, write } = require("./loader/files.cjs");
const { version } = require("esbuild/package.json");

optimizeLater(); // first: code that was kept under other flags is rejected
keepCode();

/** The tsconfig.json that rules a directory, as text, with the files that it extends: what the result depends on. */
const tsconfigs = new Map();
function tsconfigOf(dir) {
  if (!tsconfigs.has(dir)) {
    const file = path.join(dir, "tsconfig.json");
    const parent = path.dirname(dir);
    tsconfigs.set(dir, fs.existsSync(file) ? textOf(file) : parent === dir ? "" : tsconfigOf(parent));
  }
  return tsconfigs.get(dir);
}
function textOf(file) {
  const text = fs.readFileSync(file, "utf8");
  const [, base] = /"extends"\s*:\s*"(\.[^"]*)"/.exec(text) ?? [];
  const found = base && [base, `${base}.json`].map((name) => path.resolve(path.dirname(file), name)).find((name) => fs.existsSync(name));
  return found ? text + textOf(found) : text;
}

/** JavaScript for a TypeScript file, with its source map inside. */
function compile(filename) {
  const source = fs.readFileSync(filename, "utf8");
  const tsconfig = tsconfigOf(path.dirname(filename));
  const key = hash("sha256", [version, tsconfig, filename, source].join("\0"));
  const file = path.join(cache, "typescript", `${key}.cjs`);
  const kept = read(file);
  if (kept) return kept.toString();
  const { outputFiles } = require("esbuild").buildSync({
    entryPoints: [filename],
    bundle: false,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node20",
    sourcemap: "inline",
    supported: { "dynamic-import": true },
    // Without a tsconfig.json Pulumi compiles for ES2020, where a declared field is not set.
    ...(tsconfig === "" && { tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, experimentalDecorators: true } } }),
  });
  write(file, outputFiles[0].contents);
  return outputFiles[0].text;
}

/** Relative imports of this project's own files, which are TypeScript: Node looks for four other extensions first, at each import. */
const isOwn = (filename) => filename.startsWith(__dirname + path.sep) && !filename.startsWith(path.join(__dirname, "node_modules"));
const present = new Map();
const { _resolveFilename } = Module;
Module._resolveFilename = function (request, parent, ...rest) {
  if (request.startsWith(".") && parent?.filename && isOwn(parent.filename)) {
    const file = `${path.resolve(path.dirname(parent.filename), request)}.ts`;
    if (!present.has(file)) present.set(file, fs.existsSync(file));
    if (present.get(file)) return file;
  }
  return _resolveFilename.call(this, request, parent, ...rest);
};

for (const extension of [".ts", ".cts"])
  Module._extensions[extension] = (module, filename) => {
    const load = bundled(filename);
    if (load) module.exports = load();
    else module._compile(compile(filename), filename);
  };

/** Where code comes from: a TypeScript file and its line. Both as given for other files. */
function sourceOf(file, line, column) {
  const [, inline] =
    /\.c?ts$/.test(file) && fs.existsSync(file)
      ? (/\/\/# sourceMappingURL=data:application\/json;base64,(\S+)/.exec(compile(file)) ?? [])
      : [];
  const map = inline ? Buffer.from(inline, "base64").toString() : sourceMapOfBundle(file);
  if (!map) return { file, line };
  const { originalLine, originalSource } = new Module.SourceMap(JSON.parse(map)).findEntry(line - 1, column - 1);
  if (originalLine === undefined) return { file, line };
  return { file: inline ? file : path.resolve(path.dirname(file), originalSource), line: originalLine + 1 };
}

module.exports = { sourceOf };
