// What an error that ends the program shows. Pulumi.yaml's `nodeargs` loads this file ahead of the program, so that no error gets past it.
//
// Pulumi's Node.js SDK prints such an error by `util.inspect` with colors. Under Node.js 20 and 22 this does not end at a stack frame such as
// `node_modules/@pulumi/resource.ts:1:1`, which the SDK's source maps make, before a string of half a gigabyte is full: 13 seconds and 3 GB
// (measured 2026-11-30, SDK 3.248). So the stack becomes the message; EKS_BLUEPRINTS_DEBUG=1 prints the original one.
//
// Encrypted settings are hidden in it. The engine does so too, but only where one stands there as it is: not in base64, JSON or a URL
// (pulumi/pulumi pkg/engine/events.go, makeEventEmitter, 2026-11).

import { redact } from "../util/redact";
import { signInHint } from "./aws-sign-in";
import { errorText, isErrorLike, messageOf, nestedErrors, read } from "./error-text";

const inspectCustom = Symbol.for("nodejs.util.inspect.custom");
const debugs = Boolean(process.env.EKS_BLUEPRINTS_DEBUG);
const known = new WeakSet<object>();

/** The one error for all lookups that fail for want of credentials: Pulumi prints the same error once. */
let signIn: Error | undefined;

/** Node.js reports both by `process.emit`. This is not a listener, so that without listeners Node.js still prints the error and exits. */
const emit = process.emit;
process.emit = function (this: NodeJS.Process, event: string, error: unknown, ...more: unknown[]): boolean {
  const ends = event === "uncaughtException" || event === "unhandledRejection";
  const shown = ends && process.listenerCount(event) > 0 ? readable(error) : error;
  return Reflect.apply(emit, this, [event, shown, ...more]);
} as typeof emit;

/** What is reported for what was thrown: mostly itself, with less to print. */
function readable(thrown: unknown): unknown {
  if (!isErrorLike(thrown)) {
    if (typeof thrown === "string") return hide(thrown);
    const message = typeof thrown === "object" && thrown !== null ? read(thrown, "message") : undefined;
    if (typeof message !== "string") return shorten(new Error(`the program threw ${kindOf(thrown)} instead of an Error`));
    return hide(message) === message ? thrown : shorten(new Error(message));
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

/** The stack's config, as the language host hands it over. */
function stackConfig(): Record<string, string> {
  return JSON.parse(process.env.PULUMI_CONFIG || "{}");
}

function awsProfile(): string | undefined {
  return stackConfig()["aws:profile"] || process.env.AWS_PROFILE;
}

/** Shorter values are too common as words; the engine hides them where they are encrypted by themselves. */
const shortestSecret = 8;

let redacted: ((text: string) => string) | undefined;

/** A text without the values of settings that are encrypted. */
function hide(text: string): string {
  if (!redacted) {
    const config = stackConfig();
    const keys: string[] = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || "[]");
    redacted = redact(
      keys.flatMap((key) => [config[key], structured(config[key])]),
      { shortest: shortestSecret },
    );
  }
  return redacted(text);
}

/** A structured setting, which Pulumi passes as JSON. */
function structured(text = "null"): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Gives an error, and all errors in it, its message for a stack. What the SDK inspects has no colors, which would ignore `--color`. */
function shorten<T extends object>(error: T): T {
  if (known.has(error)) return error;
  const all = nestedErrors(error);
  const stacks = all.map((one) => String(read(one, "stack")));
  const text = hide(errorText(error));
  for (const one of all) {
    known.add(one);
    setHidden(one, "stack", one === error ? text : hide(messageOf(one)));
  }
  setHidden(error, "message", text);
  setHidden(error, inspectCustom, () => text);
  if (debugs) console.error(hide(stacks.join("\ncaused by: ")));
  return error;
}

function setHidden(error: object, key: PropertyKey, value: unknown): void {
  Reflect.defineProperty(error, key, { value, configurable: true, writable: true });
}
