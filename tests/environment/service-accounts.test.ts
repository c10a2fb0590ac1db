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

  it("can have an existing role", async () => {
    const roleArn = "arn:aws:iam::111122223333:role/Runner";
    const existing = `serviceAccounts: { jobs/runner: { roleArn: "${roleArn}" } }\nteams: { a: { kind: application, members: ["arn:aws:iam::111122223333:role/Dev"], serviceAccounts: { api: { roleArn: "${roleArn}" } } } }`;
    const pods = await outcomeOf(sections(existing));
    const accounts = ["eks-service-account-jobs.runner", "eks-team-a.api"];
    for (const name of accounts) expect(pods.resources.named(`${name}-association`, association).inputs.roleArn).to.equal(roleArn);
    expect(pods.resources.ofType("aws:iam/role:Role").filter(({ name }) => accounts.some((each) => name.startsWith(each)))).to.be.empty;
    const irsa = await outcomeOf(sections(existing, "cluster: { identity: irsa }"));
    for (const name of accounts)
      expect(irsa.resources.named(name, serviceAccount).inputs.metadata.annotations).to.include({ "eks.amazonaws.com/role-arn": roleArn });
  });

  it("share the namespace of an add-on", async () => {
    const { resources } = await outcomeOf(
      sections(own, "addons: { custom: { web: { chart: oci://ghcr.io/x/web, version: 1.2.3, namespace: jobs } } }"),
    );
    expect(resources.ofType("kubernetes:core/v1:Namespace").map(({ name }) => name)).to.deep.equal(["eks-jobs-namespace"]);
  });
});
