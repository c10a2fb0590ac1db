import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";

const setup = path.join(__dirname, "..", "..", "loader", "code-cache.cjs");

describe("keepCode", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "code-"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const kept = () => path.join(directory, "kept");

  /** Runs `main.cjs` of the directory in a process of its own. */
  function run(files: Readonly<Record<string, string>>): string {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(directory, name), text);
    const preload = `const { keepCode } = require(${JSON.stringify(setup)}); keepCode(${JSON.stringify(kept())});`;
    writeFileSync(path.join(directory, "preload.cjs"), preload);
    const args = ["--require", path.join(directory, "preload.cjs"), path.join(directory, "main.cjs")];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    return stdout + stderr;
  }

  it("runs a module again, and its new text after a change", () => {
    const main = 'console.log(require("./part.cjs").value)';
    expect(run({ "main.cjs": main, "part.cjs": "exports.value = 'first'" })).to.equal("first\n");
    expect(readdirSync(kept())).to.have.length(1);
    expect(run({})).to.equal("first\n");
    expect(run({ "part.cjs": "exports.value = 'other'" })).to.equal("other\n");
    expect(readdirSync(kept())).to.have.length(1);
  });

  it("gives a module what Node gives it", () => {
    const main = `console.log([require.main === module, require.cache[__filename] === module, require.resolve("./main.cjs") === __filename,
      require.resolve.paths("a").length > 0, typeof require.extensions, this === exports].join())`;
    for (const _ of ["compiled", "kept"]) expect(run({ "main.cjs": main })).to.equal("true,true,true,true,object,true\n");
  });

  it("loads ES modules by require and by import", () => {
    const files = { "main.cjs": 'console.log(require("./a.mjs").a); import("./b.mjs").then(({ b }) => console.log(b))' };
    for (const _ of ["compiled", "kept"])
      expect(run({ ...files, "a.mjs": "export const a = 1", "b.mjs": "export const b = 2" })).to.match(/^1\n2\n/);
  });

  it("runs a module that starts with #!", () => {
    expect(run({ "main.cjs": '#!/usr/bin/env node\nconsole.log("ran")' })).to.equal("ran\n");
  });

  it("leaves the report of a syntax error to Node", () => {
    expect(run({ "main.cjs": "const a = ;" })).to.match(/main\.cjs:1\n+const a = ;\n[\s\S]*SyntaxError: Unexpected token/);
  });

  it("keeps nothing where nothing can be written", () => {
    writeFileSync(kept(), "a file where the directory would be");
    expect(run({ "main.cjs": "console.log(1)" })).to.equal("1\n");
  });

  it("runs an ES module without imports and exports as one", () => {
    const files = { "main.cjs": 'require("./a.mjs")', "a.mjs": "console.log(typeof module)" };
    for (const _ of ["compiled", "kept"]) expect(run(files)).to.match(/^undefined\n/);
  });

  it("compiles again where what was kept is not readable", () => {
    run({ "main.cjs": "console.log(1)" });
    for (const name of readdirSync(kept())) writeFileSync(path.join(kept(), name), "not what V8 wrote");
    expect(run({})).to.equal("1\n");
  });
});
