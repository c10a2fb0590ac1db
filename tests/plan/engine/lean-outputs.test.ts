import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as fc from "fast-check";
import { withLeanOutputs } from "../../../plan/engine/lean-outputs";
import { outcomeOf } from "../../../plan/engine/outcome";
import type { AnyOutput, OutputModule } from "../../../plan/engine/sdk";

const output = require("@pulumi/pulumi/output") as OutputModule; // not a copy, as `import` makes
const resources = ["network", "cluster"].map((name) => Object.assign({ __pulumiResource: true }, { name }));

/** A program that computes one output from others. */
type Expression = () => pulumi.Input<unknown>;

const leaf = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, "subnet", 7, { name: "node", tags: ["a"] }, [1, { id: "x" }], output.unknown, {
    id: output.unknown,
  }),
);
const outputs = fc
  .record({ value: leaf, isKnown: fc.boolean(), isSecret: fc.boolean(), of: fc.subarray(resources), late: fc.subarray(resources) })
  .map(({ value, isKnown, isSecret, of, late }): Expression => {
    const parts = [value, isKnown, isSecret, new Set(late)].map((part) => Promise.resolve(part)) as [unknown, unknown, unknown, unknown];
    return () => new output.Output(of, ...parts) as unknown as pulumi.Output<unknown>;
  });

const outputOf = (of: Expression) => pulumi.output(of()) as pulumi.Output<unknown>;

const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
  const inner = tie("expression");
  const lifted = (member: string) => (of: Expression) => () => Reflect.get(Object(pulumi.output(of())), member);
  return {
    expression: fc.oneof(
      { depthSize: "small" },
      outputs,
      leaf.map((value) => () => value as pulumi.Input<unknown>),
      inner.map((of) => () => pulumi.output(of())),
      inner.map((of) => () => pulumi.secret(of())),
      inner.map((of) => () => pulumi.unsecret(outputOf(of))),
      inner.map((of) => () => outputOf(of).apply((value) => ({ value }))),
      inner.map((of) => () => Promise.resolve(of())),
      inner.map((of) => () => pulumi.jsonStringify(of())),
      inner.map((of) => () => pulumi.interpolate`${of()}-${of()}`),
      ...["name", "id", "tags", "0"].map((member) => inner.map(lifted(member))),
      fc.tuple(inner, inner).map(
        ([first, second]) =>
          () =>
            outputOf(first).apply(() => second()),
      ),
      fc.tuple(inner, inner).map(
        ([first, second]) =>
          () =>
            pulumi.all([first(), { key: second() }]),
      ),
    ),
  };
});

/** Everything that the SDK asks an output for. */
async function read(of: Expression) {
  const result = pulumi.output(of()) as unknown as AnyOutput;
  const names = (all: Iterable<object>) => [...all].map((each) => (each as { name: string }).name).sort();
  return {
    value: await result.promise(true),
    known: await result.promise(),
    isKnown: await result.isKnown,
    isSecret: await result.isSecret,
    resources: names(result.resources()),
    allResources: names(await result.allResources!()),
  };
}

/** Runs a program with lean outputs. The class is restored before other tests can see it. */
async function lean<T>(program: () => T): Promise<Awaited<T>> {
  const restore = withLeanOutputs({ output });
  try {
    return await program();
  } finally {
    restore();
  }
}

describe("lean outputs", () => {
  const { Output: Stock } = output;

  it("resolve to what those of the SDK do", () =>
    fc.assert(
      fc.asyncProperty(expression, async (of) => {
        expect(await lean(() => read(of))).to.deep.equal(await read(of));
      }),
      { numRuns: 300 },
    ));

  it("are recognized by the SDK, and say how they are used", async () => {
    const both = [await lean(() => pulumi.output("text").apply((text) => text)), pulumi.output("text")];
    expect(both.map((each) => pulumi.Output.isInstance(each))).to.deep.equal([true, true]);
    expect(both[0]).to.be.instanceOf(Stock);
    expect(both[0]!.toString()).to.equal(both[1]!.toString());
    expect(JSON.stringify(both[0])).to.equal(JSON.stringify(both[1]));
    expect(() => both[0]!.get()).to.throw("Cannot call '.get' during update or preview");
  });

  it("have no members that a value could have, other than those of the SDK", async () => {
    const members = ["outcome", "resources_", "self", "parts", "settle", "constructor", "then", "__other"];
    const [ours, theirs] = [await lean(() => pulumi.output({})), pulumi.output({})].map((each) =>
      members.map((member) => pulumi.Output.isInstance(Reflect.get(each, member))),
    );
    expect(ours).to.deep.equal(theirs);
  });

  it("fail with the error of the program, once it is read", async () => {
    const failing = (await lean(() =>
      pulumi.output("text").apply(() => {
        throw new Error("no such zone");
      }),
    )) as unknown as AnyOutput;
    for (const part of [failing.promise(), failing.isKnown, failing.isSecret, failing.allResources!(), outcomeOf(failing)])
      expect(await part!.catch((error: Error) => error.message)).to.equal("no such zone");
  });

  it("leave an SDK of an unknown layout unchanged", () => {
    class Other {
      constructor(readonly resources: unknown) {}
    }
    const unknown = { Output: Other } as unknown as OutputModule;
    withLeanOutputs({ output: unknown })();
    expect(unknown.Output).to.equal(Other);
  });
});
