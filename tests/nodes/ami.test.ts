import { expect } from "chai";
import * as fc from "fast-check";
import { awsAmi } from "../../components/nodes/ami";
import { type AmiFamily, amis } from "../../components/reference/ami-types";
import { instanceFamilies } from "../../components/reference/instance-families";

describe("awsAmi", () => {
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
    ["bottlerocket", ["inf2.xlarge", "trn2.48xlarge"], "BOTTLEROCKET_x86_64"],
  ];
  for (const [family, types, amiType] of chosen) {
    it(`returns ${amiType} for ${types.join(" and ")} on ${family}`, () => {
      expect(awsAmi(family, types).amiType).to.equal(amiType);
    });
  }

  const rejected: [string, AmiFamily, string[]][] = [
    ["two architectures", "al2023", ["m7g.large", "m7i.large"]],
    ["two types of accelerators", "al2023", ["m7i.large", "g5.xlarge"]],
    ["an accelerator without a driver in the AMI family", "bottlerocket", ["p6e-gb200.36xlarge"]],
    ["an accelerator without a driver in any AMI of AWS", "al2023", ["g7.2xlarge"]],
    ["an instance family that the AMI family does not support", "al2023", ["a1.large"]],
    ["an unknown instance family", "al2023", ["m7gg.large"]],
    ["no instance types", "al2023", []],
  ];
  for (const [what, family, types] of rejected) {
    it(`rejects ${what}`, () => {
      expect(() => awsAmi(family, types)).to.throw(/AWS publishes no/);
    });
  }

  it("matches the architecture of the instance family", () => {
    const known = Object.entries(instanceFamilies).flatMap(([family, facts]) =>
      facts.accelerator || facts.amiFamilies ? [] : [{ family, arch: facts.arch }],
    );
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.constantFrom(...(Object.keys(amis) as AmiFamily[])), ({ family, arch }, ami) => {
        const { amiType, parameter } = awsAmi(ami, [`${family}.xlarge`]);
        expect(amiType.includes("ARM_64")).to.equal(arch === "arm64");
        expect(parameter("1.35")).to.include(`/${arch}/`);
        expect(parameter("1.35")).to.include("1.35");
      }),
    );
  });

  it("uses the stated architecture and accelerator for a family that is not in the table", () => {
    const ami = { family: "al2023", architecture: "arm64", accelerator: "nvidia" } as const;
    expect(awsAmi(ami, ["p12e.large"]).amiType).to.equal("AL2023_ARM_64_NVIDIA");
    expect(awsAmi({ family: "bottlerocket", architecture: "x86_64" }, ["m12i.large"]).amiType).to.equal("BOTTLEROCKET_x86_64");
  });
});
