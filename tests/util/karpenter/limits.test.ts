import { expect } from "chai";
import fc from "fast-check";
import { instanceSize } from "../../../components/reference/instance-sizes";
import { limitIssues } from "../../../components/util/karpenter/validate";
import { instanceTypes } from "../../../plan/cost/instance-types";

const issues = (pool: Parameters<typeof limitIssues>[0]) => [...limitIssues(pool)].map(({ path }) => path.join("."));

describe("limits of a NodePool", () => {
  const known = instanceTypes().filter(({ name }) => instanceSize(name) !== undefined);

  it("admit an instance type if one instance fits, and are an issue otherwise", () => {
    const types = fc.uniqueArray(fc.constantFrom(...known), { minLength: 1, maxLength: 3, selector: ({ name }) => name });
    fc.assert(
      fc.property(types, fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 8000 }), (chosen, cpu, gib) => {
        const expected = [
          ...(chosen.every(({ vcpus }) => vcpus > cpu) ? ["limits.cpu"] : []),
          ...(chosen.every(({ memoryGiB }) => memoryGiB > gib) ? ["limits.memory"] : []),
        ];
        expect(issues({ instanceTypes: chosen.map(({ name }) => name), limits: { cpu, memory: `${gib}Gi` } })).to.deep.equal(expected);
      }),
    );
  });

  it("are not an issue of pools that name no types, of unknown types, and of static pools, which have none", () => {
    expect(issues({})).to.deep.equal([]);
    expect(issues({ instanceTypes: ["x99.large", "c7i.48xlarge"] })).to.deep.equal([]);
    expect(issues({ instanceTypes: ["c7i.48xlarge"], replicas: 1 })).to.deep.equal([]);
  });
});
