import * as fs from "node:fs";
import { SourceMap } from "node:module";
import * as path from "node:path";
import { compile } from "../../register.cjs";

/** Where in the program an error was made: `index.ts:12`; undefined if its stack does not pass through the program's own files. */
export function locationOf(error: Error, directory: string): string | undefined {
  for (const [, file, line, column] of (error.stack ?? "").matchAll(/(\/[^()\n:]+):(\d+):(\d+)\)?$/gm)) {
    const relative = path.relative(directory, file!);
    if (relative.startsWith("..") || relative.includes("node_modules") || !fs.existsSync(file!)) continue;
    return `${relative}:${/\.c?ts$/.test(file!) ? sourceLine(file!, Number(line), Number(column)) : line}`;
  }
  return undefined;
}

function sourceLine(file: string, line: number, column: number): number {
  const map = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)/.exec(compile(file))?.[1];
  if (!map) return line;
  const entry = new SourceMap(JSON.parse(Buffer.from(map, "base64").toString())).findEntry(line - 1, column - 1);
  return "originalLine" in entry ? entry.originalLine + 1 : line;
}
