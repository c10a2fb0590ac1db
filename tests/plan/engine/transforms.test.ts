import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Secret } from "../../../plan/types";
import { Group, named, problems, Remote, run, Thing, urn } from "./support";

const grow: pulumi.ResourceTransform = ({ type, props, opts }) =>
  type === "test:index:Thing" ? { props: { ...props, size: (props.size ?? 0) + 1 }, opts } : undefined;

describe("runProgram: transforms", () => {
  it("applies transforms of a resource and of each of its parents in order", async () => {
    const plan = await run(() => {
      new Group("group", (parent) => new Thing("thing", { size: 1 }, { parent, transforms: [grow] }), { transforms: [grow, grow] });
    });
    expect(named(plan, "thing").inputs.size).to.equal(4);
  });

  it("applies transforms to the children of a remote component", async () => {
    const plan = await run(() => {
      new Group("group", (parent) => new Remote("net", { size: 1 }, { parent, transforms: [grow] }), { transforms: [grow] });
    });
    expect(named(plan, "net-first").inputs.size).to.equal(3);
  });

  it("applies transforms to the inputs of a remote component", async () => {
    const plan = await run(() => {
      const transforms = [
        ({ type, props, opts }: pulumi.ResourceTransformArgs) =>
          type === "test:index:Remote" ? { props: { ...props, size: 9 }, opts } : undefined,
      ];
      new Remote("net", { size: 1 }, { transforms });
    });
    expect(named(plan, "net-first").inputs.size).to.equal(9);
  });

  it("applies stack transforms to all resources registered after them", async () => {
    const plan = await run(() => {
      pulumi.runtime.registerResourceTransform(grow);
      new Thing("thing", { size: 1 });
    });
    expect(named(plan, "thing").inputs.size).to.equal(2);
  });

  // The SDK hands back plain values (serializeProperties in runtime/callbacks.ts), so the engine forgets which property an input came by.
  it("applies changed options and keeps secrets and dependencies", async () => {
    const plan = await run(() => {
      const a = new Thing("a");
      const transform: pulumi.ResourceTransform = ({ props, opts }) => ({
        props: { ...props, size: 2 },
        opts: { ...opts, protect: true, ignoreChanges: ["size"] },
      });
      new Thing("thing", { label: pulumi.secret(a.arn) }, { transforms: [transform] });
    });
    const thing = named(plan, "thing");
    expect(thing).to.deep.include({
      protect: true,
      ignoreChanges: ["size"],
      inputs: { label: new Secret("arn:a"), size: 2 },
      dependencies: [urn("a")],
      propertyDependencies: {},
    });
  });

  it("applies invoke transforms to the arguments", async () => {
    const plan = await run(async () => {
      pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args: { ...args, extra: "yes" }, opts }));
      return pulumi.runtime.invoke("test:index:getZone", { asked: 1 });
    });
    expect(plan.outputs).to.deep.equal({ asked: 1, extra: "yes", zone: "eu-west-1a" });
  });

  it("reports a failing transform with its resource", async () => {
    const transforms = [
      () => {
        throw new Error("no");
      },
    ];
    expect(await problems(run(() => [new Thing("a", {}, { transforms }), new Thing("b", { refused: "too" })]))).to.deep.equal([
      `${urn("b")}: property refused: too`,
      `${urn("a")}: transform failed: Error: no`,
    ]);
  });

  it("applies SDK transformations before all transforms", async () => {
    const plan = await run(() => {
      const transformations: pulumi.ResourceTransformation[] = [({ props, opts }) => ({ props: { ...props, label: "old" }, opts })];
      new Group("group", (parent) => new Thing("thing", { size: 1 }, { parent }), { transformations });
    });
    expect(named(plan, "thing").inputs).to.deep.equal({ size: 1, label: "old" });
  });
});

describe("runProgram: resource hooks", () => {
  const hooked = (hook: pulumi.ResourceHook) =>
    void new Thing("thing", { size: 1 }, { hooks: { beforeCreate: [hook], beforeDelete: [hook] } });

  it("records hooks and runs those that have onDryRun", async () => {
    const calls: string[] = [];
    const plan = await run(() => {
      hooked(new pulumi.ResourceHook("quiet", () => void calls.push("quiet")));
      new Thing(
        "other",
        {},
        {
          hooks: {
            afterCreate: [
              new pulumi.ResourceHook("loud", ({ id, newOutputs }) => void calls.push(`${id} ${newOutputs?.arn}`), { onDryRun: true }),
            ],
          },
        },
      );
    });
    expect(named(plan, "thing").resourceHooks).to.deep.equal({ BeforeCreate: ["quiet"], BeforeDelete: ["quiet"] });
    expect(calls).to.deep.equal(["other-id arn:other"]);
  });

  it("rejects a resource whose hook fails", async () => {
    const hook = () =>
      new pulumi.ResourceHook(
        "guard",
        () => {
          throw new Error("not today");
        },
        { onDryRun: true },
      );
    expect(await problems(run(() => hooked(hook())))).to.deep.equal([`${urn("thing")}: before hook "guard" failed: not today`]);
  });
});
