// Files under node_modules/.cache. Another process may write the same file at the same time; where nothing can be written, nothing is kept.
const fs = require("node:fs");
const path = require("node:path");

const root = path.dirname(__dirname);
const cache = path.join(root, "node_modules", ".cache", "eks-blueprints");
const DAYS_KEPT = 30;

/** Content of a file; undefined if it cannot be read. */
function read(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

function write(file, data) {
  const own = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(own, data);
    fs.renameSync(own, file);
    dropOld(path.dirname(file));
  } catch {}
}

/** Directories that this process has looked through. */
const seen = new Set();

/** Files of earlier texts, commands and versions of Node.js would remain for ever. */
function dropOld(directory) {
  if (seen.has(directory)) return;
  seen.add(directory);
  for (const name of fs.readdirSync(directory)) {
    const { mtimeMs = Date.now() } = fs.statSync(path.join(directory, name), { throwIfNoEntry: false }) ?? {}; // another process may have dropped it
    if (Date.now() - mtimeMs > DAYS_KEPT * 24 * 3600_000) fs.rmSync(path.join(directory, name), { recursive: true, force: true });
  }
}

module.exports = { root, cache, read, write };
