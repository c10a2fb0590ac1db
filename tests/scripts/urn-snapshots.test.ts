import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { addonNames } from "../../components/addons/names";
import { typeOf } from "../../plan/engine/urn";
import { dropped, listText, lostNames, namesIn, planned, recordedUrns, snapshotStacks } from "../../scripts/urn-snapshots";
import { Group, Remote, run, Thing } from "../plan/engine/support";

const components = path.join(__dirname, "../../components");
const target = { project: "shop", stack: "dev" };

/** The names of an earlier release of a program that a later one loses. */
async function lost(before: () => unknown, after: () => unknown, gone?: ReadonlyMap<string, string>): Promise<string[]> {
  const frozen = namesIn((await run(before)).resources);
  const { resources } = await run(after);
  return lostNames(frozen, resources, target, gone).map((line) => line.slice("urn:pulumi:dev::shop::".length));
}

const hint =
  "is neither planned nor an alias of what is: name it in the `aliases` of the resource that takes its place, or in `dropped` of scripts/urn-snapshots.ts with the reason";

describe("URN snapshots", () => {
  for (const stack of snapshotStacks.keys()) {
    it(`contain only planned or aliased URNs of stack ${stack}`, async () => {
      const frozen = recordedUrns(stack);
      expect(frozen).not.to.be.empty;
      expect(lostNames(frozen, await planned(stack), { project: "eks-blueprints", stack })).to.deep.equal([]);
    });
  }

  it("contain every add-on and every resource type that a component creates", () => {
    const frozen = [...snapshotStacks.keys()].flatMap(recordedUrns);
    const names = new Set(frozen.map((name) => name.slice(name.indexOf("::") + 2)));
    expect(addonNames.filter((name) => !names.has(`eks-${name}`))).to.deep.equal([]);

    const types = [...new Set(frozen.map((name) => typeOf(`urn:pulumi:s::p::${name}`)))];
    const sources = readdirSync(components, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const code = (file: string) => readFileSync(path.join(components, file), "utf8").replace(/^\s*(\*|\/\/).*$/gm, "");
    const text = sources.map((file) => code(file).replace(/`[^`]*`/g, "``")).join("\n"); // without examples in messages
    const created = [
      ...[...text.matchAll(/\bsuper\(\s*"(eks-blueprints:index:\w+)"/g)].map(([, token]) => token!),
      ...[...text.matchAll(/\bnew ((?:aws|awsx|eks|k8s)\.[\w.]+)\(/g)].map(([, name]) => name!.replace(/^k8s/, "kubernetes")),
    ];
    expect(created.length).to.be.greaterThan(80);
    const isRecorded = (name: string) => {
      const [sdk, ...rest] = name.split("."); // `kubernetes.rbac.v1.Role` is kubernetes:rbac.authorization.k8s.io/v1:Role
      const kind = rest.pop()!;
      return types.some((type) => type === name || (type.startsWith(`${sdk}:${rest[0] ?? ""}`) && type.endsWith(`:${kind}`)));
    };
    const ofOthers = ["kubernetes.apiextensions.CustomResource", "kubernetes.Provider"]; // their types are spelled differently
    expect(created.filter((name) => !isRecorded(name) && !ofOthers.includes(name))).to.deep.equal([]);
  });

  it("report a resource that is renamed without an alias", async () => {
    const after = () => new Thing("disk-of-data");
    expect(await lost(() => new Thing("disk"), after)).to.deep.equal([`test:index:Thing::disk ${hint}`]);
    expect(await lost(() => new Thing("disk"), after, new Map([["test:index:Thing::disk", "nothing lies on it"]]))).to.deep.equal([]);
  });

  it("accept a resource with an alias for its old name, type or parent", async () => {
    const before = () => new Thing("disk");
    expect(await lost(before, () => new Thing("data", {}, { aliases: [{ name: "disk" }] }))).to.deep.equal([]);
    const moved = (aliases: pulumi.Alias[]) => () => new Group("store", (parent) => new Thing("disk", {}, { parent, aliases }));
    expect(await lost(before, moved([]))).to.deep.equal([`test:index:Thing::disk ${hint}`]);
    expect(await lost(before, moved([{ parent: pulumi.rootStackResource }]))).to.deep.equal([]);
  });

  it("accept all resources named after a component with an alias, at any depth", async () => {
    const build = (name: string, aliases: pulumi.Alias[]) => () =>
      new Group(name, (parent) => new Group(`${name}-a`, (inner) => new Thing(`${name}-a-disk`, {}, { parent: inner }), { parent }), {
        aliases,
      });
    expect(await lost(build("old", []), build("new", []))).to.have.length(3);
    expect(await lost(build("old", []), build("new", [{ name: "old" }]))).to.deep.equal([]);
  });

  it("report a nested resource that is not named after its own parent", async () => {
    const net = () => new Remote("vpc");
    expect(await lost(net, () => new Remote("net", {}, { aliases: [{ name: "vpc" }] }))).to.deep.equal([
      `test:index:Remote$test:index:Thing$test:index:Thing::vpc-second ${hint}`,
    ]);
  });

  it("contain only managed resources: no default providers and no resources that are only read", async () => {
    const { resources } = await run(() => {
      new Thing("disk");
      new Thing("other", {}, { id: "disk-1" });
    });
    expect(namesIn(resources)).to.have.members(["pulumi:pulumi:Stack::shop-dev", "test:index:Thing::disk"]);
  });

  it("list each name once, below its type", () => {
    const names = ["a:b:C::x::y", "a:b:C$d:e:F::  x", "a:b:C::x"];
    expect(listText([...names, "a:b:C::x"])).to.equal("a:b:C$d:e:F\n    x\na:b:C\n  x\n  x::y\n");
  });

  it("drop names only with a reason", () => {
    expect([...dropped].filter(([name, reason]) => !name.includes("::") || reason.split(" ").length < 3)).to.deep.equal([]);
  });
});
