import { expect } from "chai";
import { pool, registered } from "../../fixtures";
import { issuesOf, selection } from "../../plan/selection";

const name = "eks-node-monitoring-agent";

describe(name, () => {
  it("installs the EKS add-on without an IAM role", async () => {
    const resources = await registered({ addons: { [name]: true } });
    const { inputs } = resources.named(`eks-${name}`, "aws:eks/addon:Addon");
    expect(inputs).to.include({ addonName: name, addonVersion: "v1.7.0-eksbuild.1" });
    expect(inputs.configurationValues).to.equal("{}");
    expect(inputs).not.to.have.any.keys("podIdentityAssociations", "serviceAccountRoleArn");
    expect(resources.ofType("aws:iam/role:Role").map((role) => role.name)).not.to.include(`eks-${name}-${name}`);
  });

  it("uses AWS's default version when the version table has none", () => {
    const { addons, findings } = selection({ [name]: true }, { cluster: { version: "1.33" } });
    expect(addons[name]!.version).to.equal("default");
    expect(findings.map(({ rule, path }) => [rule, path])).to.deep.include(["addon-version", `addons.${name}`]);
  });

  it("requires the stack's own nodes, because Auto Mode includes it", () => {
    const fargate = { batch: { selectors: [{ namespace: "batch", labels: {} }] } };
    expect(issuesOf({ [name]: true }, { nodePools: {}, fargate })).to.match(/Fargate.*DaemonSet/);
    expect(issuesOf({ [name]: true }, { nodePools: {}, cluster: { autoMode: true } })).to.match(/part of EKS Auto Mode/);
    expect(issuesOf({ [name]: true }, { cluster: { autoMode: true } })).to.equal("");
  });

  it("is enabled by overrides of node repair, which need the reasons that it reports", () => {
    const override = { condition: "KernelReady", reason: "ForkFailedOutOfPIDs", waitMinutes: 9, action: "noAction" } as const;
    const withRepair = (repair: ReturnType<typeof pool>["repair"]) => ({ nodePools: { batch: { ...pool(), repair } } });
    const on = withRepair({ enabled: true, overrides: [override] });
    expect(selection({}, on).addons).to.have.property(name);
    for (const repair of [true, { enabled: true, maxParallel: 1 }, { enabled: false, overrides: [override] }])
      expect(selection({}, withRepair(repair)).addons).to.not.have.property(name);
    const { addons, findings } = selection({ [name]: false }, on);
    expect(addons).to.not.have.property(name);
    expect(findings.map(({ path, message }) => `${path}: ${message}`)).to.include(
      `addons.${name}: is disabled: nobody reports the reasons of \`repair.overrides\` (pool batch) until the agent is installed by other means`,
    );
  });
});
