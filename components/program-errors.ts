// What an error that ends the program shows. Pulumi.yaml's `nodeargs` loads this file ahead of the program, so that no error gets past it.
//
// Pulumi's Node.js SDK prints such an error by `util.inspect` with colors. Under Node.js 20 and 22 this does not end at a stack frame such as
// `node_modules/@pulumi/resource.ts:1:1`, which the SDK's source maps make, before a string of half a gigabyte is full: 13 seconds and 3 GB
// (measured 2026-11-30, SDK 3.248). So the stack becomes the message; EKS_BLUEPRINTS_DEBUG=1 prints the original one.
import { signInHint } from "./shared/aws-sign-in";
import { errorText, isErrorLike, messageOf, nestedErrors, read } from "./shared/error-text";

const inspectCustom = Symbol.for("nodejs.util.inspect.custom");
const debugs = Boolean(process.env.EKS_BLUEPRINTS_DEBUG);
const known = new WeakSet<object>();

/** The one error for all lookups that fail for want of credentials: Pulumi prints the same error once. */
let signIn: Error | undefined;

/** Node.js reports both by `process.emit`. What is no listener changes nothing where nobody listens: Node.js prints the error and ends. */
const emit = process.emit;
process.emit = function (this: NodeJS.Process, event: string, error: unknown, ...more: unknown[]): boolean {
  const ends = event === "uncaughtException" || event === "unhandledRejection";
  const shown = ends && process.listenerCount(event) > 0 ? readable(error) : error;
  return Reflect.apply(emit, this, [event, shown, ...more]);
} as typeof emit;

/** What is reported for what was thrown: mostly itself, with less to print. */
function readable(thrown: unknown): unknown {
  if (!isErrorLike(thrown)) {
    const hasMessage = typeof thrown === "object" && thrown !== null && typeof read(thrown, "message") === "string";
    return hasMessage || typeof thrown === "string"
      ? thrown
      : shorten(new Error(`the program threw ${kindOf(thrown)} instead of an Error`));
  }
  const hint = signInHint(errorText(thrown), awsProfile());
  if (!hint) return Object.isExtensible(thrown) ? shorten(thrown) : shorten(new Error(errorText(thrown)));
  if (debugs) shorten(thrown);
  signIn ??= Object.assign(shorten(new Error(hint)), { __pulumiRunError: true }); // which has Pulumi print the message and nothing else
  return signIn;
}

/** Without the values in it, which may be secret. */
function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const keys = Object.keys(value).slice(0, 10).join(", ");
  return Array.isArray(value) ? "a list" : `an object${keys && ` with ${keys}`}`;
}

function awsProfile(): string | undefined {
  const { "aws:profile": configured } = JSON.parse(process.env.PULUMI_CONFIG || "{}") as Record<string, string>;
  return configured || process.env.AWS_PROFILE;
}

/** Gives an error, and all errors in it, its message for a stack. What the SDK inspects has no colors, which would ignore `--color`. */
function shorten<T extends object>(error: T): T {
  if (known.has(error)) return error;
  const all = nestedErrors(error);
  const stacks = all.map((one) => String(read(one, "stack")));
  const text = errorText(error);
  for (const one of all) {
    known.add(one);
    setHidden(one, "stack", one === error ? text : messageOf(one));
  }
  setHidden(error, "message", text);
  setHidden(error, inspectCustom, () => text);
  if (debugs) console.error(stacks.join("\ncaused by: "));
  return error;
}

function setHidden(error: object, key: PropertyKey, value: unknown): void {
  Reflect.defineProperty(error, key, { value, configurable: true, writable: true });
}
