import { assert } from "chai";
import { controlPlaneSubnets } from "../../components/cluster/subnets";

describe("subnets of the control plane", () => {
  const cases: readonly [string, string[], string[], boolean, string[]][] = [
    ["those of the first two zones", ["a1", "b1", "c1"], ["a", "b", "c"], false, ["a1", "b1"]],
    ["all under Auto Mode", ["a1", "b1", "c1"], ["a", "b", "c"], true, ["a1", "b1", "c1"]],
    ["the first of each zone where a zone has several", ["a1", "a2", "b1", "b2"], ["a", "a", "b", "b"], false, ["a1", "b1"]],
    ["all where the zones are unknown", ["s1", "s2", "s3"], [], false, ["s1", "s2", "s3"]],
  ];
  for (const [what, subnets, zones, autoMode, expected] of cases) {
    it(`are ${what}`, () => assert.deepEqual(controlPlaneSubnets(subnets, zones, autoMode), expected));
  }
});
