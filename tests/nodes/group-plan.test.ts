import { expect } from "chai";
import * as fc from "fast-check";
import { planGroups } from "../../components/nodes/group-plan";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

describe("planGroups", () => {
  it("returns one group over all zones for multiZone, known or not", () => {
    const group = { suffix: "", labels: { workload: "web" } };
    expect(planGroups({ spread: "multiZone", labels: { workload: "web" } }, zones)).to.deep.equal([group]);
    expect(planGroups({ spread: "multiZone", labels: { workload: "web" } }, [])).to.deep.equal([group]);
  });

  it("returns one group per zone for perZone, with the zone in name and labels", () => {
    const [first, ...others] = planGroups({ spread: "perZone", labels: { workload: "db" } }, zones);
    expect(others).to.have.lengthOf(2);
    expect(first).to.deep.equal({
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
        expect(groups.flatMap(({ subnets: positions }) => [...positions!])).to.have.members(subnets.map((_, index) => index));
        for (const { zone, subnets: positions } of groups) for (const index of positions!) expect(subnets[index]).to.equal(zone);
      }),
    );
  });

  it("rejects perZone without known zones", () => {
    expect(() => planGroups({ spread: "perZone", labels: {} }, [])).to.throw(/network\.existing\.zones/);
  });
});
