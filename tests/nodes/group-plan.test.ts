import { assert } from "chai";
import * as fc from "fast-check";
import { planGroups } from "../../components/nodes/group-plan";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

describe("planGroups", () => {
  it("returns one group over all zones for multiZone, known or not", () => {
    const group = { suffix: "", labels: { workload: "web" } };
    assert.deepEqual(planGroups({ spread: "multiZone", labels: { workload: "web" } }, zones), [group]);
    assert.deepEqual(planGroups({ spread: "multiZone", labels: { workload: "web" } }, []), [group]);
  });

  it("returns one group per zone for perZone, with the zone in name and labels", () => {
    const [first, ...others] = planGroups({ spread: "perZone", labels: { workload: "db" } }, zones);
    assert.lengthOf(others, 2);
    assert.deepEqual(first, {
      suffix: "-eu-west-1a",
      zone: "eu-west-1a",
      subnets: [0],
      labels: { workload: "db", "eks-blueprints/zone": "eu-west-1a" },
    });
  });

  it("puts every subnet into exactly one group, that of its zone", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...zones), { minLength: 1 }), (subnets) => {
        const groups = planGroups({ spread: "perZone", labels: {} }, subnets);
        assert.sameMembers(
          groups.flatMap(({ subnets: positions }) => [...positions!]),
          subnets.map((_, index) => index),
        );
        for (const { zone, subnets: positions } of groups) for (const index of positions!) assert.equal(subnets[index], zone);
      }),
    );
  });

  it("rejects perZone without known zones", () => {
    assert.throws(() => planGroups({ spread: "perZone", labels: {} }, []), /network\.existing\.zones/);
  });
});
