import { expect } from "chai";
import fc from "fast-check";
import { isAncestorOf, isWithin, parsePath, pathText, valueAt } from "../../../plan/diff/paths";

describe("property paths", () => {
  const spelled: readonly (readonly [text: string, path: (string | number)[]])[] = [
    ["name", ["name"]],
    ["vpcConfig.subnetIds[0]", ["vpcConfig", "subnetIds", 0]],
    ['tags["kubernetes.io/role/elb"]', ["tags", "kubernetes.io/role/elb"]],
    ['a["with \\"quotes\\""].b', ["a", 'with "quotes"', "b"]],
    ["rules[*].cidr", ["rules", "*", "cidr"]],
    ["spec.*", ["spec", "*"]],
  ];
  for (const [text, path] of spelled) it(`parses ${text}`, () => expect(parsePath(text)).to.deep.equal(path));

  it("formats a path that parses to the same path", () => {
    const part = fc.oneof(
      fc.nat(99),
      fc.string({ minLength: 1 }).filter((key) => key !== "*"),
    );
    const path = fc.tuple(
      fc.string({ minLength: 1 }).filter((key) => key !== "*"),
      fc.array(part),
    );
    fc.assert(
      fc.property(path, ([first, rest]) => {
        expect(parsePath(pathText([first, ...rest]))).to.deep.equal([first, ...rest]);
      }),
    );
  });

  it("compares paths with isWithin and isAncestorOf", () => {
    expect(isWithin(["vpcConfig", "subnetIds"], ["vpcConfig"])).to.equal(true);
    expect(isWithin(["vpcConfigs"], ["vpcConfig"])).to.equal(false);
    expect(isWithin(["rules", 3, "cidr"], ["rules", "*", "cidr"])).to.equal(true);
    expect(isWithin(["vpcConfig"], ["vpcConfig", "subnetIds"])).to.equal(false);
    expect(isAncestorOf(["vpcConfig"], ["vpcConfig", "subnetIds"])).to.equal(true);
    expect(isAncestorOf(["vpcConfig"], ["vpcConfig"])).to.equal(false);
  });

  it("finds the value at a path, or undefined", () => {
    const value = { a: [{ b: 1 }] };
    expect(valueAt(value, ["a", 0, "b"])).to.equal(1);
    expect(valueAt(value, ["a", 1, "b", "c"])).to.equal(undefined);
  });
});
