import { expect } from "chai";
import { catalog } from "../../../../components/addons/catalog";
import { chartIssues } from "../../../harness/mocks/chart";
import type { Mocks } from "../../../harness/mocks/mocks";
import { inlineStatements } from "../../../harness/mocks/policies";
import { type InstallOptions, registered } from "../../fixtures";

const releaseType = "kubernetes:helm.sh/v3:Release";

async function installed(options: true | Record<string, unknown> = true, more: InstallOptions = {}): Promise<Mocks["resources"]> {
  return registered({ addons: { keda: options }, ...more });
}

describe("keda", () => {
  it("installs the chart with its CRDs, and runs two pods of each component with a topology spread and a disruption budget", async () => {
    const { inputs } = (await installed()).named("eks-keda", releaseType);
    expect(inputs).to.deep.include({
      chart: "keda",
      version: "2.19.0",
      namespace: "keda",
      repositoryOpts: { repo: "https://kedacore.github.io/charts" },
    });
    const { values } = inputs;
    expect(values.crds).to.deep.equal({ install: true });
    for (const part of ["operator", "metricsServer", "webhooks"]) {
      expect(values[part].replicaCount).to.equal(2);
      expect(values.topologySpreadConstraints[part]).to.have.length(2);
    }
    expect(Object.values(values.podDisruptionBudget)).to.deep.equal(Array(3).fill({ maxUnavailable: 1 }));
    expect(values).to.deep.include({ clusterName: "shop", env: [{ name: "AWS_REGION", value: "eu-west-1" }] });
    expect(chartIssues("keda", values)).to.deep.equal([]);
  });

  it("pulls all images through a mirror", async () => {
    const registries = { "ghcr.io": "mirror.example/ghcr" };
    const { values } = (await installed(true, { images: { registries } })).named("eks-keda", releaseType).inputs;
    expect(values.global.image.registry).to.equal("mirror.example/ghcr");
  });

  it("has no AWS permissions by default", async () => {
    const found = await installed();
    expect(found.all.filter(({ type, name }) => type === "aws:iam/role:Role" && name.includes("keda"))).to.be.empty;
    expect(found.named("eks-keda", releaseType).inputs.values.serviceAccount.operator.annotations).to.deep.equal({});
  });

  const statement = { Action: ["sqs:GetQueueAttributes"], Resource: ["arn:aws:sqs:eu-west-1:123456789012:orders"] };

  it("grants `statements` and `policies` by Pod Identity", async () => {
    const found = await installed({ statements: [statement], policies: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"] });
    expect(inlineStatements(found, "eks-keda-keda-operator")).to.deep.equal([{ Effect: "Allow", ...statement }]);
    const attached = found.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").filter(({ name }) => name.includes("keda"));
    expect(attached.map(({ inputs }) => inputs.policyArn)).to.deep.equal(["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"]);
    const association = found.named("eks-keda-keda-operator-association");
    expect(association.inputs).to.deep.include({ namespace: "keda", serviceAccount: "keda-operator" });
    expect(found.waitsFor(found.named("eks-keda", releaseType), association)).to.equal(true);
  });

  it("grants them by an annotation under IRSA", async () => {
    const found = await installed({ statements: [statement] }, { cluster: { identity: "irsa" } });
    const { operator } = found.named("eks-keda", releaseType).inputs.values.serviceAccount;
    expect(operator.name).to.equal("keda-operator");
    expect(operator.annotations).to.have.property("eks.amazonaws.com/role-arn");
  });

  it("rejects invalid statements", () => {
    const { options } = catalog.keda;
    for (const wrong of [{ Action: "sqs:*" }, { Action: [], Resource: "*" }, { action: "sqs:*", Resource: "*" }]) {
      expect(options.safeParse({ statements: [wrong] }).success, JSON.stringify(wrong)).to.equal(false);
    }
  });
});
