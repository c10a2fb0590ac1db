import { expect } from "chai";
import { registered } from "../../fixtures";
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
});
