import { type FSWatcher, readFileSync, realpathSync, watch } from "node:fs";
import path from "node:path";

/** Editors write a file in several steps; what follows within this time belongs to the same save. Milliseconds. */
const settle = 50;

/**
 * Calls back when the content of a file changes. Its folder is watched: editors replace the file, or remove it for a moment.
 * @returns stops watching
 */
export function watchFiles(files: readonly string[], changed: () => void): () => void {
  const contents = new Map(files.map((file) => [file, contentOf(file)]));
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    timer = undefined;
    const different = files.filter((file) => {
      const content = contentOf(file);
      if (content === undefined || content === contents.get(file)) return false; // away for a moment, or only touched
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

/** Where a link leads. */
function realOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
