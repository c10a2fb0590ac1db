// Keeps compiled code between runs. One file per command holds V8's code of all modules that the command loads; a module whose text has changed is compiled again.
// Module.enableCompileCache of newer versions of Node.js does the same with a file per module, which takes longer, and never adds functions that a later run uses.
const { hash } = require("node:crypto");
const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");
const vm = require("node:vm");
const { cache, read, write } = require("./files.cjs");

/** Bytes of code from which a run adds the functions that it was the first to use: other runs of the command use other parts of such a module. */
const LARGE = 1e6;
/** Bytes that a command keeps: what it loaded in other projects must not slow it down for ever. */
const MOST = 64e6;

/** @param directory for tests */
function keepCode(directory = path.join(cache, "code")) {
  // the tag changes with V8, its flags and the processor
  const file = path.join(directory, hash("sha1", [v8.cachedDataVersionTag(), process.argv[1]].join()));
  const kept = readAll(file);
  const loaded = new Map();
  let changed = false;
  const stock = Module.prototype._compile;
  Module.prototype._compile = function (content, filename, format, ...rest) {
    const text = content.replace(/^#!/, "//#!");
    const key = hash("sha1", text);
    const known = kept.get(filename);
    const cachedData = known?.key === key ? known.data : undefined;
    const script = format === undefined || format === "commonjs" ? scriptOf(Module.wrap(text), filename, cachedData) : undefined;
    if (!script) return stock.call(this, content, filename, format, ...rest);
    const valid = cachedData !== undefined && !script.cachedDataRejected;
    changed ||= !valid;
    loaded.set(filename, valid && cachedData.length < LARGE ? { key, data: cachedData } : { key, script });
    const run = script.runInThisContext();
    return Reflect.apply(run, this.exports, [this.exports, requireOf(this), this, filename, path.dirname(filename)]);
  };
  process.on("exit", () => {
    if (!changed) return;
    for (const [filename, { key, script, data = script.createCachedData() }] of loaded) kept.set(filename, { key, data });
    const size = [...kept.values()].reduce((sum, { data }) => sum + data.length, 0);
    for (const filename of size > MOST ? kept.keys() : []) if (!loaded.has(filename)) kept.delete(filename);
    write(file, v8.serialize(kept));
  });
}

/** None for what only Node can compile as it should: ES modules, `import()`, and text with a syntax error, which Node reports better. */
function scriptOf(text, filename, cachedData) {
  if (!cachedData && /\bimport\s*\(/.test(text)) return undefined;
  try {
    return new vm.Script(text, { filename, cachedData });
  } catch {
    return undefined;
  }
}

function readAll(file) {
  try {
    return v8.deserialize(read(file));
  } catch {
    return new Map();
  }
}

/** The function that a module calls, as Node makes it. */
function requireOf(module) {
  return Object.assign((id) => module.require(id), {
    resolve: Object.assign((request, options) => Module._resolveFilename(request, module, false, options), {
      paths: (request) => Module._resolveLookupPaths(request, module),
    }),
    main: process.mainModule,
    extensions: Module._extensions,
    cache: Module._cache,
  });
}

/** V8 of Node 20 optimizes functions that a run of a second calls too seldom to pay for it; newer ones have no such flag, and compilers that take less. */
function optimizeLater() {
  if (process.version.startsWith("v20.")) v8.setFlagsFromString("--interrupt-budget=500000");
}

module.exports = { keepCode, optimizeLater };
