import { expect } from "chai";
import { fluxUrl, reference } from "../../components/gitops/flux";
import { allSettings, externalSecret, gitopsResources, gitRepository, kustomization, manyTeams, repo } from "./fixtures";

describe("GitOps with Flux", () => {
  it("deploys a team's manifests with a service account that can create only workloads in the team's namespaces", async () => {
    const found = await gitopsResources("flux", {}, { burnham: ["a", "b"] });
    const { spec } = found.named("eks-gitops-team-burnham", kustomization).inputs;
    expect(spec).to.deep.include({ serviceAccountName: "team-burnham", path: "./clusters/dev/teams/burnham", prune: true });
    expect(found.only("kubernetes:core/v1:ServiceAccount").inputs.metadata).to.deep.equal({
      name: "team-burnham",
      namespace: "flux-system",
    });
    const bindings = found.ofType("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding").map(({ inputs }) => inputs);
    expect(bindings.map(({ metadata }) => metadata.namespace)).to.deep.equal(["a", "b"]);
    for (const { roleRef, subjects } of bindings) {
      expect(roleRef.name).to.equal("eks-blueprints-deploy");
      expect(subjects).to.deep.equal([{ kind: "ServiceAccount", name: "team-burnham", namespace: "flux-system" }]);
    }
    const { rules } = found.only("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole").inputs;
    const allowed = rules.flatMap(({ resources }: { resources: string[] }) => resources);
    expect(allowed).to.include.members(["deployments", "services", "ingresses", "horizontalpodautoscalers", "secretproviderclasses"]);
    for (const never of ["resourcequotas", "limitranges", "networkpolicies", "roles", "rolebindings", "kustomizations", "*"]) {
      expect(allowed).not.to.include(never);
    }
  });

  it("creates a ClusterRole for a team with additional kinds", async () => {
    const found = await gitopsResources("flux", allSettings, manyTeams);
    const roles = found.ofType("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole").map(({ inputs }) => inputs);
    expect(roles.map(({ metadata }) => metadata.name)).to.have.members(["eks-blueprints-deploy", "eks-blueprints-deploy-more"]);
    const { rules } = roles.find(({ metadata }) => metadata.name === "eks-blueprints-deploy-more")!;
    expect(rules.find(({ apiGroups }: { apiGroups: string[] }) => apiGroups[0] === "monitoring.coreos.com").resources).to.deep.equal([
      "servicemonitors",
    ]);
  });

  it("sets the target namespace only for teams with one namespace", async () => {
    const found = await gitopsResources("flux", {}, { one: ["one"], two: ["two-a", "two-b"] });
    expect(found.named("eks-gitops-team-one", kustomization).inputs.spec.targetNamespace).to.equal("one");
    expect(found.named("eks-gitops-team-two", kustomization).inputs.spec).not.to.have.property("targetNamespace");
  });

  it("deploys the environment's directory without the teams' as the platform, with substituted environment values", async () => {
    const found = await gitopsResources("flux", allSettings, manyTeams);
    expect(found.named("eks-gitops-platform", gitRepository).inputs.spec.ignore).to.equal("/clusters/dev/teams/\n/clusters/dev/more/\n");
    const { spec } = found.named("eks-gitops-platform", kustomization).inputs;
    expect(spec).to.deep.include({ serviceAccountName: "kustomize-controller", path: "./clusters/dev" });
    expect(spec.postBuild.substituteFrom).to.deep.equal([{ kind: "ConfigMap", name: "environment" }]);
  });

  it("reads the environment's repository for teams too, and other repositories with the team's own credentials", async () => {
    const found = await gitopsResources("flux", allSettings, manyTeams);
    const source = (name: string) => found.named(`eks-gitops-${name}`, gitRepository).inputs.spec;
    expect(source("platform").secretRef).to.deep.equal({ name: "platform-repository" });
    expect(source("team-burnham").secretRef).to.deep.equal({ name: "platform-repository" });
    expect(source("team-own")).to.deep.include({
      url: "ssh://git@github.com/example/own.git",
      ref: { tag: "v1.2.3" },
      secretRef: { name: "team-own-repository" },
    });
    expect(found.only(externalSecret).inputs.spec.data).to.deep.equal([
      { secretKey: "identity", remoteRef: { key: "own/git", property: "sshPrivateKey" } },
      { secretKey: "known_hosts", remoteRef: { key: "own/git", property: "knownHosts" } },
    ]);
    const public_ = await gitopsResources(
      "flux",
      { ...allSettings, teams: { own: { repo: "https://github.com/example/own" } } },
      manyTeams,
    );
    expect(public_.named("eks-gitops-team-own", gitRepository).inputs.spec).not.to.have.property("secretRef");
  });

  it("gets tokens of a GitHub App, and trusts the authority of the host", async () => {
    const caCertificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
    const githubApp = { appId: 1, installationId: 2 };
    const found = await gitopsResources("flux", { credentials: { githubApp, secretsManager: "clusters/app", caCertificate } });
    const { provider, secretRef } = found.named("eks-gitops-platform", gitRepository).inputs.spec;
    expect({ provider, secretRef }).to.deep.equal({ provider: "github", secretRef: { name: "platform-repository" } });
    expect(found.only(externalSecret).inputs.spec.target.template.data).to.include({ "ca.crt": caCertificate });
    const alone = await gitopsResources("flux", { credentials: { caCertificate } });
    expect(alone.named("eks-gitops-repository", "kubernetes:core/v1:Secret").inputs.stringData.value).to.deep.equal({
      "ca.crt": caCertificate,
    });
    expect(alone.named("eks-gitops-platform", gitRepository).inputs.spec).not.to.have.property("provider");
  });

  it("deletes a team's service account after the team's workloads", async () => {
    const found = await gitopsResources("flux");
    const own = found.named("eks-gitops-team-burnham", kustomization);
    for (const type of ["kubernetes:core/v1:ServiceAccount", "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding"]) {
      expect(found.waitsFor(own, found.only(type)), type).to.equal(true);
    }
  });

  it("converts revisions and URLs to Flux's format", () => {
    expect(reference("main")).to.deep.equal({ branch: "main" });
    expect(reference("release/1.2")).to.deep.equal({ branch: "release/1.2" });
    expect(reference("v1.2.3")).to.deep.equal({ tag: "v1.2.3" });
    expect(reference("refs/pull/7/head")).to.deep.equal({ name: "refs/pull/7/head" });
    expect(reference("0123456789abcdef0123456789abcdef01234567")).to.deep.equal({ commit: "0123456789abcdef0123456789abcdef01234567" });
    expect(fluxUrl("git@github.com:example/clusters.git")).to.equal("ssh://git@github.com/example/clusters.git");
    expect(fluxUrl(repo)).to.equal(repo);
  });
});
