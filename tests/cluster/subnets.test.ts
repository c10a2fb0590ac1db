import { expect } from "chai";
import { controlPlaneSubnets } from "../../components/cluster/subnets";

describe("controlPlaneSubnets", () => {
  const cases: readonly [string, string[], string[], boolean, string[]][] = [
    ["the subnets of the first two zones", ["a1", "b1", "c1"], ["a", "b", "c"], false, ["a1", "b1"]],
    ["all subnets in Auto Mode", ["a1", "b1", "c1"], ["a", "b", "c"], true, ["a1", "b1", "c1"]],
    ["the first subnet of each zone when a zone has several", ["a1", "a2", "b1", "b2"], ["a", "a", "b", "b"], false, ["a1", "b1"]],
    ["all subnets when the zones are unknown", ["s1", "s2", "s3"], [], false, ["s1", "s2", "s3"]],
  ];
  for (const [what, subnets, zones, autoMode, expected] of cases) {
    it(`returns ${what}`, () => expect(controlPlaneSubnets(subnets, zones, autoMode)).to.deep.equal(expected));
  }
});
