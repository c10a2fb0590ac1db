// What newer versions of Node.js do by themselves: they keep compiled code between runs (Module.enableCompileCache), and optimize later.
// One file per command holds V8's code of all modules that the command loads. A module whose text has changed is compiled again.
const { hash: digest } = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");
const vm = require("node:vm");

const hash = (...texts) => digest("sha1", texts.join("\0"));

/** Keeps compiled code in a directory. */
function keepCode(directory) {
  const file = path.join(directory, hash(process.version, process.arch, process.argv[1] ?? ""));
  const kept = read(file);
  const compiled = new Map();
  const stock = Module.prototype._compile;
  Module.prototype._compile = function (content, filename, ...rest) {
    const text = content.replace(/^#!/, "//#!");
    const key = hash(text);
    const known = kept.get(filename);
    const cachedData = known?.key === key ? known.data : undefined;
    const script = scriptOf(Module.wrap(text), filename, cachedData);
    if (!script) return stock.call(this, content, filename, ...rest);
    if (!cachedData || script.cachedDataRejected) compiled.set(filename, { key, script });
    const run = script.runInThisContext();
    return Reflect.apply(run, this.exports, [this.exports, requireOf(this), this, filename, path.dirname(filename)]);
  };
  process.on("exit", () => {
    if (compiled.size === 0) return;
    for (const [filename, { key, script }] of compiled) kept.set(filename, { key, data: script.createCachedData() });
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

function read(file) {
  try {
    return v8.deserialize(fs.readFileSync(file));
  } catch {
    return new Map();
  }
}

/** Nothing is kept where nothing can be written. */
function write(file, data) {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(`${file}.${process.pid}`, data);
    fs.renameSync(`${file}.${process.pid}`, file); // another process may write it too
  } catch {}
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

/** V8 of Node 20 optimizes functions that a run of a second calls too seldom to pay for it. */
const optimizeLater = () => v8.setFlagsFromString("--interrupt-budget=500000");

module.exports = { keepCode, optimizeLater };
