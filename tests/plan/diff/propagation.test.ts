import { expect } from "chai";
import fc from "fast-check";
import { compare } from "../../../plan/diff/compare";
import { Propagation } from "../../../plan/diff/propagation";
import { Printer } from "../../../plan/report/printable";
import { type PlannedResource, Reference, Secret, type Value, type Values } from "../../../plan/types";
import { planned } from "../resources";

const sourceType = "aws:iam/role:Role";
const userType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** Words that occur in names, tags, ids and URNs alike. */
const word = fc.constantFrom("shop", "role", "eks", "dev", "eks-role", "iam", "urn:pulumi:dev::shop", "0");

/** Parts of a value: text that the cloud assigns to a source, or text that only resembles it. */
type Part =
  | { readonly of: number; readonly kind: "reference" | "id" | "arn" | "secret id" | "base64 id" }
  | { readonly of: number; readonly kind: "urn" | "input" }
  | { readonly text: string };

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ of: fc.nat(2), kind: fc.constantFrom("reference", "id", "arn", "secret id", "base64 id", "urn", "input") }),
  fc.record({ text: word }),
);

const stack = fc.record({
  names: fc.uniqueArray(word, { minLength: 3, maxLength: 3 }),
  tags: fc.array(word, { minLength: 3, maxLength: 3 }),
  parts: fc.array(part, { minLength: 1, maxLength: 3 }),
  changed: fc.nat(2),
});
type Stack = typeof stack extends fc.Arbitrary<infer T> ? T : never;

/** A name with a random suffix, as Pulumi and AWS create it. */
const idOf = (name: string, at: number, generation: number) => `${name}-${at}${generation}854f8f`;

function valueOfPart(one: Part, sources: readonly PlannedResource[]): Value {
  if ("text" in one) return one.text;
  const source = sources[one.of]!;
  const id = String(source.id);
  switch (one.kind) {
    case "reference":
      return new Reference(source.urn, id);
    case "id":
      return id;
    case "arn":
      return `for ${String(source.outputs.arn)}`;
    case "secret id":
      return new Secret(`token of ${id}`);
    case "base64 id":
      return Buffer.from(`user data of ${id}`).toString("base64");
    case "urn":
      return source.urn;
    case "input":
      return `tagged ${(source.inputs.tags as { text: string }).text}`;
  }
}

/** The plan of a stack, in a cloud of a generation. */
function planOf({ names, tags, parts, changed }: Stack, generation: number, path?: string): PlannedResource[] {
  const sources = names.map((name, at) => {
    const id = idOf(name, at, generation);
    const inputs = { tags: { text: tags[at]! }, ...(path && at === changed && { path }) };
    return planned({ type: sourceType, name, id, inputs, outputs: { ...inputs, arn: `arn:aws:iam::role/${id}`, name: id } });
  });
  const inputs: Values = Object.fromEntries<Value>(parts.map((one, at) => [`input${at}`, valueOfPart(one, sources)]));
  const propertyDependencies = Object.fromEntries(parts.map((_, at) => [`input${at}`, sources.map(({ urn }) => urn)]));
  return [...sources, planned({ type: userType, name: "user", inputs, propertyDependencies })];
}

describe("Propagation", () => {
  it("follows references, ids and ARNs, regardless of other text in names and tags", () => {
    fc.assert(
      fc.property(stack, (generated) => {
        const [before, after] = [planOf(generated, 0), planOf(generated, 0, "/a/")];
        const { changes } = compare(before, after, {
          propagation: new Propagation(after, planOf(generated, 1, "/a/")),
          replacedBy: (type) => (type === sourceType ? ["path"] : []),
          printer: new Printer(),
        });
        // an encoded value shows none of its sources, so any of them may have changed
        const assigned = generated.parts.flatMap((one, at) =>
          "of" in one && one.kind !== "urn" && one.kind !== "input" && (one.of === generated.changed || one.kind === "base64 id")
            ? [at]
            : [],
        );
        const user = changes.find(({ type }) => type === userType);
        expect(user?.properties.map(({ path }) => path) ?? []).to.deep.equal(assigned.map((at) => `input${at}`));
        expect(changes.filter(({ type }) => type === sourceType).map(({ op, name }) => [op, name])).to.deep.equal([
          ["replace", generated.names[generated.changed]],
        ]);
      }),
    );
  });
});
