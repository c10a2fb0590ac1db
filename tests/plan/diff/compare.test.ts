import { expect } from "chai";
import { compare } from "../../../plan/diff/compare";
import { Propagation } from "../../../plan/diff/propagation";
import type { PreviousResource } from "../../../plan/diff/snapshot";
import { Printer } from "../../../plan/report/printable";
import { type PlannedResource, Reference, Secret, type Value, type Values } from "../../../plan/types";
import { planned, urnOf } from "../resources";

const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";
const immutable: Readonly<Record<string, readonly string[]>> = {
  [vpcType]: ["cidrBlock"],
  [subnetType]: ["vpcId", "cidrBlock"],
  "aws:eks/cluster:Cluster": ["name", "vpcConfig.subnetIds"],
  "aws:eks/addon:Addon": ["clusterName", "addonName"],
  "aws:eks/nodeGroup:NodeGroup": ["clusterName", "remoteAccess.*"],
  "pulumi:providers:aws": ["region"],
};

/** Values assigned by the cloud in these tests; `aGVsbG8=` is an id in base64. */
const assigned = /(?=id-of-|arn:of:|https:|aGVsbG8=)/g;

function recreatedValue(value: Value): Value {
  if (typeof value === "string") return value.replace(assigned, "other-");
  if (value instanceof Secret) return new Secret(recreatedValue(value.value));
  if (typeof value !== "object" || value === null || value instanceof Reference) return value;
  if (Array.isArray(value)) return value.map(recreatedValue);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, recreatedValue(item)]));
}

function recreatedResource(resource: PlannedResource): PlannedResource {
  const [inputs, outputs] = [resource.inputs, resource.outputs].map((values) => recreatedValue(values) as Values);
  return { ...resource, id: recreatedValue(resource.id ?? null), inputs: inputs!, outputs: outputs! };
}

function changesOf(before: readonly PreviousResource[], after: readonly PlannedResource[]) {
  const recordings = [before, after].map((resources) => ({ resources: resources as PlannedResource[], outputs: {}, log: [] }));
  const comparison = compare(before, after, {
    propagation: new Propagation(after, after.map(recreatedResource)),
    replacedBy: (type) => immutable[type] ?? [],
    replacedWithout: (type) => (type === "aws:eks/cluster:Cluster" ? ["encryptionConfig"] : []),
    printer: new Printer(...recordings),
  });
  return { ...comparison, operations: comparison.changes.map(({ op, name, because }) => [op, name, because]) };
}

const vpc = (cidrBlock: string) =>
  planned({ type: vpcType, name: "net", inputs: { cidrBlock }, outputs: { cidrBlock, id: "id-of-net", arn: "arn:of:net" } });
const subnet = (inputs: PlannedResource["inputs"] = {}) =>
  planned({
    type: subnetType,
    name: "a",
    inputs: { vpcId: "id-of-net", ...inputs },
    propertyDependencies: { vpcId: [urnOf(vpcType, "net")] },
  });

describe("compare", () => {
  it("finds no change between a plan and itself", () => {
    expect(changesOf([vpc("10.0.0.0/16"), subnet()], [vpc("10.0.0.0/16"), subnet()])).to.deep.include({ changes: [], unchanged: 2 });
  });

  it("reports created and deleted resources", () => {
    const { operations, unchanged } = changesOf(
      [vpc("a"), planned({ type: "t", name: "old" })],
      [vpc("a"), planned({ type: "t", name: "new" })],
    );
    expect(operations).to.deep.equal([
      ["create", "new", null],
      ["delete", "old", null],
    ]);
    expect(unchanged).to.equal(1);
  });

  it("replaces a resource when a property that cannot be removed in place is removed, but not when it is added", () => {
    const cluster = (inputs: PlannedResource["inputs"]) => planned({ type: "aws:eks/cluster:Cluster", name: "shop", inputs });
    const open = cluster({});
    const encrypted = cluster({ encryptionConfig: { resources: ["secrets"] } });
    const other = cluster({ encryptionConfig: { resources: ["secrets"], provider: {} } });
    const opOf = (from: PlannedResource, to: PlannedResource) => changesOf([from], [to]).changes.map(({ op, because }) => [op, because]);
    expect(opOf(open, encrypted)).to.deep.equal([["update", null]]);
    expect(opOf(encrypted, other)).to.deep.equal([["update", null]]);
    expect(opOf(encrypted, open)).to.deep.equal([["replace", "encryptionConfig cannot be taken away in place"]]);
  });

  it("ignores a removed property that the resource keeps", () => {
    const addon = (inputs: PlannedResource["inputs"]) => planned({ type: "aws:eks/addon:Addon", name: "cni", inputs });
    const [configured, plain] = [addon({ configurationValues: "{}", tags: { a: "b" } }), addon({})];
    const comparison = compare([configured], [plain], {
      propagation: new Propagation([plain], [plain]),
      replacedBy: () => [],
      computedProperties: () => ["configurationValues"],
      printer: new Printer(),
    });
    expect(comparison.changes[0]!.properties.map(({ path }) => path)).to.deep.equal(["tags"]);
    expect(changesOf([addon({})], [addon({ configurationValues: "{}" })]).operations, "added again").to.deep.equal([
      ["update", "cni", null],
    ]);
  });

  it("deletes an object with a fixed name first unless it moves to another namespace, but never a Helm release", () => {
    const object = (type: string, metadata: PlannedResource["inputs"], name?: string) =>
      planned({ type, name: "x", inputs: { metadata, ...(name && { name }) }, replaceOnChanges: ["metadata"] });
    const because = (from: PlannedResource, to: PlannedResource) => changesOf([from], [to]).changes[0]!.because;
    const service = "kubernetes:core/v1:Service";
    const first = /the old one is deleted before/;
    expect(because(object(service, { name: "web", on: 1 }), object(service, { name: "web", on: 2 }))).to.match(first);
    expect(because(object(service, { name: "web", namespace: "a" }), object(service, { name: "web", namespace: "b" }))).not.to.match(first);
    const release = "kubernetes:helm.sh/v3:Release";
    expect(because(object(release, { on: 1 }, "web"), object(release, { on: 2 }, "web"))).not.to.match(first);
  });

  it("reports changed properties with their paths, including falsy values", () => {
    const before = planned({
      type: "t",
      name: "x",
      inputs: { on: true, size: { min: 1, max: 3 }, gone: "x", zones: ["a", "b"], empty: "" },
    });
    const after = planned({
      type: "t",
      name: "x",
      inputs: { on: false, size: { min: 0, max: 3 }, zones: ["a"], empty: "", "new.key": null },
    });
    expect(changesOf([before], [after]).changes).to.deep.equal([
      {
        op: "update",
        urn: before.urn,
        type: "t",
        name: "x",
        properties: [
          { path: "gone", from: "x", to: undefined },
          { path: '["new.key"]', from: undefined, to: null },
          { path: "on", from: true, to: false },
          { path: "size.min", from: 1, to: 0 },
          { path: "zones", from: ["a", "b"], to: ["a"] },
        ],
        because: null,
      },
    ]);
  });

  it("replaces a resource when an immutable property changes, and the resources that depend on its identity", () => {
    const { operations, changes } = changesOf([vpc("10.0.0.0/16"), subnet()], [vpc("10.1.0.0/16"), subnet()]);
    expect(operations).to.deep.equal([
      ["replace", "net", "cidrBlock cannot change in place"],
      ["replace", "a", "vpcId cannot change in place and comes from net (replaced)"],
    ]);
    expect(changes[1]!.properties).to.deep.equal([{ path: "vpcId", from: "id-of-net", to: "[unknown]" }]);
  });

  it("updates a resource that refers to a replaced resource through a mutable property", () => {
    const policy = planned({
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "p",
      inputs: { role: "r", policy: '{"Resource":"arn:of:net"}' },
      propertyDependencies: { policy: [urnOf(vpcType, "net")] },
    });
    expect(changesOf([vpc("10.0.0.0/16"), policy], [vpc("10.1.0.0/16"), policy]).operations[1]).to.deep.equal(["update", "p", null]);
  });

  it("leaves a resource unchanged when it uses only an unchanged input of a replaced resource", () => {
    const route = planned({ type: "t", name: "r", inputs: { to: "10.1.0.0/16" }, propertyDependencies: { to: [urnOf(vpcType, "net")] } });
    const before = { ...route, inputs: { to: "10.1.0.0/16" } };
    expect(changesOf([vpc("10.0.0.0/16"), before], [vpc("10.1.0.0/16"), route]).operations).to.have.length(1);
  });

  it("treats an encoded value as changed when its source is replaced", () => {
    const template = planned({
      type: "t",
      name: "lt",
      inputs: { userData: "aGVsbG8=" },
      propertyDependencies: { userData: [urnOf(vpcType, "net")] },
    });
    expect(changesOf([vpc("10.0.0.0/16"), template], [vpc("10.1.0.0/16"), template]).operations[1]).to.deep.equal(["update", "lt", null]);
  });

  it("leaves a property unchanged when an unchanged dependency explains its value", () => {
    const other = planned({ type: vpcType, name: "other", inputs: { cidrBlock: "172.16.0.0/12" } });
    const taker = planned({
      type: subnetType,
      name: "a",
      inputs: { vpcId: "id-of-other" },
      propertyDependencies: { vpcId: [urnOf(vpcType, "net"), urnOf(vpcType, "other")] },
    });
    expect(changesOf([vpc("10.0.0.0/16"), other, taker], [vpc("10.1.0.0/16"), other, taker]).operations).to.have.length(1);
  });

  it("replaces resources that refer by name to a resource that is deleted before its replacement", () => {
    const type = "aws:eks/cluster:Cluster";
    const cluster = (subnetIds: string[]) =>
      planned({ type, name: "eks", inputs: { name: "shop", vpcConfig: { subnetIds } }, outputs: { name: "shop" } });
    const addon = planned({
      type: "aws:eks/addon:Addon",
      name: "cni",
      inputs: { clusterName: "shop" },
      propertyDependencies: { clusterName: [urnOf(type, "eks")] },
    });
    expect(changesOf([cluster(["a"]), addon], [cluster(["b"]), addon]).operations).to.deep.equal([
      ["replace", "eks", "vpcConfig.subnetIds cannot change in place; the old one is deleted before the new one is created"],
      ["replace", "cni", "clusterName cannot change in place and comes from eks (replaced)"],
    ]);
  });

  it("detects immutable properties inside objects that are added or removed as a whole", () => {
    const type = "aws:eks/nodeGroup:NodeGroup";
    const group = (inputs: PlannedResource["inputs"]) => planned({ type, name: "g", inputs });
    expect(changesOf([group({})], [group({ remoteAccess: { ec2SshKey: "k" } })]).operations[0]![0]).to.equal("replace");
    const cluster = (inputs: PlannedResource["inputs"]) => planned({ type: "aws:eks/cluster:Cluster", name: "g", inputs });
    expect(changesOf([cluster({})], [cluster({ vpcConfig: { endpointPublicAccess: true } })]).operations[0]![0]).to.equal("update");
  });

  it("respects ignoreChanges, replaceOnChanges, protect and retainOnDelete", () => {
    const before = planned({ type: "t", name: "x", inputs: { size: { desired: 1 }, key: "a" } });
    const now = (options: Partial<PlannedResource>) =>
      planned({ type: "t", name: "x", inputs: { size: { desired: 2 }, key: "a" }, ...options });
    expect(changesOf([before], [now({ ignoreChanges: ["size.desired"] })]).operations).to.deep.equal([]);
    expect(changesOf([before], [now({ replaceOnChanges: ["size"], protect: true, retainOnDelete: true })]).operations).to.deep.equal([
      [
        "replace",
        "x",
        "size.desired cannot change in place; it is protected, so Pulumi refuses; the old one stays in the cloud (retainOnDelete)",
      ],
    ]);
  });

  it("propagates a new launch template version to the node group that uses it", () => {
    const type = "aws:ec2/launchTemplate:LaunchTemplate";
    const template = (imageId: string, tags = {}) =>
      planned({ type, name: "lt", inputs: { imageId, tags }, outputs: { latestVersion: 1, defaultVersion: 1 } });
    const group = planned({
      type: "aws:eks/nodeGroup:NodeGroup",
      name: "g",
      inputs: { launchTemplate: { id: "id-of-lt", version: "1" }, labels: { tier: "1" } },
      propertyDependencies: { launchTemplate: [urnOf(type, "lt")] },
    });
    expect(changesOf([template("a"), group], [template("b"), group]).changes[1]).to.deep.include({
      op: "update",
      properties: [{ path: "launchTemplate.version", from: "1", to: "[unknown]" }],
    });
    const retagged = changesOf([template("a"), group], [template("a", { owner: "me" }), group]);
    expect(retagged.operations, "a change of tags creates no new version").to.deep.equal([["update", "lt", null]]);
  });

  it("omits a resource that only waits for a resource that is deleted before replacement", () => {
    const [entryType, clusterType] = ["aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "aws:eks/cluster:Cluster"];
    const cluster = planned({ type: clusterType, name: "shop", outputs: { endpoint: "https://shop.eks", region: "eu-west-1" } });
    const entry = (on: number) =>
      planned({
        type: entryType,
        name: "edit",
        inputs: { on },
        outputs: { region: "eu-west-1" },
        replaceOnChanges: ["on"],
        deleteBeforeReplace: true,
      });
    const drain = planned({
      type: "pulumi-nodejs:dynamic:Drain",
      name: "drain",
      inputs: { kubeconfig: new Secret("https://shop.eks in eu-west-1"), entry: "id-of-edit" },
      propertyDependencies: { kubeconfig: [cluster.urn, urnOf(entryType, "edit")] },
    });
    expect(changesOf([cluster, entry(1), drain], [cluster, entry(2), drain]).operations).to.deep.equal([
      ["replace", "edit", "on cannot change in place; the old one is deleted before the new one is created"],
    ]);
    const taker = planned({ ...drain, propertyDependencies: { entry: [urnOf(entryType, "edit")] } });
    expect(changesOf([cluster, entry(1), taker], [cluster, entry(2), taker]).operations[1]).to.deep.equal(["update", "drain", null]);
  });

  it("matches a resource by its alias, including ids derived from its name", () => {
    const old = planned({ type: vpcType, name: "old", outputs: { arn: "arn:of:old-net" } });
    const now = planned({ type: vpcType, name: "net", outputs: { arn: "arn:of:net" }, aliases: [old.urn] });
    const before = { ...subnet(), inputs: { vpcId: "id-of-old", policy: "x arn:of:old-net" } };
    const after = { ...subnet(), inputs: { vpcId: "id-of-net", policy: "x arn:of:net" } };
    expect(changesOf([old, before], [now, after]).changes).to.deep.equal([]);
  });

  it("compares plans of stacks and projects with different names", () => {
    const other = { ...vpc("a"), urn: "urn:pulumi:prod::other::aws:ec2/vpc:Vpc::net" };
    const stack = (name: string) =>
      planned({ type: "pulumi:pulumi:Stack", name, custom: false, urn: `urn:pulumi:${name}::shop::pulumi:pulumi:Stack::shop-${name}` });
    expect(changesOf([stack("prod"), other], [stack("dev"), vpc("a")]).changes).to.deep.equal([]);
  });

  const provider = (name: string, region: string) => planned({ type: "pulumi:providers:aws", name, inputs: { region }, id: "uuid" });
  const served = (by: PlannedResource) => ({ ...vpc("a"), provider: `${by.urn}::uuid` });

  it("replaces every resource of a replaced provider", () => {
    const [before, after] = [provider("default_7_48_0", "eu-west-1"), provider("default_7_49_0", "eu-west-2")];
    expect(changesOf([before, served(before)], [after, served(after)]).operations).to.deep.equal([
      ["replace", "default_7_49_0", "region cannot change in place"],
      ["replace", "net", "its provider default_7_49_0 is replaced"],
    ]);
  });

  it("replaces a resource only when its new provider manages a different region", () => {
    const [before, same, elsewhere] = [provider("default", "eu-west-1"), provider("own", "eu-west-1"), provider("far", "us-east-1")];
    expect(changesOf([before, served(before)], [before, same, served(same)]).operations).to.deep.equal([["create", "own", null]]);
    expect(changesOf([before, served(before)], [before, elsewhere, served(elsewhere)]).operations).to.deep.equal([
      ["create", "far", null],
      ["replace", "net", "far manages it instead of default, another place"],
    ]);
  });

  it("ignores changed inputs of the provider of dynamic resources", () => {
    const dynamic = (zones: string) =>
      planned({ type: "pulumi:providers:pulumi-nodejs", name: "default", inputs: { "shop:zones": zones } });
    expect(changesOf([dynamic("2")], [dynamic("3")])).to.deep.include({ changes: [], unchanged: 1 });
  });

  it("reports that a secret changed without showing either value", () => {
    const holder = (secret: string) => planned({ type: "t", name: "x", inputs: { password: new Secret(secret) } });
    expect(changesOf([holder("hunter2hunter2")], [holder("correct-horse")]).changes[0]!.properties).to.deep.equal([
      { path: "password", from: "[secret]", to: "[secret]" },
    ]);
    expect(changesOf([holder("same")], [holder("same")]).changes).to.deep.equal([]);
  });

  it("ignores resources that are only read", () => {
    const found = planned({ type: vpcType, name: "found", external: true });
    expect(changesOf([found], [])).to.deep.include({ changes: [], unchanged: 0 });
    expect(changesOf([], [found])).to.deep.include({ changes: [], unchanged: 0 });
  });

  it("updates components and never replaces them", () => {
    const component = (size: number) => planned({ type: vpcType, name: "c", custom: false, inputs: { cidrBlock: String(size) } });
    expect(changesOf([component(1)], [component(2)]).operations[0]![0]).to.equal("update");
  });
});
