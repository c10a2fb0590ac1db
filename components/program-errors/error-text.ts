// What an error says, without stack traces: its own message, and those of its causes.

/** What errors are read by: values of another realm, and objects that only look like errors, count too. */
interface ErrorLike {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly stack?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

export function isErrorLike(value: unknown): value is ErrorLike {
  if (typeof value !== "object" || value === null) return false;
  return value instanceof Error || typeof read(value, "stack") === "string";
}

/** An error and all errors that it holds, itself first: causes, those of an AggregateError, and those in other properties. */
export function nestedErrors(error: ErrorLike, seen = new Set<ErrorLike>()): readonly ErrorLike[] {
  if (seen.has(error)) return [];
  seen.add(error);
  for (const key of Reflect.ownKeys(error)) {
    const value = read(error, key);
    for (const inner of Array.isArray(value) ? value : [value]) if (isErrorLike(inner)) nestedErrors(inner, seen);
  }
  return [...seen];
}

/** Message of an error; of one that has none, such as Node.js's for a host with several addresses, those of its parts, or its code. */
export function messageOf(error: ErrorLike): string {
  const message = read(error, "message");
  if (typeof message === "string" && message !== "") return `${syntaxLocation(error)}${message}`;
  const parts = partsOf(error).map((part) => messageOf(part));
  const code = read(error, "code");
  return [...new Set(parts)].join("; ") || (typeof code === "string" ? code : nameOf(error));
}

/** All that an error says, a line for each cause. */
export function errorText(error: ErrorLike, seen = new Set<ErrorLike>()): string {
  seen.add(error);
  const name = nameOf(error);
  const message = messageOf(error);
  const own = name === "Error" || message.startsWith(name) ? message : `${name}: ${message}`;
  const cause = read(error, "cause");
  const inner = [...(cause === undefined ? [] : [cause]), ...partsOf(error)];
  const lines = inner
    .filter((value) => !(isErrorLike(value) && seen.has(value)))
    .map((value) => (isErrorLike(value) ? errorText(value, seen) : String(value)))
    .filter((line) => !own.includes(line));
  return [own, ...lines.map((line) => `caused by: ${line}`)].join("\n");
}

/** Where a file cannot be read as code: V8 says so in the stack alone, ahead of the message. */
function syntaxLocation(error: ErrorLike): string {
  if (nameOf(error) !== "SyntaxError") return "";
  const [, location] = /^((?:\/|file:|[A-Za-z]:\\).*:\d+)\n/.exec(String(read(error, "stack"))) ?? [];
  return location ? `${location}: ` : "";
}

function partsOf(error: ErrorLike): readonly ErrorLike[] {
  const errors = read(error, "errors");
  return Array.isArray(errors) ? errors.filter(isErrorLike) : [];
}

function nameOf(error: ErrorLike): string {
  const name = read(error, "name");
  return typeof name === "string" && name !== "" ? name : "Error";
}

/** A getter may throw. */
export function read(object: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(object, key);
  } catch {
    return undefined;
  }
}
