import { expect } from "chai";
import * as fc from "fast-check";
import { acceleratorsOf, nvidiaShare } from "../../../components/util/karpenter/instances";

const values = <T extends string>(...all: T[]) => fc.uniqueArray(fc.constantFrom(...all), { minLength: 1 });
const pools = fc.record(
  {
    categories: values("c", "m", "g", "p", "inf"),
    families: values("m7g", "g6", "p5", "inf2", "m99x"),
    instanceTypes: values("m7g.large", "g6.xlarge"),
    requirements: fc.array(
      fc.record({
        key: fc.constantFrom("karpenter.k8s.aws/instance-category", "topology.kubernetes.io/zone"),
        operator: fc.constantFrom("In", "NotIn"),
        values: values("g", "m"),
      }),
    ),
  },
  { requiredKeys: [] },
);

describe("NVIDIA GPUs of a Karpenter pool", () => {
  it("are in all instances, in some or in none, by what the pool names", () => {
    expect(nvidiaShare({})).to.equal("none");
    expect(nvidiaShare({ families: ["g6", "p5"] })).to.equal("all");
    expect(nvidiaShare({ families: ["g6"], instanceTypes: ["m7g.large"] })).to.equal("some");
    expect(nvidiaShare({ categories: ["g", "m"] })).to.equal("some");
  });

  it("are in some instances exactly if an AMI for their accelerators may be needed", () => {
    fc.assert(fc.property(pools, (pool) => (nvidiaShare(pool) !== "none") === acceleratorsOf(pool).includes("nvidia")));
  });

  it("are in all instances of a pool that names nothing else", () => {
    const onlyGpu = fc.record({ categories: values("g", "p"), families: values("g6", "p5") }, { requiredKeys: ["families"] });
    fc.assert(fc.property(onlyGpu, (pool) => nvidiaShare(pool) === "all"));
  });
});
