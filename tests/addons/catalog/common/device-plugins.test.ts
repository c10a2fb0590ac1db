import { expect } from "chai";
import { pool } from "../../fixtures";
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

    it("is rejected in Auto Mode and on Fargate", () => {
      expect(issuesOf({ [name]: true }, { nodePools: {}, cluster: { autoMode: { nodePools: [] } } })).to.include(
        "is part of EKS Auto Mode",
      );
      const fargate = { all: { selectors: [{ namespace: "jobs", labels: {} }] } };
      expect(issuesOf({ [name]: true }, { nodePools: {}, fargate })).to.include("DaemonSet");
    });
  });
}
