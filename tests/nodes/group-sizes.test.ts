import { expect } from "chai";
import * as fc from "fast-check";
import { type GroupSize, groupOf, lookUpGroupSizes, plannedSize } from "../../components/nodes/group-sizes";
import type { Inputs } from "../harness/mocks/mocks";
import { startMocks } from "../harness/mocks/mocks";
import { createPool, poolSettings } from "../harness/mocks/node-pools";

const uuid = "0c6d3a1e-1111-2222-3333-444455556666";
const on = (group: string, more: Partial<GroupSize> = {}): GroupSize => ({ group, min: 1, max: 3, desired: 2, ...more });
const sizes = (min: number, max: number, desired = min) => poolSettings({ size: { min, max, desired } });

describe("sizes of node groups under an autoscaler", () => {
  it("are looked up by the tag of the cluster autoscaler", async () => {
    const groups: Record<string, Inputs> = { "eks-a": { minSize: 1, maxSize: 3, desiredCapacity: 2 } };
    const mocks = startMocks({
      invokes: {
        "aws:autoscaling/getAmiIds:getAmiIds": () => ({ names: Object.keys(groups) }),
        "aws:autoscaling/getGroup:getGroup": ({ name }) => groups[name]!,
      },
    });
    expect(await mocks.run(() => lookUpGroupSizes("shop"))).to.deep.equal([on("eks-a")]);
    expect(mocks.invokes[0]!.args).to.deep.equal({ filters: [{ name: "tag:k8s.io/cluster-autoscaler/shop", values: ["owned"] }] });
  });

  it("belong to the group of a logical name", () => {
    const names = ["eks-a", "eks-a-1a2b3c4", `eks-eks-a-1a2b3c4-${uuid}`];
    for (const name of names) expect(groupOf("eks-a", [on("eks-b-1a2b3c4"), on(name)])?.group, name).to.equal(name);
    for (const name of ["eks-a-b-1a2b3c4", "my-eks-a-1a2b3c4", "eks-ab", `eks-eks-a-b-1a2b3c4-${uuid}`, "other", "eks-a-eks-a"])
      expect(groupOf("eks-a", [on(name)]), name).to.equal(undefined);
  });

  it("are those of the larger group while one is being replaced", () => {
    expect(groupOf("eks-a", [on("eks-a-1a2b3c4"), on("eks-a-9a2b3c4", { desired: 3 })])?.desired).to.equal(3);
  });

  it("keep the number of nodes unless the bounds change, and then send one that AWS accepts", () => {
    const size = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)).map(([min, more, place]) => ({
      min,
      max: min + more + 1,
      desired: min + (place % (more + 2)),
    }));
    fc.assert(
      fc.property(size, size, (current, wanted) => {
        const planned = plannedSize({ settings: poolSettings({ size: wanted }), autoscaled: true, currentSize: on("eks-a", current) });
        const same = current.min === wanted.min && current.max === wanted.max;
        expect(planned).to.include({ min: wanted.min, max: wanted.max, keepsDesired: same });
        expect(planned.desired).to.be.within(wanted.min, wanted.max);
        if (!same && current.desired >= wanted.min && current.desired <= wanted.max) expect(planned.desired).to.equal(current.desired);
      }),
    );
  });

  it("follow the settings without an autoscaler, and for a group that does not exist", () => {
    for (const group of [
      { autoscaled: false, currentSize: on("eks-a") },
      { autoscaled: true, currentSize: undefined },
    ])
      expect(plannedSize({ settings: sizes(2, 9, 5), ...group })).to.deep.equal({ min: 2, max: 9, desired: 5, keepsDesired: false });
  });

  describe("of a pool", () => {
    const raised = { size: { min: 4, max: 9, desired: 4 } };
    const groupsOf = async (kind: "managed" | "selfManaged", groupSizes?: readonly GroupSize[]) => {
      const { resources } = await createPool({ ...raised, kind, repair: kind === "managed" }, { autoscaled: true, groupSizes });
      const type = kind === "managed" ? "aws:eks/nodeGroup:NodeGroup" : "aws:autoscaling/group:Group";
      const { inputs, ignoreChanges } = resources.only(type);
      return { desired: inputs.scalingConfig?.desiredSize ?? inputs.desiredCapacity, ignoreChanges };
    };

    it("come with a raised minimum, in both kinds", async () => {
      const groups = [on("eks-general-1a2b3c4", { max: 8, desired: 6 })];
      for (const kind of ["managed", "selfManaged"] as const)
        expect(await groupsOf(kind, groups), kind).to.deep.equal({ desired: 6, ignoreChanges: [] });
      expect(await groupsOf("managed", [on("eks-general-1a2b3c4")])).to.deep.equal({ desired: 4, ignoreChanges: [] });
    });

    it("are ignored while the bounds stay, and without a lookup", async () => {
      const ignored = ["scalingConfig.desiredSize"];
      expect((await groupsOf("managed", [on("eks-general-1a2b3c4", { min: 4, max: 9, desired: 7 })])).ignoreChanges).to.deep.equal(ignored);
      expect((await groupsOf("managed")).ignoreChanges).to.deep.equal(ignored);
      expect((await groupsOf("selfManaged")).ignoreChanges).to.deep.equal(["desiredCapacity"]);
    });
  });
});
