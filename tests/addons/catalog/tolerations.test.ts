import { expect } from "chai";
import { caseSections, configurationOf, outcomeOf, sections } from "../../environment/counterparts/fixtures";

describe("add-ons where all pools are tainted", () => {
  it("tolerate the taints with the snapshot controller, and pass its own values on", async () => {
    const tainted = caseSections("tainted-snapshots");
    const { resources } = await outcomeOf(tainted);
    const configuration = configurationOf(resources, "aws-ebs-csi-driver-snapshot-controller");
    const toleration = { key: "dedicated", operator: "Equal", value: "system", effect: "NoSchedule" };
    expect(configuration.tolerations).to.deep.include(toleration);
    expect(configurationOf(resources, "aws-ebs-csi-driver").controller.tolerations).to.deep.include(toleration);

    const more = sections("addons: { aws-ebs-csi-driver: { snapshots: { values: { replicaCount: 3 } } } }");
    const own = await outcomeOf({ ...tainted, ...more });
    const merged = configurationOf(own.resources, "aws-ebs-csi-driver-snapshot-controller");
    expect(merged).to.deep.equal({ ...configuration, replicaCount: 3 });
  });

  it("tolerate the taints with overprovisioning", async () => {
    const { resources } = await outcomeOf({ ...caseSections("tainted-snapshots"), addons: { overprovisioning: true } });
    const { inputs } = resources.named("eks-overprovisioning", "kubernetes:apps/v1:Deployment");
    expect(inputs.spec.template.spec.tolerations).to.deep.include({
      key: "dedicated",
      operator: "Equal",
      value: "system",
      effect: "NoSchedule",
    });
  });
});
