import { assert } from "chai";
import * as fc from "fast-check";
import { awsAmi } from "../../components/nodes/ami";
import { type AmiFamily, amis } from "../../components/reference/ami-types";
import { instanceFamilies } from "../../components/reference/instance-families";

describe("the AMI of a node pool", () => {
  const chosen: [AmiFamily, string[], string][] = [
    ["al2023", ["m7g.large"], "AL2023_ARM_64_STANDARD"],
    ["al2023", ["m7i.large", "m6a.2xlarge", "c7i-flex.large", "m7i.metal-24xl"], "AL2023_x86_64_STANDARD"],
    ["al2023", ["g5.xlarge", "g6.2xlarge"], "AL2023_x86_64_NVIDIA"],
    ["al2023", ["g5g.xlarge"], "AL2023_ARM_64_NVIDIA"],
    ["al2023", ["inf2.xlarge", "trn1.2xlarge"], "AL2023_x86_64_NEURON"],
    ["al2023", ["g4ad.xlarge"], "AL2023_x86_64_STANDARD"],
    ["bottlerocket", ["t4g.large"], "BOTTLEROCKET_ARM_64"],
    ["bottlerocket", ["m7i.large"], "BOTTLEROCKET_x86_64"],
    ["bottlerocket", ["g5g.xlarge"], "BOTTLEROCKET_ARM_64_NVIDIA"],
    ["bottlerocket", ["g5.xlarge"], "BOTTLEROCKET_x86_64_NVIDIA"],
  ];
  for (const [family, types, amiType] of chosen) {
    it(`is ${amiType} for ${types.join(" and ")} on ${family}`, () => {
      assert.equal(awsAmi(family, types).amiType, amiType);
    });
  }

  const none: [string, AmiFamily, string[]][] = [
    ["two architectures", "al2023", ["m7g.large", "m7i.large"]],
    ["two kinds of accelerator", "al2023", ["m7i.large", "g5.xlarge"]],
    ["an accelerator that the family has no driver for", "bottlerocket", ["inf2.xlarge"]],
    ["a driver that AWS's AMIs lack", "al2023", ["g7.2xlarge"]],
    ["a family of which no facts are known", "al2023", ["p3.2xlarge"]],
    ["a family that does not exist", "al2023", ["m7gg.large"]],
    ["no type at all", "al2023", []],
  ];
  for (const [what, family, types] of none) {
    it(`is none for ${what}`, () => {
      assert.throws(() => awsAmi(family, types), /AWS makes no/);
    });
  }

  it("is of the architecture of its instance family", () => {
    const known = Object.entries(instanceFamilies).flatMap(([family, facts]) =>
      facts && !facts.accelerator ? [{ family, arch: facts.arch }] : [],
    );
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.constantFrom(...(Object.keys(amis) as AmiFamily[])), ({ family, arch }, ami) => {
        const { amiType, parameter } = awsAmi(ami, [`${family}.xlarge`]);
        assert.equal(amiType.includes("ARM_64"), arch === "arm64");
        assert.include(parameter("1.35"), `/${arch}/`);
        assert.include(parameter("1.35"), "1.35");
      }),
    );
  });
});
