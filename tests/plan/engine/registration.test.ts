import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Reference, Secret, UNKNOWN } from "../../../plan/types";
import { Group, named, Provider, run, runFixture, Thing, urn } from "./support";

const stack = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

describe("runProgram: resource registration", () => {
  it("builds URNs from the types of the parents, with the stack as the last parent", async () => {
    const plan = await run(() => {
      new Group("outer", (outer) => new Group("inner", (inner) => new Thing("thing", {}, { parent: inner }), { parent: outer }));
    });
    expect(named(plan, "thing")).to.include({
      urn: "urn:pulumi:dev::shop::test:index:Group$test:index:Group$test:index:Thing::thing",
      parent: "urn:pulumi:dev::shop::test:index:Group$test:index:Group::inner",
      custom: true,
    });
    expect(named(plan, "outer", "test:index:Group").parent).to.equal(stack);
  });

  it("records which resources each input depends on, and explicit dependencies", async () => {
    const plan = await run(() => {
      const a = new Thing("a");
      const b = new Thing("b");
      const c = new Thing("c");
      const group = new Group("group", (parent) => new Thing("inside", {}, { parent }));
      new Thing("user", { label: pulumi.interpolate`${a.arn}-${b.id}`, tags: { b: b.arn }, size: 1 }, { dependsOn: [c, group] });
    });
    const { dependencies, propertyDependencies } = named(plan, "user");
    const inside = urn("inside", "test:index:Group$test:index:Thing");
    expect(propertyDependencies).to.deep.equal({ label: [urn("a"), urn("b")], tags: [urn("b")] });
    expect(dependencies).to.deep.equal([urn("a"), urn("b"), urn("c"), inside].sort());
  });

  it("records resource options", async () => {
    const plan = await run(() => {
      const first = new Thing("first");
      new Thing(
        "thing",
        {},
        {
          protect: true,
          retainOnDelete: true,
          deleteBeforeReplace: true,
          deletedWith: first,
          replaceWith: [first],
          ignoreChanges: ["size"],
          replaceOnChanges: ["label"],
          import: "existing-1",
          customTimeouts: { create: "1h30m", delete: "90s" },
        },
      );
    });
    const thing = named(plan, "thing");
    expect(thing).to.include({
      protect: true,
      retainOnDelete: true,
      deleteBeforeReplace: true,
      deletedWith: urn("first"),
      importID: "existing-1",
      id: "existing-1",
    });
    expect(thing).to.deep.include({
      ignoreChanges: ["size"],
      replaceOnChanges: ["label"],
      replaceWith: [urn("first")],
      customTimeouts: { create: 5400, delete: 90 },
    });
  });

  // inheritFromParent in pkg/resource/deploy/source_eval.go
  it("inherits protect, retainOnDelete and deletedWith from the parent", async () => {
    const plan = await run(() => {
      const owner = new Thing("owner");
      new Group(
        "group",
        (parent) => {
          new Thing("child", {}, { parent });
          new Thing("free", {}, { parent, protect: false });
        },
        { protect: true, retainOnDelete: true, deletedWith: owner },
      );
    });
    expect(named(plan, "child")).to.include({ protect: true, retainOnDelete: true, deletedWith: urn("owner") });
    expect(named(plan, "free").protect).to.equal(false);
  });

  // generateAliases in pkg/resource/deploy/step_generator.go
  it("records aliases of a resource and of its parents", async () => {
    const plan = await run(() => {
      new Group("group", (parent) => new Thing("group-disk", {}, { parent, aliases: [{ type: "test:index:Old" }] }), {
        aliases: [{ name: "team" }],
      });
    });
    expect(named(plan, "group-disk").aliases).to.deep.equal([
      "urn:pulumi:dev::shop::test:index:Group$test:index:Old::group-disk",
      "urn:pulumi:dev::shop::test:index:Group$test:index:Thing::team-disk",
      "urn:pulumi:dev::shop::test:index:Group$test:index:Old::team-disk",
    ]);
  });

  it("shows aliases to all transformations, and takes those that they return", async () => {
    const seen: unknown[] = [];
    const plan = await run(() => {
      pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
        if (type === "test:index:Thing") seen.push(opts.aliases);
        return { props, opts: pulumi.mergeOptions(opts, { aliases: [{ type: "test:index:OfStack" }] }) };
      });
      const ofGroup: pulumi.ResourceTransformation = ({ type, props, opts }) =>
        type === "test:index:Thing"
          ? { props, opts: pulumi.mergeOptions(opts, { aliases: [pulumi.output("urn:pulumi:dev::shop::test:index:Thing::former")] }) }
          : undefined;
      new Group("team", (parent) => new Thing("disk", {}, { parent, aliases: [{ type: "test:index:Old" }] }), {
        transformations: [ofGroup],
      });
    });
    expect(seen).to.have.length(1);
    expect(seen[0]).to.have.length(2);
    expect(named(plan, "disk").aliases).to.deep.equal([
      "urn:pulumi:dev::shop::test:index:Group$test:index:Old::disk",
      "urn:pulumi:dev::shop::test:index:Thing::former",
      "urn:pulumi:dev::shop::test:index:Group$test:index:OfStack::disk",
      "urn:pulumi:dev::shop::test:index:OfStack$test:index:Thing::disk",
      "urn:pulumi:dev::shop::test:index:OfStack$test:index:Old::disk",
      "urn:pulumi:dev::shop::test:index:OfStack$test:index:Thing::former",
      "urn:pulumi:dev::shop::test:index:OfStack$test:index:OfStack::disk",
    ]);
  });

  it("orders resources after their dependencies, the same way in each run", async () => {
    const program = async () => {
      const slow = await new Promise<Thing>((resolve) => setTimeout(() => resolve(new Thing("a")), Math.random() * 10));
      new Thing("b", { label: slow.arn });
      new Group("z", (parent) => new Thing("c", {}, { parent }));
    };
    const plans = await Promise.resolve().then(async () => [await run(program), await run(program)]);
    const [names, again] = plans.map(({ resources }) => resources.map((resource) => resource.urn));
    expect(names).to.deep.equal(again);
    for (const resource of plans[0]!.resources)
      for (const need of [...resource.dependencies, ...(resource.parent ? [resource.parent] : [])])
        expect(names!.indexOf(need)).to.be.within(0, names!.indexOf(resource.urn) - 1);
  });

  it("returns secret inputs as secret outputs, and honors additionalSecretOutputs", async () => {
    const plan = await run(() => {
      const thing = new Thing(
        "thing",
        { label: pulumi.secret("x"), tags: { a: pulumi.secret("y"), b: "z" } },
        { additionalSecretOutputs: ["arn"] },
      );
      return { label: thing.label, size: thing.size, arn: thing.arn };
    });
    const { inputs, outputs, additionalSecretOutputs } = named(plan, "thing");
    expect(inputs).to.deep.equal({ label: new Secret("x"), tags: { a: new Secret("y"), b: "z" } });
    expect(outputs).to.deep.equal({ ...inputs, arn: new Secret("arn:thing") });
    expect(additionalSecretOutputs).to.deep.equal(["arn"]);
    expect(plan.outputs).to.deep.include({ label: new Secret("x"), arn: new Secret("arn:thing") });
  });

  it("leaves values that only a deployment knows unknown in a preview", async () => {
    let applied = 0;
    const program = () => {
      const thing = new Thing("thing", { label: "known" });
      thing.arn.apply(() => applied++);
      return { arn: thing.arn, label: thing.label, derived: pulumi.interpolate`-${thing.id}`, dry: pulumi.runtime.isDryRun() };
    };
    const plan = await run(program, { preview: true });
    expect(plan.outputs).to.deep.equal({ arn: UNKNOWN, label: "known", derived: UNKNOWN, dry: true });
    expect(named(plan, "thing").id).to.equal(UNKNOWN);
    expect(applied).to.equal(0);
    expect((await run(program)).outputs).to.deep.include({ arn: "arn:thing", derived: "-thing-id", dry: false });
  });

  it("accepts resource references, assets and archives as values", async () => {
    const plan = await run(() => {
      const thing = new Thing("thing");
      new Thing("user", { tags: thing as never, content: new pulumi.asset.StringAsset("hello") });
      new Thing("archive", { content: new pulumi.asset.AssetArchive({ "a.txt": new pulumi.asset.FileAsset("a.txt") }) });
    });
    const { inputs, propertyDependencies } = named(plan, "user");
    expect(inputs.tags).to.deep.equal(new Reference(urn("thing"), "thing-id"));
    expect(inputs.content).to.include({ text: "hello" });
    expect(propertyDependencies).to.deep.equal({ tags: [urn("thing")] });
    expect(named(plan, "archive").inputs.content).to.have.nested.property("assets.a\\.txt.path", "a.txt");
  });

  it("reads existing resources", async () => {
    const plan = await run(() => ({ arn: new Thing("thing", { label: "x" }, { id: "t-1" }).arn }));
    expect(plan.outputs).to.deep.equal({ arn: "arn:t-1" });
    expect(named(plan, "thing")).to.include({ external: true, id: "t-1" });
  });

  it("records outputs that components register", async () => {
    const plan = await run(() => void new Group("group"));
    expect(named(plan, "group", "test:index:Group").outputs).to.deep.equal({ built: "group" });
  });
});

describe("runProgram: providers", () => {
  // newRegisterDefaultProviderEvent in pkg/resource/deploy/default_providers.go
  it("creates one default provider per package and version, with the stack's configuration", async () => {
    const plan = await run(() => [new Thing("a"), new Thing("b", {}, { version: "1.2.3" })], {
      config: { "test:region": "eu-west-1", "test:token": "t", "other:x": "y" },
      secretKeys: ["test:token"],
    });
    const a = named(plan, "default", "pulumi:providers:test");
    const b = named(plan, "default_1_2_3", "pulumi:providers:test");
    expect(a.inputs).to.deep.equal({ region: "eu-west-1", token: new Secret("t") });
    expect(b.inputs).to.include({ version: "1.2.3" });
    expect(named(plan, "a").provider).to.equal(`${a.urn}::${String(a.id)}`);
    expect(named(plan, "b").provider).to.equal(`${b.urn}::${String(b.id)}`);
  });

  it("uses an explicit provider for a resource and for children of a component", async () => {
    const plan = await run(() => {
      const provider = new Provider("far", { region: "us-east-1", token: pulumi.secret("t") });
      const group = new Group("group", (parent) => new Thing("child", {}, { parent: new Thing("middle", {}, { parent }) }), {
        providers: [provider],
      });
      void group;
      new Thing("own", {}, { provider });
    });
    const far = named(plan, "far", "pulumi:providers:test");
    expect(far.inputs).to.deep.equal({ region: "us-east-1", token: new Secret("t") });
    for (const name of ["middle", "child", "own"]) expect(named(plan, name).provider).to.equal(`${far.urn}::${String(far.id)}`);
    expect(plan.resources.filter(({ type }) => type === "pulumi:providers:test")).to.have.length(1);
  });

  it("passes the full configuration, with namespaces, to the provider of dynamic resources", async () => {
    const config = { "test:region": "eu-west-1", "shop:size": "3" };
    class Guard extends pulumi.CustomResource {}
    const plan = await run(() => void new Guard("pulumi-nodejs:dynamic/shop:Guard", "guard", {}), { config });
    expect(named(plan, "default", "pulumi:providers:pulumi-nodejs").inputs).to.deep.equal(config);
  });

  it("returns only unknown outputs from a provider whose configuration is unknown in a preview", async () => {
    const program = () => {
      const provider = new Provider("late", { region: new Thing("source", {}).arn });
      new Thing("user", { label: new Thing("there", { label: "x" }, { provider }).label });
    };
    expect(named(await run(program, { preview: true }), "user").inputs).to.deep.equal({ label: UNKNOWN });
    expect(named(await run(program), "user").inputs).to.deep.equal({ label: "x" });
  });

  it("gives a provider an unknown id in a preview, as the Pulumi engine does", async () => {
    const plan = await run(() => void new Thing("a"), { preview: true });
    expect(named(plan, "a").provider).to.equal(
      "urn:pulumi:dev::shop::pulumi:providers:test::default::04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    );
  });

  it("names a provider of a parameterized package after the package", async () => {
    const plan = await run(async () => {
      const packageRef = pulumi.runtime.registerPackage({
        baseProviderName: "terraform-provider",
        baseProviderVersion: "1.0.0",
        baseProviderDownloadUrl: "",
        packageName: "test",
        packageVersion: "3.0.0",
        base64Parameter: "e30=",
      });
      class Packaged extends pulumi.CustomResource {}
      new Packaged("test:index:Thing", "thing", {}, {}, false, packageRef);
    });
    expect(named(plan, "thing").provider).to.match(/::pulumi:providers:test::default_3_0_0::/);
  });
});

describe("runProgram: built-in resources", () => {
  it("records a stash", async () => {
    const plan = await run(() => ({ kept: new pulumi.Stash("stash", { input: pulumi.secret({ a: 1 }) }).output }));
    expect(plan.outputs).to.deep.equal({ kept: new Secret({ a: 1 }) });
    expect(named(plan, "stash", "pulumi:index:Stash").outputs).to.deep.equal({ input: new Secret({ a: 1 }), output: new Secret({ a: 1 }) });
  });

  it("leaves outputs of other stacks unknown in a preview", async () => {
    const plan = await run(() => ({ id: new pulumi.StackReference("acme/net/dev").getOutput("id") }), { preview: true });
    expect(plan.outputs).to.deep.equal({ id: UNKNOWN });
  });

  it("accepts dynamic resources without running their code", async () => {
    const plan = await runFixture("dynamic");
    expect(plan.outputs).to.deep.equal({ answer: 42 });
    expect(named(plan, "dynamic", "pulumi-nodejs:dynamic:Resource").inputs.__provider).to.contain("must not run");
  });
});
