import { expect } from "chai";
import fc from "fast-check";
import { isFromDefaults, mergeDefaults } from "../../components/util/merge-defaults";

const keys = fc.constantFrom("a", "b", "c");
const { map } = fc.letrec<{ map: Record<string, unknown>; value: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, fc.string({ minLength: 1 }), fc.integer(), fc.array(fc.integer()), tie("map")),
  map: fc.dictionary(keys, tie("value"), { noNullPrototype: true }),
}));

describe("mergeDefaults", () => {
  it("merges maps key by key, and takes lists and scalars whole", () => {
    const defaults = { network: { zones: 2, endpoints: ["s3"], nat: "single" }, tags: { owner: "a" } };
    const { sections } = mergeDefaults(defaults, { network: { endpoints: ["ecr.api"], nat: "none" }, addons: { keda: true } });
    expect(sections).to.deep.equal({
      network: { zones: 2, endpoints: ["ecr.api"], nat: "none" },
      tags: { owner: "a" },
      addons: { keda: true },
    });
  });

  it("removes what null stands over, and takes an empty section for none", () => {
    const defaults = { nodePools: { a: {}, b: {} }, tags: { owner: "a" }, iam: { path: "/a/" } };
    const own = { nodePools: { a: null, c: null }, tags: null, iam: "" };
    expect(mergeDefaults(defaults, own).sections).to.deep.equal({
      nodePools: { b: {}, c: null },
      tags: { owner: "a" },
      iam: { path: "/a/" },
    });
  });

  it("prefers a stack's own values, keeps the others, and changes neither", () => {
    fc.assert(
      fc.property(map, map, (defaults, own) => {
        const before = JSON.stringify([defaults, own]);
        const { sections } = mergeDefaults(defaults, own);
        expect(mergeDefaults(defaults, sections).sections).to.deep.equal(sections);
        expect(mergeDefaults({}, own).sections).to.deep.equal(own);
        expect(mergeDefaults(defaults, {}).sections).to.deep.equal(defaults);
        expect(JSON.stringify([defaults, own])).to.equal(before);
      }),
      { numRuns: 50 },
    );
  });

  it("reports the origin of each value", () => {
    fc.assert(
      fc.property(map, map, (defaults, own) => {
        const merged = mergeDefaults(defaults, own);
        for (const [key, value] of Object.entries(merged.sections)) {
          if (!Object.hasOwn(own, key)) expect(isFromDefaults(merged, `${key}.any[0]`)).to.equal(true);
          else if (typeof value !== "object" || Array.isArray(value)) expect(isFromDefaults(merged, key)).to.equal(false);
        }
      }),
      { numRuns: 50 },
    );
  });
});
