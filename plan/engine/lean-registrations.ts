import type { Sdk } from "./sdk";

interface Options {
  aliases?: unknown;
}
type Transformation = (args: { readonly resource: object; readonly props: object; readonly opts: Options }) => object | undefined;

/** Place of the options among the arguments of `registerResource`. */
const OPTIONS = 8;

/**
 * Registers resources without what only an older engine asks for, or a stack trace shows. The SDK computes URNs of all aliases, with about
 * 10 outputs for each, and every resource of the Kubernetes SDK has some; the registration needs the aliases as they were given.
 * Returns a function that restores the SDK.
 */
export function withLeanRegistrations({ state, resource: runtime }: Pick<Sdk, "state" | "resource">): () => void {
  const registrations = runtime as unknown as { registerResource: (resource: object, ...others: unknown[]) => void };
  const { setStackResource } = state;
  const { registerResource } = registrations;
  if (setStackResource?.length !== 1 || typeof registerResource !== "function") return () => {};

  const aliases = new WeakMap<object, unknown>();
  const setAside: Transformation = ({ resource, props, opts }) => {
    if (!opts.aliases) return undefined;
    aliases.set(resource, opts.aliases);
    return { props, opts: { ...opts, aliases: undefined } };
  };
  state.setStackResource = (stack) => {
    if (stack) transformLast(stack, setAside);
    setStackResource(stack);
  };
  registrations.registerResource = (resource, ...others) => {
    const given = aliases.get(resource);
    if (given) (others[OPTIONS - 1] as Options).aliases = given; // the constructor's own copy
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0; // the SDK creates an error in advance for each
    try {
      registerResource(resource, ...others);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
  return () => {
    state.setStackResource = setStackResource;
    registrations.registerResource = registerResource;
  };
}

/** Every resource inherits the transformations of the stack, after its own. Those that the program adds later run before this one. */
function transformLast(stack: { __transformations?: readonly Transformation[] }, last: Transformation): void {
  let own = stack.__transformations ?? [];
  Object.defineProperty(stack, "__transformations", {
    get: () => [...own, last],
    set: (all: readonly Transformation[]) => {
      own = all.filter((each) => each !== last);
    },
    enumerable: true,
    configurable: true,
  });
}
