// What a program does wrong while it runs, told without stack traces.
import { messageOf, type ProgramProblem } from "./errors";
import { contextOf } from "./fast-sdk";
import { locationOf } from "./location";

/** Of an error that a program or the SDK throws; the SDK adds the last two. */
interface Thrown extends Error {
  readonly issues?: readonly { readonly path?: string; readonly message: string }[];
  readonly __pulumiRunError?: true;
  readonly resource?: { readonly urn?: unknown };
  readonly promise?: { readonly _debugCtx?: unknown };
}

/** How the SDK names a resource that it works on: `resource:name[type]`. */
const RESOURCE = /resource:(.*?)\[([^[\]]+:[^[\]]+)\]/;

/**
 * @param directory of the program, to say where in it the error was made
 * @param urnOf finds a resource that never reached the engine
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

/** Each resource that meets the same rejected promise puts its own property in front; the first is where it went wrong. */
const withoutTrace = (message: string) =>
  message
    .replace(/^(?:error serializing property "[^"]*": )+(?=error serializing property)/, "")
    .replace(/\n(\s+at .*|Require stack:[\s\S]*)/g, "")
    .trim();
