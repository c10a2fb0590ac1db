import { assert } from "chai";
import * as fc from "fast-check";
import { type AmiFamily, amis } from "../../components/shared/facts/ami-types";
import { instanceFamilies } from "../../components/shared/facts/instance-families";
import { amiFor, amiProblem, instanceTypeProblems } from "../../components/shared/instance-types";

describe("instance types of a pool", () => {
  const chosen: [AmiFamily, string[], string][] = [
    ["al2023", ["m7g.large"], "AL2023_ARM_64_STANDARD"],
    ["al2023", ["m7i.large", "m6a.2xlarge", "t3.medium"], "AL2023_x86_64_STANDARD"],
    ["al2023", ["g5.xlarge", "g6.2xlarge"], "AL2023_x86_64_NVIDIA"],
    ["al2023", ["g5g.xlarge"], "AL2023_ARM_64_NVIDIA"],
    ["al2023", ["inf2.xlarge", "trn1.2xlarge"], "AL2023_x86_64_NEURON"],
    ["al2023", ["g4ad.xlarge"], "AL2023_x86_64_STANDARD"],
    ["al2023", ["m7i.metal-24xl"], "AL2023_x86_64_STANDARD"],
    ["al2023", ["c7i-flex.large"], "AL2023_x86_64_STANDARD"],
    ["bottlerocket", ["t4g.large"], "BOTTLEROCKET_ARM_64"],
    ["bottlerocket", ["m7i.large"], "BOTTLEROCKET_x86_64"],
    ["bottlerocket", ["g5g.xlarge"], "BOTTLEROCKET_ARM_64_NVIDIA"],
    ["bottlerocket", ["g5.xlarge"], "BOTTLEROCKET_x86_64_NVIDIA"],
  ];
  for (const [family, types, amiType] of chosen) {
    it(`choose ${amiType} for ${types.join(" and ")} on ${family}`, () => {
      assert.deepEqual(instanceTypeProblems(types), []);
      assert.equal(amiFor(family, types).amiType, amiType);
    });
  }

  const wrong: [string[], RegExp][] = [
    [["m7g"], /family\.size/],
    [["m7g.large.x"], /family\.size/],
    [["m7gg.large"], /unknown instance type m7gg\.large: did you mean m7g\.large\?/],
    [["m7g.larg"], /unknown size in instance type m7g\.larg: did you mean m7g\.large\?/],
    [["constructor.large"], /unknown instance type/],
    [["mac2.metal"], /Mac/],
    [["m7g.large", "m7i.large"], /one CPU architecture, found m7g\.large \(arm64\), m7i\.large \(x86_64\)/],
    [["m7i.large", "g5.xlarge"], /one kind of accelerator, found m7i\.large \(none\), g5\.xlarge \(nvidia\)/],
  ];
  for (const [types, message] of wrong) {
    it(`refuse ${types.join(" and ")}`, () => {
      assert.match(instanceTypeProblems(types).join("\n"), message);
      assert.throws(() => amiFor("al2023", types), message);
    });
  }

  it("report every unknown type at once", () => {
    assert.lengthOf(instanceTypeProblems(["m7gg.large", "t4gg.large", "m7g.large"]), 2);
  });

  const unserved: [AmiFamily, string[], RegExp][] = [
    ["bottlerocket", ["inf2.xlarge"], /no bottlerocket AMI for neuron on x86_64/],
    ["al2023", ["g7.2xlarge"], /lack the driver for g7\.2xlarge/],
    ["al2023", ["p3.2xlarge"], /not known here/],
  ];
  for (const [family, types, message] of unserved) {
    it(`need an own AMI or another family for ${types} on ${family}`, () => {
      assert.deepEqual(instanceTypeProblems(types), []);
      assert.match(amiProblem(family, types) ?? "", message);
      assert.throws(() => amiFor(family, types), message);
    });
  }

  it("of any known family get an AMI of their architecture or a reason why not", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(instanceFamilies)),
        fc.constantFrom(...(Object.keys(amis) as AmiFamily[])),
        (name, family) => {
          const types = [`${name}.xlarge`];
          if (instanceTypeProblems(types).length > 0 || amiProblem(family, types)) return;
          const arm = instanceFamilies[name]?.arch === "arm64";
          assert.equal(amiFor(family, types).amiType.includes("ARM_64"), arm);
          assert.include(amiFor(family, types).parameter("1.35"), arm ? "/arm64/" : "/x86_64/");
          assert.include(amiFor(family, types).parameter("1.35"), "1.35");
        },
      ),
    );
  });
});
