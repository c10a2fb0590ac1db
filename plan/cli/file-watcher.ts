import { type FSWatcher, readFileSync, realpathSync, watch } from "node:fs";
import path from "node:path";

/** Milliseconds. Editors write a file in several steps: changes within this time are one save. */
const settle = 50;

/**
 * Calls back when the content of a file changes. Watches the directory, because editors replace the file or remove it briefly.
 * @returns a function that stops watching
 */
export function watchFiles(files: readonly string[], changed: () => void): () => void {
  const contents = new Map(files.map((file) => [file, contentOf(file)]));
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    timer = undefined;
    const different = files.filter((file) => {
      const content = contentOf(file);
      if (content === undefined || content === contents.get(file)) return false; // removed briefly, or unchanged
      contents.set(file, content);
      return true;
    });
    if (different.length > 0) changed();
  };
  const seen = () => {
    clearTimeout(timer);
    timer = setTimeout(look, settle);
  };
  const folders = new Set(files.flatMap((file) => [path.dirname(file), path.dirname(realOf(file))]));
  const watchers = [...folders].map((folder): FSWatcher => watch(folder, seen).on("error", seen));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Resolves symbolic links. */
function realOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
