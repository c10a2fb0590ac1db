import { expect } from "chai";
import { inlineStatements } from "../../../harness/mocks/policies";
import { registered } from "../../fixtures";

const releaseType = "kubernetes:helm.sh/v3:Release";

describe("argo-rollouts", () => {
  it("runs two pods of the controller apart, and keeps the CRDs", async () => {
    const { inputs } = (await registered({ addons: { "argo-rollouts": true } })).named("eks-argo-rollouts", releaseType);
    expect(inputs).to.deep.include({ chart: "argo-rollouts", namespace: "argo-rollouts" });
    const { keepCRDs, controller } = inputs.values;
    expect(keepCRDs).to.equal(true);
    expect(controller.replicas).to.equal(2);
    expect(controller.pdb).to.deep.equal({ enabled: true, maxUnavailable: 1 });
    expect(controller.topologySpreadConstraints).to.have.length(2);
  });

  it("has a role only for the permissions that the user gives", async () => {
    expect((await registered({ addons: { "argo-rollouts": true } })).ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.be
      .empty;
    const statements = [{ Effect: "Allow", Action: ["cloudwatch:GetMetricData"], Resource: ["*"] }];
    const found = await registered({ addons: { "argo-rollouts": { statements } }, cluster: { identity: "irsa" } });
    expect(inlineStatements(found, "eks-argo-rollouts-argo-rollouts")).to.deep.equal(statements);
    expect(found.named("eks-argo-rollouts", releaseType).inputs.values.serviceAccount.annotations).to.have.key(
      "eks.amazonaws.com/role-arn",
    );
  });
});
