// The plan command as one file: to load 800 modules one by one takes longer than to plan a stack. Every other command loads them one by one.
const { hash } = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { root, cache, read, write } = require("./files.cjs");

const MAIN = path.join(root, "plan", "cli", "main.ts");
const DIRECTORIES = ["components", "plan", "policy"];
const file = path.join(cache, "plan.cjs");
/** Packages that are loaded as always. The other two have a hundred modules, and no state that programs share. */
const { dependencies, devDependencies, peerDependencies } = require("../package.json");
const OTHERS = Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies }).filter((name) => !["yaml", "zod"].includes(name));

/** Functions that return the exports of the bundle's modules, by path of the source. */
let modules;
/** Source map of a bundle that this process has built. */
let built;

/** The function that returns a module's exports; undefined if the module is not in the bundle, or the command is not the plan. */
function bundled(filename) {
  if (process.mainModule?.filename !== MAIN) return undefined;
  modules ??= load();
  return modules[path.relative(root, filename).replaceAll(path.sep, "/")];
}

function load() {
  const sources = DIRECTORIES.flatMap(sourcesIn).sort();
  const stamp = `// ${stampOf([...sources, "tsconfig.json", "loader/bundle.cjs", "node_modules/.package-lock.json"])}`;
  const kept = read(file)?.toString();
  const text = kept?.startsWith(`${stamp}\n`) ? kept : build(sources, stamp);
  if (text === undefined) return {};
  const bundle = new Module(file);
  bundle.filename = file;
  bundle.paths = Module._nodeModulePaths(root);
  bundle._compile(text, file);
  return bundle.exports;
}

function sourcesIn(directory) {
  const names = fs.readdirSync(path.join(root, directory), { recursive: true }).filter((name) => name.endsWith(".ts"));
  return names.map((name) => `${directory}/${name.replaceAll(path.sep, "/")}`);
}

/** Changes with every file: a tool may keep the time and the size of a file that it writes, but not its ctime. */
function stampOf(names) {
  const states = names.map((name) => {
    const { mtimeMs, ctimeMs, size } = fs.statSync(path.join(root, name), { throwIfNoEntry: false }) ?? {};
    return [name, mtimeMs, ctimeMs, size].join();
  });
  return hash("sha256", states.join("\n"));
}

/** esbuild copies the exports of a module for each import of it, which only modules without `__esModule` need. */
const COPY = "var __toESM=(mod,isNodeMode,target)=>";

/** Undefined if a file does not compile: then all load one by one, and the error is reported if the command needs that file. */
function build(sources, stamp) {
  const entries = sources.map((name) => `${JSON.stringify(name)}: () => require(${JSON.stringify(`./${name}`)})`);
  try {
    const [map, code] = require("esbuild").buildSync({
      stdin: { contents: `module.exports = {${entries}}`, resolveDir: root },
      outfile: file,
      write: false,
      bundle: true,
      external: [...OTHERS.flatMap((name) => [name, `${name}/*`]), `${root}/*.json`, `${root}/*.cjs`],
      format: "cjs",
      platform: "node",
      target: "node20",
      supported: { "dynamic-import": true },
      banner: { js: stamp },
      minifyWhitespace: true, // also without a comment that looks like import(), for which no code would be kept
      sourcemap: "linked",
      sourcesContent: false,
      logLevel: "silent",
    }).outputFiles;
    built = map.text;
    write(`${file}.map`, built);
    const text = code.text.replace(COPY, "$&mod?.__esModule&&!isNodeMode?mod:");
    write(file, text);
    return text;
  } catch {
    return undefined;
  }
}

/** The source map of the bundle, if that is the file. */
const sourceMapOfBundle = (filename) => (filename === file ? (built ?? read(`${file}.map`)?.toString()) : undefined);

module.exports = { bundled, sourceMapOfBundle };
