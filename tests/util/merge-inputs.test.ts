import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { isRecord } from "../../components/util/is-record";
import { mergeInputs } from "../../components/util/merge-inputs";

const keys = fc.constantFrom("a", "b", "c");
const { inputs, patch } = fc.letrec<{ inputs: Record<string, unknown>; patch: Record<string, unknown>; input: unknown; change: unknown }>(
  (tie) => ({
    input: fc.oneof({ depthSize: "small" }, fc.string(), fc.integer(), fc.array(fc.integer()), tie("inputs")),
    change: fc.oneof({ depthSize: "small" }, fc.string(), fc.constant(null), fc.array(fc.integer()), tie("patch")),
    inputs: fc.dictionary(keys, tie("input"), { noNullPrototype: true }),
    patch: fc.dictionary(keys, tie("change"), { noNullPrototype: true }),
  }),
);

/** The same inputs with everything that `chosen` picks as an output or a promise. */
function wrapped(value: unknown, chosen: () => number): unknown {
  const inner = isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, wrapped(each, chosen)])) : value;
  const kind = chosen() % 4;
  if (kind === 1) return pulumi.output(inner);
  if (kind === 2) return pulumi.secret(inner);
  return kind === 3 ? Promise.resolve(inner) : inner;
}

const known = (value: unknown) => (pulumi.output(value) as pulumi.Output<unknown> & { promise(): Promise<unknown> }).promise();

/** Whether the value at a path is secret: itself, or what holds it. */
async function isSecretAt(value: unknown, [key, ...rest]: readonly string[]): Promise<boolean> {
  if (pulumi.Output.isInstance(value)) {
    if (await pulumi.isSecret(value)) return true;
    return isSecretAt(await (value as unknown as { promise(): Promise<unknown> }).promise(), key === undefined ? [] : [key, ...rest]);
  }
  return key === undefined ? false : isSecretAt((value as Record<string, unknown>)[key], rest);
}

describe("mergeInputs", () => {
  it("merges maps, replaces lists and scalars, and removes what is null", () => {
    const merged = mergeInputs(
      { vpc: { a: 1, b: 2 }, list: [{ x: 1 }], gone: { a: 1 }, kept: true },
      { vpc: { b: 3, c: { d: null } }, list: [4], gone: null },
    );
    expect(merged).to.deep.equal({ vpc: { a: 1, b: 3, c: {} }, list: [4], kept: true });
  });

  it("is idempotent, changes neither argument, keeps all other keys, and leaves no null of an override", () => {
    fc.assert(
      fc.property(inputs, patch, (given, over) => {
        const before = JSON.stringify([given, over]);
        const merged = mergeInputs(given, over) as Record<string, unknown>;
        expect(mergeInputs(merged, over)).to.deep.equal(merged);
        expect(JSON.stringify([given, over])).to.equal(before);
        for (const [key, value] of Object.entries(given)) if (!Object.hasOwn(over, key)) expect(merged[key]).to.equal(value);
        for (const [key, value] of Object.entries(over)) if (value === null) expect(merged).not.to.have.property(key);
        expect(JSON.stringify(mergeInputs({}, over))).not.to.contain("null");
      }),
      { numRuns: 50 },
    );
  });

  it("merges outputs and promises as their values", async () => {
    await fc.assert(
      fc.asyncProperty(inputs, patch, fc.infiniteStream(fc.nat(3)), async (given, over, kinds) => {
        const chosen = () => kinds.next().value as number;
        expect(await known(mergeInputs(wrapped(given, chosen), over))).to.deep.equal(mergeInputs(given, over));
      }),
      { numRuns: 60 },
    );
  });

  it("keeps secret what was secret, replaced or not", async () => {
    const paths = fc.array(keys, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(paths, fc.oneof(fc.string(), fc.array(fc.string()), patch), patch, async (path, replacement, beside) => {
        const at = (value: unknown) => path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
        const secret = at(pulumi.secret({ token: "plain text" }));
        expect(await isSecretAt(mergeInputs(secret, at(replacement)), path)).to.equal(true);
        expect(await isSecretAt(mergeInputs(secret, { ...beside, [path[0]!]: { other: 1 } }), path)).to.equal(true);
      }),
      { numRuns: 60 },
    );
  });

  it("makes nothing else secret", async () => {
    const merged = mergeInputs(
      { tags: { a: "b" }, plain: pulumi.output("c"), key: pulumi.secret("d") },
      { tags: { e: "f" }, plain: "g" },
    ) as {
      readonly tags: unknown;
      readonly plain: pulumi.Output<string>;
    };
    expect(merged.tags).to.deep.equal({ a: "b", e: "f" });
    expect(await pulumi.isSecret(merged.plain)).to.equal(false);
  });
});
