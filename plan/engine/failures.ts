// Converts errors of a program to messages without stack traces.
import * as fs from "node:fs";
import * as path from "node:path";
import { sourceOf } from "../../register.cjs";
import { messageOf, type ProgramProblem } from "./errors";
import { contextOf } from "./fast-sdk";

/** Fields of an error that a program or the SDK throws. The SDK adds the last two. */
interface Thrown extends Error {
  readonly issues?: readonly { readonly path?: string; readonly message: string }[];
  readonly __pulumiRunError?: true;
  readonly resource?: { readonly urn?: unknown };
  readonly promise?: { readonly _debugCtx?: unknown };
}

/** The name of a resource in the SDK's messages: `resource:name[type]`. */
const RESOURCE = /resource:(.*?)\[([^[\]]+:[^[\]]+)\]/;

/**
 * @param directory of the program, to report the location of an error in it
 * @param urnOf finds a resource that was never registered
 */
export function problemsOf(error: unknown, directory: string, urnOf: (type: string, name: string) => string | undefined): ProgramProblem[] {
  if (!(error instanceof Error)) return [{ message: `the program threw ${messageOf(error)}` }];
  const { issues, promise, __pulumiRunError, name } = error as Thrown;
  if (issues) return issues.map(({ path, message }) => ({ message, ...(path && { path }) }));
  if (__pulumiRunError) return [{ message: error.message }];
  const [, resource, type] = RESOURCE.exec(contextOf(error) ?? String(promise?._debugCtx)) ?? [];
  const urn = type && resource && urnOf(type, resource);
  const location = locationOf(error, directory);
  const message = [name !== "Error" && name, withoutTrace(error.message)].filter(Boolean).join(": ") || name;
  return [{ message: location ? `${message} (${location})` : message, ...(urn && { urn }) }];
}

/** Each resource that uses the same rejected promise adds its own property in front. The first one is the origin. */
const withoutTrace = (message: string) =>
  message
    .replace(/^(?:error serializing property "[^"]*": )+(?=error serializing property)/, "")
    .replace(/\n(\s+at .*|Require stack:[\s\S]*)/g, "")
    .trim();

/** Location of an error in the program: `index.ts:12`; undefined if its stack contains none of the program's files. */
function locationOf(error: Error, directory: string): string | undefined {
  for (const [, at, position, column] of (error.stack ?? "").matchAll(/(\/[^()\n:]+):(\d+):(\d+)\)?$/gm)) {
    const { file, line } = sourceOf(at!, Number(position), Number(column));
    const relative = path.relative(directory, file);
    if (!relative.startsWith("..") && !relative.includes("node_modules") && fs.existsSync(file)) return `${relative}:${line}`;
  }
  return undefined;
}
