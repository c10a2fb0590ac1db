import { expect } from "chai";
import { argocdType, type GitOpsInput, gitopsResources, gitRepository, repo, secret } from "./fixtures";

const own: GitOpsInput = { credentials: { password: "hush-hush" }, teams: { acme: { repo: "https://github.com/acme/own" } } };
const chart = { repo, revision: "main", values: { tenant: "acme" } };
const teams = { acme: ["team-acme", "acme-batch"], burnham: ["team-burnham"] };
const resourcesOf = (engine: "argocd" | "flux", path = "charts/app") => gitopsResources(engine, own, teams, { acme: { ...chart, path } });
const helmRelease = "kubernetes:helm.toolkit.fluxcd.io/v2:HelmRelease";

describe("charts of tenants", () => {
  it("are Applications of Argo CD in the tenant's project, which admits the environment's repository", async () => {
    const found = await resourcesOf("argocd");
    const application = found.named("eks-gitops-team-acme-application", argocdType("Application"));
    const project = found.named("eks-gitops-team-acme", argocdType("AppProject"));
    expect(application.inputs.metadata.finalizers).to.deep.equal(["resources-finalizer.argocd.argoproj.io"]);
    expect(application.inputs.spec).to.deep.include({
      project: "team-acme",
      source: {
        repoURL: repo,
        targetRevision: "main",
        path: "charts/app",
        helm: { releaseName: "tenant-acme", valuesObject: chart.values },
      },
    });
    expect(project.inputs.spec.sourceRepos).to.deep.equal(["https://github.com/acme/own", repo]);
    expect(found.waitsFor(application, project)).to.equal(true);
  });

  it("are releases of Flux with the permissions of the tenant, and read with the environment's credentials", async () => {
    const found = await resourcesOf("flux");
    const release = found.only(helmRelease);
    expect(release.inputs.metadata).to.deep.equal({ name: "tenant-acme", namespace: "flux-system" });
    expect(release.inputs.spec).to.deep.include({
      releaseName: "tenant-acme",
      targetNamespace: "team-acme",
      storageNamespace: "team-acme",
      serviceAccountName: "team-acme",
      values: chart.values,
    });
    expect(release.inputs.spec.chart.spec).to.deep.include({
      chart: "./charts/app",
      sourceRef: { kind: "GitRepository", name: "tenant-acme", namespace: "flux-system" },
    });
    const source = found.named("eks-gitops-team-acme-application", gitRepository);
    expect(source.inputs.spec).to.deep.include({ url: repo, secretRef: { name: "platform-repository" } });
    expect(found.waitsFor(source, found.named("eks-gitops-repository", secret))).to.equal(true);
    expect(found.waitsFor(release, found.named("eks-gitops-team-acme", "kubernetes:core/v1:ServiceAccount"))).to.equal(true);
  });

  it("are not deployed with the environment's permissions", async () => {
    const inside = "clusters/dev/app";
    const set = (await resourcesOf("argocd", inside)).named("eks-gitops-platform", argocdType("ApplicationSet")).inputs;
    expect(set.spec.generators[0].git.directories).to.deep.include({ path: inside, exclude: true });
    const { ignore } = (await resourcesOf("flux", inside)).named("eks-gitops-platform", gitRepository).inputs.spec;
    expect(ignore).to.equal(`/clusters/dev/teams/\n/${inside}/\n`);
  });

  it("have release names within Helm's limit", async () => {
    const long = "a".repeat(58);
    const found = await gitopsResources("flux", {}, { [long]: ["long"] }, { [long]: { ...chart, path: "charts/app" } });
    expect(found.only(helmRelease).inputs.spec.releaseName).to.have.lengthOf(53);
  });
});
