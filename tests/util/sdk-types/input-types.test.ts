import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { inputTypeTable } from "../../../components/reference/input-types";
import { checkShape } from "../../../components/util/sdk-types/check-type";
import { inputShape, knownInputTypes, nestedInputType } from "../../../components/util/sdk-types/input-types";

const components = path.join(__dirname, "../../../components");

/** Types of the AWS resources that the sources create: `new aws.eks.NodeGroup` is `aws:eks/nodeGroup:NodeGroup`. */
function awsTypesInSources(): string[] {
  const files = readdirSync(components, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.includes("generated"),
  );
  const sources = files.map((file) => readFileSync(path.join(components, file), "utf8")).join("\n");
  const classes = [...sources.matchAll(/new aws\.(\w+)\.(\w+)\(/g)];
  return [...new Set(classes.map(([, module, name]) => `aws:${module}/${name![0]!.toLowerCase()}${name!.slice(1)}:${name}`))].sort();
}

const issues = (type: string, set: Readonly<Record<string, unknown>>) =>
  checkShape(set, inputShape(type)!, `property of ${type}`, { resolve: nestedInputType, partial: true }).map(
    ({ path: at, message }) => `${at.join(".")}: ${message}`,
  );

describe("table of input types", () => {
  it("has every AWS resource type that components create", () => {
    expect(knownInputTypes()).to.include.members(awsTypesInSources());
  });

  it("has a definition of every type that it names", () => {
    const { types, nested } = inputTypeTable();
    const named = Object.values({ ...types, ...nested }).flatMap((members) => members.match(/inputs\.[\w.]+/g) ?? []);
    expect(Object.keys(nested)).to.include.members([...new Set(named)]);
  });

  it("knows the specs of Kubernetes objects and of custom resources", () => {
    expect(issues("kubernetes:apps/v1:Deployment", { spec: { template: { spec: { hostNetwrk: true } } } })).to.deep.equal([
      "spec.template.spec.hostNetwrk: no such property; did you mean hostNetwork?",
    ]);
    expect(issues("kubernetes:karpenter.sh/v1:NodePool", { spec: { weight: "ten", limits: { cpu: 10 } } })).to.deep.equal([
      'spec.weight: expected a number, found "ten"',
    ]);
  });

  it("takes any spec of a custom resource whose CRD it does not know, with the metadata of every object", () => {
    expect(issues("kubernetes:example.com/v1:Banner", { spec: { any: 1 }, metadata: { labels: { a: "b" } } })).to.deep.equal([]);
    expect(issues("kubernetes:example.com/v1:Banner", { metadata: { lables: {} } })).to.have.length(1);
    for (const type of ["kubernetes:apps/v1:Deploymnt", "kubernetes:networking.k8s.io/v1:Foo", "aws:eks/foo:Foo", "example.com/v1:Banner"])
      expect(inputShape(type), type).to.equal(undefined);
  });
});

describe("check of partial objects", () => {
  it("asks for no required property, but for those of objects in lists, which replace others", () => {
    expect(issues("aws:eks/cluster:Cluster", { vpcConfig: {} })).to.deep.equal([]);
    expect(issues("kubernetes:apps/v1:Deployment", { spec: { template: { spec: { containers: [{ image: "a" }] } } } })).to.deep.equal([
      "spec.template.spec.containers.0.name: missing, expected a string",
    ]);
  });

  it("lets null remove a property, unless it is required", () => {
    expect(issues("aws:eks/cluster:Cluster", { zonalShiftConfig: null, tags: { a: null } })).to.deep.equal([]);
    expect(issues("aws:eks/cluster:Cluster", { vpcConfig: null })).to.deep.equal([
      "vpcConfig: required, so null cannot remove it; expected an object",
    ]);
  });
});
