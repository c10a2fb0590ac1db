import { expect } from "chai";
import { capacityProfile } from "../../components/util/capacity-profile";

describe("capacityProfile", () => {
  const only = (...on: string[]) => ({
    nodes: on.includes("nodes"),
    fargate: on.includes("fargate"),
    autoMode: on.includes("autoMode"),
    fargateOnly: on.includes("fargateOnly"),
  });
  const cases = [
    { what: "no capacity", settings: {}, expected: only() },
    { what: "nodes", settings: { nodePools: { a: {} } }, expected: only("nodes") },
    { what: "only Fargate", settings: { fargate: { a: {} } }, expected: only("fargate", "fargateOnly") },
    { what: "Fargate and nodes", settings: { fargate: { a: {} }, nodePools: { a: {} } }, expected: only("fargate", "nodes") },
    { what: "Auto Mode", settings: { cluster: { autoMode: { nodePools: [] } } }, expected: only("autoMode") },
    { what: "Auto Mode and Fargate", settings: { cluster: { autoMode: true }, fargate: { a: {} } }, expected: only("autoMode", "fargate") },
    {
      what: "an existing cluster and Fargate",
      settings: { cluster: { autoMode: false, existing: {} }, fargate: { a: {} } },
      expected: only("fargate"),
    },
  ];
  for (const { what, settings, expected } of cases) {
    it(`describes ${what}`, () => {
      expect(capacityProfile({ cluster: { autoMode: false }, nodePools: {}, fargate: {}, ...settings })).to.deep.equal(expected);
    });
  }
});
