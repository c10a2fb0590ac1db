import { expect } from "chai";
import { checkShape } from "../../../components/util/sdk-types/check-type";
import { readMembers, type Type } from "../../../components/util/sdk-types/type-expression";

const inner: Type = { kind: "object", shape: readMembers("name: string;") };

/** What each value is, and the types that it fits. */
const values: Readonly<Record<string, readonly [value: unknown, types: readonly string[]]>> = {
  text: ["a", ["string", "any", '"a" | "b"', "string | inputs.Inner", "pulumiAws.ec2.Subnet"]],
  number: [1, ["number", "any"]],
  boolean: [true, ["boolean", "any"]],
  list: [["a"], ["string[]", "any"]],
  "list of numbers": [[1], ["any"]],
  object: [
    { name: "a" },
    ["{ name: string }", "Record<string, string>", "inputs.Inner", "string | inputs.Inner", "any", "pulumiAws.ec2.Subnet"],
  ],
};
const types = [...new Set(Object.values(values).flatMap(([, fitting]) => fitting))];

const check = (value: unknown, type: string) =>
  checkShape({ key: value }, readMembers(`key: ${type};`), "property", { resolve: () => inner });

describe("checkShape", () => {
  for (const [name, [value, fitting]] of Object.entries(values))
    it(`accepts a value where its type is expected, and nowhere else: ${name}`, () => {
      for (const type of types) expect(check(value, type), type).to.have.length(fitting.includes(type) ? 0 : 1);
    });

  it("reports every problem with its path", () => {
    const type = "{ a: string[]; b?: inputs.Inner; c: Record<string, number> }";
    expect(check({ a: ["x", 1, 2], b: { name: 1, nam: "a" }, c: { d: "1" } }, type).map(({ path }) => path.join("."))).to.deep.equal([
      "key.a.1",
      "key.a.2",
      "key.b.name",
      "key.b.nam",
      "key.c.d",
    ]);
  });

  it("validates an object that may be of one type only against that", () => {
    expect(check({ name: 1 }, "string | inputs.Inner")).to.deep.equal([{ path: ["key", "name"], message: "expected a string, found 1" }]);
  });

  it("hides a secret value in messages", () => {
    const open = (value: unknown) => (value instanceof Set ? { value: [...value][0], secret: true } : undefined);
    const issues = checkShape({ key: [new Set(["s3cret"])] }, readMembers("key: number[];"), "property", { resolve: () => inner, open });
    expect(issues.map(({ message }) => message)).to.deep.equal(["expected a number, found another secret value"]);
  });
});
