import { accessSync, constants } from "node:fs";
import path from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** The browser: that of `CHROMIUM`, else the first on PATH. */
export function chromiumPath(): string | undefined {
  const { CHROMIUM: own, PATH: search = "" } = process.env;
  if (own) return own;
  return names.flatMap((name) => search.split(path.delimiter).map((folder) => path.join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
