import { expect } from "chai";
import { outcomeOf, sections } from "./counterparts/fixtures";

const association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const serviceAccount = "kubernetes:core/v1:ServiceAccount";

describe("service accounts without a team", () => {
  const own = `
serviceAccounts:
  jobs/runner: { policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] }
  jobs/reports: { targetRoleArn: "arn:aws:iam::444455556666:role/Reports", roleOnly: true }
  kube-system/backup: { statements: [{ Action: s3:PutObject, Resource: "arn:aws:s3:::backup/*" }] }`;

  it("get namespace, role and association, after the add-ons", async () => {
    const { resources } = await outcomeOf(sections(own));
    expect(resources.ofType(serviceAccount).map(({ inputs }) => inputs.metadata)).to.have.deep.members([
      { name: "runner", namespace: "jobs" },
      { name: "backup", namespace: "kube-system" },
    ]);
    const namespaces = resources.ofType("kubernetes:core/v1:Namespace").map(({ name }) => name);
    expect(namespaces).to.deep.equal(["eks-jobs-namespace"]);
    const runner = resources.named("eks-service-account-jobs.runner", serviceAccount);
    for (const first of [resources.named("eks-jobs-namespace"), resources.named("eks-service-account-jobs.runner-association")])
      expect(runner.dependencies).to.include(first.urn);
    expect(resources.waitsFor(runner, resources.named("eks-coredns", "aws:eks/addon:Addon"))).to.equal(true);
    const target = resources.named("eks-service-account-jobs.reports-association", association).inputs;
    expect(target).to.include({ namespace: "jobs", serviceAccount: "reports", targetRoleArn: "arn:aws:iam::444455556666:role/Reports" });
  });

  it("are annotated under IRSA", async () => {
    const { resources } = await outcomeOf(sections(own.replace(/^.*reports.*$/m, ""), "cluster: { identity: irsa }"));
    expect(resources.ofType(association)).to.be.empty;
    for (const { inputs } of resources.ofType(serviceAccount))
      expect(inputs.metadata.annotations).to.have.key("eks.amazonaws.com/role-arn");
  });

  it("share the namespace of an add-on", async () => {
    const { resources } = await outcomeOf(
      sections(own, "addons: { custom: { web: { chart: oci://ghcr.io/x/web, version: 1.2.3, namespace: jobs } } }"),
    );
    expect(resources.ofType("kubernetes:core/v1:Namespace").map(({ name }) => name)).to.deep.equal(["eks-jobs-namespace"]);
  });
});
