import { expect } from "chai";
import { instanceSize } from "../../components/reference/instance-sizes";
import { instanceTypes } from "../../plan/cost/instance-types";

describe("sizes of instance types", () => {
  it("are those of the plan's table, or unknown", () => {
    const known = instanceTypes().filter(({ name }) => instanceSize(name) !== undefined);
    expect(known.length).to.be.greaterThan(1000);
    for (const { name, vcpus, memoryGiB } of known)
      expect(instanceSize(name), name).to.deep.equal({ cpu: vcpus, memory: memoryGiB * 2 ** 30 });
  });

  it("are known of the types that have EFA on several network cards", () => {
    expect(instanceSize("p5.48xlarge")).to.deep.equal({ cpu: 192, memory: 2048 * 2 ** 30 });
    expect(instanceSize("p5.4xlarge")).to.equal(undefined);
    expect(instanceSize("hpc7a.96xlarge")).to.equal(undefined);
  });
});
