import { expect } from "chai";
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
