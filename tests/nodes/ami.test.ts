import { expect } from "chai";
import * as fc from "fast-check";
import { parseSettings } from "../../components";
import { amiType, awsAmi } from "../../components/nodes/ami";
import type { AmiFamily } from "../../components/reference/ami-types";
import { instanceFamilies } from "../../components/reference/instance-families";
import { mapValues } from "../../components/util/map-values";
import { caseSections, issuesOf } from "../environment/counterparts/fixtures";

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
      fc.property(fc.constantFrom(...known), fc.constantFrom<AmiFamily[]>("al2023", "bottlerocket"), ({ family, arch }, ami) => {
        const { amiType, parameter } = awsAmi(ami, [`${family}.xlarge`]);
        expect(amiType.includes("ARM_64")).to.equal(arch === "arm64");
        expect(parameter("1.35")).to.include(`/${arch}/`);
        expect(parameter("1.35")).to.include("1.35");
      }),
    );
  });

  it("is Windows Server Core for a family of Windows", () => {
    const { amiType, parameter } = awsAmi("windows2025", ["m7i.large"]);
    expect(amiType).to.equal("WINDOWS_CORE_2025_x86_64");
    expect(parameter("1.35")).to.equal("/aws/service/ami-windows-latest/Windows_Server-2025-English-Core-EKS_Optimized-1.35/image_id");
  });

  it("uses the stated architecture and accelerator for a family that is not in the table", () => {
    const ami = { family: "al2023", architecture: "arm64", accelerator: "nvidia" } as const;
    expect(awsAmi(ami, ["p12e.large"]).amiType).to.equal("AL2023_ARM_64_NVIDIA");
    expect(awsAmi({ family: "bottlerocket", architecture: "x86_64" }, ["m12i.large"]).amiType).to.equal("BOTTLEROCKET_x86_64");
  });

  it("returns the Bottlerocket AMI with the Neuron driver for inference (neuron-bottlerocket.yaml)", () => {
    expect(issuesOf(caseSections("neuron-bottlerocket"))).to.equal("");
    expect(typesOf("neuron-bottlerocket")).to.deep.equal({ inference: "BOTTLEROCKET_x86_64" });
  });

  it("leaves custom AMIs to their author (ami-unknown-family.yaml)", () => {
    expect(issuesOf(caseSections("ami-unknown-family"))).to.equal("");
    expect(typesOf("ami-unknown-family")).to.deep.equal({ p3: "AL2023_x86_64_NVIDIA", p3own: undefined, gb: undefined, dl1: undefined });
  });

  for (const [name, family, reason] of [
    ["ami-g7", "g7", "with the nvidia driver for g7.2xlarge; set a custom AMI: `ami: { id, family }`"],
    ["ami-a1", "old", "that runs on a1.large; write `ami: bottlerocket`, or set a custom AMI: `ami: { id, family }`"],
  ] as const) {
    it(`rejects instance types that no AMI of AWS supports, with what to do instead (${name}.yaml)`, () => {
      expect(issuesOf(caseSections(name))).to.equal(`nodePools.${family}.instanceTypes[0]: AWS publishes no al2023 AMI ${reason}`);
    });
  }
});

/** AMI types of the pools of a case. */
function typesOf(name: string): Readonly<Record<string, string | undefined>> {
  const { settings } = parseSettings({ region: "us-east-1", cluster: { name: "shop" }, ...caseSections(name) });
  return mapValues(settings.nodePools, (_, pool) => amiType(pool));
}
