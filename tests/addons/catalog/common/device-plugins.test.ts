import { expect } from "chai";
import fc from "fast-check";
import { instanceFamilies } from "../../../../components/reference/instance-families";
import { pool, registered } from "../../fixtures";
import { issuesOf, selection, warningsOf } from "../../plan/selection";

const plugins = [
  ["neuron-device-plugin", "inf2.xlarge", "Neuron devices"],
  ["nvidia-device-plugin", "g5.xlarge", "GPUs"],
] as const;

for (const [name, instanceType, devices] of plugins) {
  describe(`device plugin ${name}`, () => {
    it("warns about accelerators without the plugin, and about a plugin without nodes to run on", () => {
      const off = selection({ [name]: false }, { nodePools: { devices: pool({ instanceTypes: [instanceType] }) } });
      expect(off.findings.map(({ message }) => message).join()).to.include(`pods cannot request ${devices}`);
      expect(warningsOf({ [name]: true })).to.include("has no effect");
      expect(warningsOf({ [name]: true, karpenter: true })).to.equal("");
    });

    it("tolerates the taints of Karpenter's pools with such devices, those of their owners among them", async () => {
      const taints = [{ key: "dedicated", value: "a", effect: "NoSchedule" }];
      const nodePools = { devices: { instanceTypes: [instanceType], taints }, other: { taints: [{ key: "b", effect: "NoSchedule" }] } };
      const found = await registered({ addons: { [name]: true, karpenter: { nodePools } } });
      const values = JSON.stringify(found.named(`eks-${name}`, "kubernetes:helm.sh/v3:Release").inputs.values);
      expect(values).to.include(JSON.stringify({ key: "dedicated", operator: "Exists", effect: "NoSchedule" }));
      expect(values).not.to.include('"key":"b"');
    });

    it("is rejected in Auto Mode and on Fargate", () => {
      expect(issuesOf({ [name]: true }, { nodePools: {}, cluster: { autoMode: { nodePools: [] } } })).to.include(
        "is part of EKS Auto Mode",
      );
      const fargate = { all: { selectors: [{ namespace: "jobs", labels: {} }] } };
      expect(issuesOf({ [name]: true }, { nodePools: {}, fargate })).to.include("DaemonSet");
    });
  });
}

describe("device plugins by default", () => {
  const onByDefault = (pool: Record<string, unknown>) => {
    const names = Object.keys(selection({ karpenter: { nodePools: { a: pool } } }).addons);
    return plugins.map(([name]) => name).filter((name) => names.includes(name));
  };
  const requirement = (key: string, ...values: string[]) => ({ requirements: [{ key, operator: "In", values }] });

  const byWhat: readonly (readonly [what: string, pool: Record<string, unknown>, plugins: readonly string[]])[] = [
    ["any instances", {}, []],
    ["a category", { categories: ["c", "g"] }, ["nvidia-device-plugin"]],
    ["categories of both", { categories: ["inf", "p"] }, ["neuron-device-plugin", "nvidia-device-plugin"]],
    ["a family", { families: ["trn1"] }, ["neuron-device-plugin"]],
    ["a type", { instanceTypes: ["g6.xlarge"] }, ["nvidia-device-plugin"]],
    ["GPUs of AMD", { families: ["g4ad"] }, []],
    ["a required category", requirement("karpenter.k8s.aws/instance-category", "g"), ["nvidia-device-plugin"]],
    ["a required family", requirement("karpenter.k8s.aws/instance-family", "m7i", "inf2"), ["neuron-device-plugin"]],
    ["a required type", requirement("node.kubernetes.io/instance-type", "p5.48xlarge"), ["nvidia-device-plugin"]],
    ["a manufacturer of GPUs", requirement("karpenter.k8s.aws/instance-gpu-manufacturer", "nvidia"), ["nvidia-device-plugin"]],
    ["another one", requirement("karpenter.k8s.aws/instance-gpu-manufacturer", "amd"), []],
    ["a GPU", requirement("karpenter.k8s.aws/instance-gpu-name", "h100"), ["nvidia-device-plugin"]],
    ["a GPU of AMD", requirement("karpenter.k8s.aws/instance-gpu-name", "radeon-pro-v520"), []],
    ["a manufacturer of accelerators", requirement("karpenter.k8s.aws/instance-accelerator-manufacturer", "aws"), ["neuron-device-plugin"]],
    ["an accelerator", requirement("karpenter.k8s.aws/instance-accelerator-name", "trainium2"), ["neuron-device-plugin"]],
    [
      "what instances must not be",
      { requirements: [{ key: "karpenter.k8s.aws/instance-category", operator: "NotIn", values: ["g", "inf"] }] },
      [],
    ],
  ];
  for (const [what, pool, expected] of byWhat)
    it(`are ${expected.join(" and ") || "none"} for a pool of Karpenter that names ${what}`, () => {
      expect(onByDefault(pool)).to.deep.equal(expected);
    });

  it("leave Bottlerocket with GPUs alone, whose AMI has the plugin, and serve its Neuron devices", () => {
    expect(onByDefault({ categories: ["g", "inf"], ami: "bottlerocket" })).to.deep.equal(["neuron-device-plugin"]);
  });

  it("leave GPUs to the GPU operator, and stay off if the stack says so", () => {
    const karpenter = { nodePools: { gpu: { families: ["g6"] } } };
    expect(Object.keys(selection({ karpenter, "gpu-operator": true }).addons)).not.to.include("nvidia-device-plugin");
    const off = selection({ karpenter, "nvidia-device-plugin": false });
    expect(Object.keys(off.addons)).not.to.include("nvidia-device-plugin");
    expect(off.findings.map(({ message }) => message).join()).to.include("pods cannot request GPUs");
  });

  it("are the same for a family, whether a node pool or a pool of Karpenter has it", () => {
    const names = Object.keys(instanceFamilies).filter((family) => instanceFamilies[family]!.arch === "x86_64");
    const accelerated = names.filter((family) => instanceFamilies[family]!.accelerator !== undefined);
    fc.assert(
      fc.property(fc.constantFrom(...accelerated, ...names), (family) => {
        const managed = selection({}, { nodePools: { a: pool({ instanceTypes: [`${family}.xlarge`] }) } }).addons;
        const expected = plugins.map(([name]) => name).filter((name) => Object.hasOwn(managed, name));
        expect(onByDefault({ families: [family] }), family).to.deep.equal(expected);
      }),
      { numRuns: 40 },
    );
  });
});
