import { expect } from "chai";
import { resourceType, resourceTypes } from "../../../plan/resource-types";
import forceNew from "../../../plan/resource-types/data/force-new.json";
import { declarationOf } from "../../../plan/simulation/schema/declarations";
import { recordedInputs } from "../../../scripts/input-snapshots";
import { snapshotStacks } from "../../../scripts/urn-snapshots";
import { isDeclared } from "./declared";

const awsTypes = Object.keys(resourceTypes).filter((type) => type.startsWith("aws:"));
const declared = (type: string) => declarationOf(type, process.cwd());

describe("resourceTypes", () => {
  it("has a row for every AWS type of the example stacks", () => {
    const urns = [...snapshotStacks.keys()].flatMap((stack) => Object.keys(JSON.parse(recordedInputs(stack))));
    const planned = new Set<string>(urns.map((urn) => urn.split("::")[0]!.split("$").at(-1)!));
    expect(planned.size).to.be.above(40);
    expect([...planned].filter((type) => type.startsWith("aws:") && !(type in resourceTypes))).to.deep.equal([]);
  });

  it("knows what replaces each AWS type (`npm run force-new`), and adds by hand only what the provider's schema does not say", () => {
    const known: Readonly<Record<string, readonly string[]>> = forceNew.types;
    expect(Object.keys(known)).to.have.members(awsTypes);
    const twice = awsTypes.flatMap((type) =>
      (resourceTypes[type]!.immutable ?? []).flatMap((path) => (known[type]!.includes(path) ? `${type} ${path}` : [])),
    );
    expect(twice).to.deep.equal([]);
  });

  it("has AWS types of the SDK only", () => {
    expect(awsTypes.filter((type) => !declared(type))).to.deep.equal([]);
  });

  it("names only inputs that the SDK declares", () => {
    const wrong = awsTypes.flatMap((type) => {
      const { immutable = [], immutableOnceSet = [], irremovable = [], references = [], name } = resourceTypes[type]!;
      const named = name ? [name.property ?? "name"] : [];
      const known = (forceNew.types as Readonly<Record<string, readonly string[]>>)[type]!.map((path) => path.replaceAll("[*]", ""));
      const paths = [...known, ...immutable, ...immutableOnceSet, ...irremovable, ...references.map(({ path }) => path), ...named];
      return paths.filter((path) => !isDeclared(declared(type)!, path.split("."))).map((path) => `${type} ${path}`);
    });
    expect(wrong).to.deep.equal([]);
  });

  it("refers to types of the SDK only", () => {
    const targets = new Set(Object.values(resourceTypes).flatMap(({ references = [] }) => references.map(({ to }) => to)));
    expect([...targets].filter((type) => !declared(type))).to.deep.equal([]);
  });

  it("gives each quota its own name", () => {
    const names = Object.values(resourceTypes).flatMap(({ quota }) => quota?.name ?? []);
    expect(names).to.have.length(new Set(names).size);
  });
});

describe("resourceType", () => {
  it("finds the row of a Kubernetes kind in any version", () => {
    for (const version of ["v1", "v1beta1"])
      expect(resourceType(`kubernetes:apps/${version}:StatefulSet`).immutable).to.include("spec.serviceName");
  });

  it("returns an empty row for an unknown type", () => {
    expect(resourceType("random:index/randomId:RandomId")).to.deep.equal({});
  });
});
