import { version } from "@pulumi/kubernetes/package.json";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Reference, Secret } from "../../../plan/types";
import { Group, named, Provider, Remote, run, simulation, Thing, urn } from "./support";

describe("runProgram: remote components", () => {
  it("lists the component without inputs, with its children below it", async () => {
    const plan = await run(() => ({ arn: new Remote("net", { size: 3 }).arn }));
    expect(named(plan, "net", "test:index:Remote")).to.deep.include({ custom: false, inputs: {}, outputs: { arn: "arn:net-second" } });
    const first = named(plan, "net-first");
    const second = named(plan, "net-second");
    expect(first).to.deep.include({ parent: urn("net", "test:index:Remote"), inputs: { size: 3 }, simulatedBy: "test:index:Remote" });
    expect(second).to.deep.include({ parent: first.urn, dependencies: [first.urn], inputs: { zone: "eu-west-1a" } });
    expect(plan.outputs).to.deep.equal({ arn: "arn:net-second" });
  });

  it("makes users of an output depend on the component and the child that produces the output", async () => {
    const plan = await run(() => {
      const net = new Remote("net");
      new Thing("user", { label: net.arn });
      new Thing("after", {}, { dependsOn: net });
    });
    const net = urn("net", "test:index:Remote");
    expect(named(plan, "user").propertyDependencies.label).to.deep.equal([named(plan, "net-second").urn, net].sort());
    expect(named(plan, "after").dependencies).to.deep.equal([net]);
  });

  it("passes inputs with their dependencies and secrets to the component", async () => {
    const seen: unknown[] = [];
    await run(() => void new Remote("net", { size: pulumi.secret(new Thing("source", { size: 4 }).size) }), {
      simulation: {
        ...simulation,
        expand: async ({ inputs, propertyDependencies }) => {
          seen.push(inputs, propertyDependencies);
          return {};
        },
      },
    });
    expect(seen).to.deep.equal([{ size: new Secret(4) }, { size: [urn("source")] }]);
  });

  it("applies providers and protection of the component to its children", async () => {
    const plan = await run(() => {
      const provider = new Provider("far", { region: "us-east-1" });
      new Group("group", (parent) => new Remote("net", {}, { parent, protect: true }), { providers: { test: provider } });
    });
    const far = named(plan, "far", "pulumi:providers:test");
    for (const name of ["net-first", "net-second"])
      expect(named(plan, name)).to.include({ provider: `${far.urn}::${String(far.id)}`, protect: true });
    expect(named(plan, "net-second").inputs).to.deep.equal({ zone: "us-east-1a" });
  });

  it("creates default providers at the installed version, as the SDK does", async () => {
    const type = "pulumi:providers:kubernetes";
    const plan = await run(() => void new Remote("net"), {
      simulation: {
        ...simulation,
        expand: async ({ name }, register) => {
          await register({ type, name: `${name}-inner`, custom: true, inputs: {} });
          return {};
        },
      },
    });
    expect(named(plan, "net-inner", type).inputs).to.deep.equal({ version });
  });

  it("applies aliases of the component to its children", async () => {
    const plan = await run(() => void new Remote("net", {}, { aliases: [{ name: "old" }] }));
    expect(named(plan, "net-first").aliases).to.deep.equal([urn("old-first", "test:index:Remote$test:index:Thing")]);
  });

  it("calls methods, whose results depend on the component", async () => {
    const plan = await run(() => {
      const net = new Remote("net");
      const name = new Thing("name", { label: "world" });
      const greeting = net.greet(name.label).apply((result) => result.greeting);
      new Thing("user", { label: greeting });
    });
    const user = named(plan, "user");
    expect(user.inputs).to.deep.equal({ label: "hello world" });
    expect(user.dependencies).to.include.members([urn("net", "test:index:Remote"), urn("name")]);
  });

  it("returns resources from outputs, as instances of their class when it is registered", async () => {
    pulumi.runtime.registerResourceModule("test", "index", {
      version: "1.0.0",
      construct: (name: string, _: string, known: string) => new Thing(name, undefined, { urn: known }),
    });
    const plan = await run(
      () => {
        const net = new Remote("net") as Remote & { arn: pulumi.Output<unknown> };
        return { label: (net.arn as unknown as pulumi.Output<Thing>).apply((thing) => thing.label) };
      },
      {
        simulation: {
          ...simulation,
          async expand(_, register) {
            const child = await register({ type: "test:index:Thing", name: "inner", custom: true, inputs: { label: "alive" } });
            return { arn: new Reference(child.urn, child.id) };
          },
        },
      },
    );
    expect(plan.outputs).to.deep.equal({ label: "alive" });
  });
});
