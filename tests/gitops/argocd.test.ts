import { expect } from "chai";
import {
  allSettings,
  argocdType,
  externalSecret,
  type GitOpsInput,
  gitopsResources,
  manyTeams,
  type Namespaces,
  repo,
  secret,
} from "./fixtures";

describe("GitOps with Argo CD", () => {
  const project = async (name: string, ...args: [GitOpsInput?, Namespaces?]) =>
    (await gitopsResources("argocd", ...args)).named(name, argocdType("AppProject")).inputs;

  it("limits a team to its namespaces, its repositories and workloads", async () => {
    const { metadata, spec } = await project("eks-gitops-team-burnham", {}, { burnham: ["a", "b"] });
    expect(metadata.name).to.equal("team-burnham");
    expect(spec.sourceRepos).to.deep.equal([repo]);
    expect(spec.destinations).to.deep.equal(["a", "b"].map((namespace) => ({ server: "https://kubernetes.default.svc", namespace })));
    expect(spec.clusterResourceWhitelist).to.deep.equal([]);
    const kinds = spec.namespaceResourceWhitelist.map(({ kind }: { kind: string }) => kind);
    expect(kinds).to.include.members(["Deployment", "Service", "Ingress", "HorizontalPodAutoscaler"]);
    for (const kind of ["ResourceQuota", "LimitRange", "NetworkPolicy", "Role", "RoleBinding", "ExternalSecret", "*"]) {
      expect(kinds).not.to.include(kind);
    }
  });

  it("allows a team configured additional repositories and kinds", async () => {
    const { spec } = await project("eks-gitops-team-more", allSettings, manyTeams);
    expect(spec.sourceRepos).to.deep.equal([repo, "https://charts.example/more"]);
    expect(spec.namespaceResourceWhitelist).to.deep.include({ group: "monitoring.coreos.com", kind: "ServiceMonitor" });
  });

  it("creates an Application for each of a team's directories, in the team's project, which no directory can change", async () => {
    const { inputs } = (await gitopsResources("argocd")).named("eks-gitops-team-burnham", argocdType("ApplicationSet"));
    const [{ git }] = inputs.spec.generators;
    expect(git).to.deep.equal({ repoURL: repo, revision: "main", directories: [{ path: "clusters/dev/teams/burnham/*" }] });
    expect(inputs.spec.template.spec.project).to.equal("team-burnham");
    expect(inputs.spec.template.spec.destination.namespace).to.equal("team-burnham");
    expect(inputs.spec.template.metadata.name).to.equal("team-burnham.{{.path.basenameNormalized}}");
  });

  it("deploys the environment's directory without the teams' as the platform: an app of apps, and one Application per directory", async () => {
    const found = await gitopsResources("argocd", allSettings, manyTeams);
    const root = found.only(argocdType("Application")).inputs;
    expect(root.spec.source).to.deep.equal({ repoURL: repo, targetRevision: "main", path: "clusters/dev" });
    const set = found.named("eks-gitops-platform", argocdType("ApplicationSet")).inputs;
    expect(set.spec.generators[0].git.directories).to.deep.equal([
      { path: "clusters/dev/*" },
      { path: "clusters/dev/teams", exclude: true },
      { path: "clusters/dev/more", exclude: true },
    ]);
    expect([root.spec.project, set.spec.template.spec.project]).to.deep.equal(["platform", "platform"]);
  });

  it("describes its cluster to generators: values as annotations, managed add-ons as labels", async () => {
    const found = await gitopsResources("argocd");
    const { inputs } = found.named("eks-gitops-cluster", secret);
    expect(inputs.metadata.labels).to.deep.equal({ "argocd.argoproj.io/secret-type": "cluster", enable_karpenter: "true" });
    expect(inputs.metadata.annotations).to.deep.equal(found.only("kubernetes:core/v1:ConfigMap").inputs.data);
  });

  it("keeps credentials of the environment and of teams secret", async () => {
    const found = await gitopsResources("argocd", allSettings, manyTeams);
    const { metadata, stringData } = found.named("eks-gitops-repository", secret).inputs;
    expect(metadata.labels).to.deep.equal({ "argocd.argoproj.io/secret-type": "repository" });
    expect(JSON.stringify(stringData)).to.match(/4dabf18193072939515e22adb298388d/); // marked as secret for the engine
    const { spec } = found.only(externalSecret).inputs;
    expect(spec.target.template.data).to.deep.equal({ type: "git", url: "git@github.com:example/own.git", project: "team-own" });
    expect(spec.data).to.deep.equal([{ secretKey: "sshPrivateKey", remoteRef: { key: "own/git", property: "sshPrivateKey" } }]);
  });

  it("creates projects after the team's namespaces, and deletes Applications before their project", async () => {
    const found = await gitopsResources("argocd");
    const set = found.named("eks-gitops-team-burnham", argocdType("ApplicationSet"));
    const own = found.named("eks-gitops-team-burnham", argocdType("AppProject"));
    expect(found.waitsFor(set, own)).to.equal(true);
    expect(found.waitsFor(own, found.named("team-burnham"))).to.equal(true);
    expect(own.inputs.metadata.finalizers).to.deep.equal(["resources-finalizer.argocd.argoproj.io"]);
  });
});
