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

/** What a later release of a program loses of an earlier one's names. */
async function lost(before: () => unknown, after: () => unknown, gone?: ReadonlyMap<string, string>): Promise<string[]> {
  const frozen = namesIn((await run(before)).resources);
  const { resources } = await run(after);
  return lostNames(frozen, resources, target, gone).map((line) => line.slice("urn:pulumi:dev::shop::".length));
}

const mend =
  "is neither planned nor an alias of what is: name it in the `aliases` of the resource that takes its place, or in `dropped` of scripts/urn-snapshots.ts with the reason";

describe("names of a release", () => {
  for (const stack of snapshotStacks.keys()) {
    it(`are all kept, or taken over by an alias, in stack ${stack}`, async () => {
      const frozen = recordedUrns(stack);
      expect(frozen).not.to.be.empty;
      expect(lostNames(frozen, await planned(stack), { project: "eks-blueprints", stack })).to.deep.equal([]);
    });
  }

  it("hold every add-on, and every type of resource that a component makes", () => {
    const frozen = [...snapshotStacks.keys()].flatMap(recordedUrns);
    const names = new Set(frozen.map((name) => name.slice(name.indexOf("::") + 2)));
    expect(addonNames.filter((name) => !names.has(`eks-${name}`))).to.deep.equal([]);

    const types = [...new Set(frozen.map((name) => typeOf(`urn:pulumi:s::p::${name}`)))];
    const sources = readdirSync(components, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const code = (file: string) => readFileSync(path.join(components, file), "utf8").replace(/^\s*(\*|\/\/).*$/gm, "");
    const text = sources.map((file) => code(file).replace(/`[^`]*`/g, "``")).join("\n"); // without the examples that messages show
    const made = [
      ...[...text.matchAll(/\bsuper\(\s*"(eks-blueprints:index:\w+)"/g)].map(([, token]) => token!),
      ...[...text.matchAll(/\bnew ((?:aws|awsx|eks|k8s)\.[\w.]+)\(/g)].map(([, name]) => name!.replace(/^k8s/, "kubernetes")),
    ];
    expect(made.length).to.be.greaterThan(80);
    const held = (name: string) => {
      const [sdk, ...rest] = name.split("."); // `kubernetes.rbac.v1.Role` is kubernetes:rbac.authorization.k8s.io/v1:Role
      const kind = rest.pop()!;
      return types.some((type) => type === name || (type.startsWith(`${sdk}:${rest[0] ?? ""}`) && type.endsWith(`:${kind}`)));
    };
    const ofOthers = ["kubernetes.apiextensions.CustomResource", "kubernetes.Provider"]; // their types are not spelled so
    expect(made.filter((name) => !held(name) && !ofOthers.includes(name))).to.deep.equal([]);
  });

  it("are lost where a resource is renamed without an alias", async () => {
    const after = () => new Thing("disk-of-data");
    expect(await lost(() => new Thing("disk"), after)).to.deep.equal([`test:index:Thing::disk ${mend}`]);
    expect(await lost(() => new Thing("disk"), after, new Map([["test:index:Thing::disk", "nothing lies on it"]]))).to.deep.equal([]);
  });

  it("are kept where a resource has its old name, type or parent as an alias", async () => {
    const before = () => new Thing("disk");
    expect(await lost(before, () => new Thing("data", {}, { aliases: [{ name: "disk" }] }))).to.deep.equal([]);
    const moved = (aliases: pulumi.Alias[]) => () => new Group("store", (parent) => new Thing("disk", {}, { parent, aliases }));
    expect(await lost(before, moved([]))).to.deep.equal([`test:index:Thing::disk ${mend}`]);
    expect(await lost(before, moved([{ parent: pulumi.rootStackResource }]))).to.deep.equal([]);
  });

  it("are kept for all that is named after a component that keeps its own by an alias, however deep", async () => {
    const build = (name: string, aliases: pulumi.Alias[]) => () =>
      new Group(name, (parent) => new Group(`${name}-a`, (inner) => new Thing(`${name}-a-disk`, {}, { parent: inner }), { parent }), {
        aliases,
      });
    expect(await lost(build("old", []), build("new", []))).to.have.length(3);
    expect(await lost(build("old", []), build("new", [{ name: "old" }]))).to.deep.equal([]);
  });

  it("are lost in a component where what lies deeper is not named after its own parent", async () => {
    const net = () => new Remote("vpc");
    expect(await lost(net, () => new Remote("net", {}, { aliases: [{ name: "vpc" }] }))).to.deep.equal([
      `test:index:Remote$test:index:Thing$test:index:Thing::vpc-second ${mend}`,
    ]);
  });

  it("are those of what a stack manages: not of default providers, nor of what it only reads", async () => {
    const { resources } = await run(() => {
      new Thing("disk");
      new Thing("other", {}, { id: "disk-1" });
    });
    expect(namesIn(resources)).to.have.members(["pulumi:pulumi:Stack::shop-dev", "test:index:Thing::disk"]);
  });

  it("stand in a list once, below their types, whatever they hold", () => {
    const names = ["a:b:C::x::y", "a:b:C$d:e:F::  x", "a:b:C::x"];
    expect(listText([...names, "a:b:C::x"])).to.equal("a:b:C$d:e:F\n    x\na:b:C\n  x\n  x::y\n");
  });

  it("are dropped with a reason alone", () => {
    expect([...dropped].filter(([name, reason]) => !name.includes("::") || reason.split(" ").length < 3)).to.deep.equal([]);
  });
});
