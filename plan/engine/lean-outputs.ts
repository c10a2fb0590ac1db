import { withLeanCombinations } from "./lean-combinations";
import { type Outcome, outcomeOf } from "./outcome";
import type { AnyOutput, OutputModule, Sdk } from "./sdk";

/** A resource, or several. */
type Resources = object;
/** What the SDK's constructor takes after the resources: each may be a promise. */
type Parts = readonly [value: unknown, isKnown: unknown, isSecret: unknown, allResources?: unknown];

const setOf = (resources: Resources): Set<object> =>
  new Set(resources instanceof Set || Array.isArray(resources) ? (resources as Iterable<object>) : [resources]);

/** Deepest plain value; what is deeper may contain itself. */
const PLAIN = 50;

/** Members that the SDK does not look for in the value. */
const isOwn = (member: string | symbol) =>
  typeof member === "symbol" || member.startsWith("__") || ["then", "doNotCapture", "deploymentOnlyModule"].includes(member);

/**
 * Replaces the class of outputs by one with a single promise for everything that an output resolves to. The SDK creates about 20 promises
 * for each, and 40 for each `apply`, read or not. What is unknown is left to the SDK's class. Returns a function
 * that restores the SDK.
 */
export function withLeanOutputs({ output: module }: Pick<Sdk, "output">): () => void {
  const { Output: Stock, containsUnknowns, isUnknown, unknown } = module;
  const apply = Stock?.prototype?.apply;
  if (Stock?.length !== 5 || apply?.length !== 2 || typeof containsUnknowns !== "function" || typeof isUnknown !== "function")
    return () => {};

  /** The SDK keeps a set of all objects in the value, which only those with a class need: they may refer to each other. */
  function hasUnknowns(value: unknown, depth = 0): boolean {
    if (value === null || typeof value !== "object") return false;
    const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
    if (!isPlain || depth > PLAIN) return containsUnknowns(value);
    return Object.values(value).some((part) => hasUnknowns(part, depth + 1));
  }

  async function readOutcome(output: AnyOutput): Promise<Outcome> {
    const [value, isKnown, isSecret = false, allResources = output.resources()] = await Promise.all([
      output.promise(true),
      output.isKnown,
      output.isSecret,
      output.allResources?.(),
    ]);
    return { value, isKnown, isSecret, allResources };
  }

  /** A value that is an output itself is replaced by what that one resolves to. */
  async function settled(value: unknown, isKnown: boolean, isSecret: boolean, allResources: ReadonlySet<object>): Promise<Outcome> {
    if (!Stock.isInstance(value)) return { value, isKnown: isKnown && !hasUnknowns(value), isSecret, allResources };
    const inner = await (outcomeOf(value) ?? readOutcome(value));
    return { ...inner, isSecret: isSecret || inner.isSecret, allResources: new Set([...allResources, ...inner.allResources]) };
  }

  /** A member of an output is one of its methods, or an output of the member of its value. */
  const members: ProxyHandler<LeanOutput> = {
    get(output, member) {
      if (member in output) return Reflect.get(output, member);
      if (isOwn(member)) return undefined;
      const pick = (value: unknown) => {
        if (value === undefined || value === null) return undefined;
        return isUnknown(value) ? unknown : (value as Record<string | symbol, unknown>)[member];
      };
      return output.apply(pick, true);
    },
  };

  class LeanOutput implements AnyOutput {
    readonly __pulumiOutput = true;
    /** The output behind the proxy. */
    private readonly __self = this;
    private readonly __resources: Resources;
    private __parts: Parts | undefined;
    private __settling: Promise<Outcome> | undefined;

    constructor(resources: Resources, ...parts: Parts | readonly [Promise<Outcome>]) {
      this.__resources = resources;
      if (parts.length === 1) [this.__settling] = parts;
      else this.__parts = parts;
      // biome-ignore lint/correctness/noConstructorReturn: as in the SDK
      return new Proxy<LeanOutput>(this, members);
    }

    get __outcome(): Promise<Outcome> {
      const { __self: self } = this;
      if (self.__parts) {
        self.__settling = Promise.all(self.__parts).then(([value, isKnown, isSecret, allResources = []]) =>
          settled(value, isKnown as boolean, isSecret as boolean, new Set([...setOf(allResources as Resources), ...self.resources()])),
        );
        self.__parts = undefined;
      }
      return self.__settling!;
    }

    resources(): Set<object> {
      return setOf(this.__self.__resources);
    }

    allResources(): Promise<Set<object>> {
      return this.__outcome.then(({ allResources }) => new Set(allResources)); // callers change it
    }

    promise(withUnknowns?: boolean): Promise<unknown> {
      return this.__outcome.then(({ value, isKnown }) => (withUnknowns || isKnown || !hasUnknowns(value) ? value : undefined));
    }

    get isKnown(): Promise<boolean> {
      return this.__outcome.then(({ isKnown }) => isKnown);
    }

    get isSecret(): Promise<boolean> {
      return this.__outcome.then(({ isSecret }) => isSecret);
    }

    apply(func: (value: unknown) => unknown, runWithUnknowns?: boolean): AnyOutput {
      const { __self: self } = this;
      const outcome = self.__outcome.then(async ({ value, isKnown, isSecret, allResources }) =>
        isKnown ? settled(await func(value), true, isSecret, allResources) : readOutcome(apply.call(self.__stock(), func, runWithUnknowns)),
      );
      return new LeanOutput(self.__resources, outcome);
    }

    toString(): string {
      return this.__stock().toString();
    }

    toJSON(): unknown {
      return (this.__stock() as AnyOutput & { toJSON(): unknown }).toJSON();
    }

    private __stock(): AnyOutput {
      return new Stock(this.resources(), this.promise(true), this.isKnown, this.isSecret, this.allResources());
    }
  }
  // What an output has besides: static methods, and members in other versions.
  Object.setPrototypeOf(LeanOutput, Stock);
  Object.setPrototypeOf(LeanOutput.prototype, Stock.prototype);

  module.Output = LeanOutput as unknown as OutputModule["Output"];
  Stock.prototype.apply = function (this: AnyOutput, ...args: Parameters<AnyOutput["apply"]>) {
    return new LeanOutput(this.resources(), readOutcome(this)).apply(...args);
  };
  const restore = withLeanCombinations(module, {
    create: (resources, outcome) => new LeanOutput(resources, outcome),
    read: readOutcome,
  });
  return () => {
    restore();
    module.Output = Stock;
    Stock.prototype.apply = apply;
  };
}
