import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { catalogue } from "../../components/addons/catalogue";
import { gitopsSettings } from "../../components/config/gitops";
import { argocdNamespace } from "../../components/teams/gitops/argocd";
import { fluxNamespace, fluxUrl, reference } from "../../components/teams/gitops/flux";
import { GitOps, type GitOpsArgs } from "../../components/teams/gitops/gitops";
import { context } from "../support/context";
import { faultsByCrd } from "../support/crds";
import { type RecordedResource, startMocks } from "../support/mocks";

const repo = "https://github.com/example/clusters";

type Written = Partial<Parameters<typeof gitopsSettings.parse>[0] & object>;
type Namespaces = Readonly<Record<string, readonly string[]>>;

const bridge: GitOpsArgs["bridge"] = {
  context,
  vpcId: pulumi.output("vpc-1"),
  addons: {
    velero: { roleArns: { "velero-server": "arn:aws:iam::1:role/velero" } },
    karpenter: {
      roleArns: { karpenter: pulumi.output("arn:aws:iam::1:role/karpenter") },
      handover: {
        namespace: "kube-system",
        chart: "oci://public.ecr.aws/karpenter/karpenter",
        version: "1.14.1",
        values: pulumi.output('{"replicas":2}'),
        more: { queue_name: "shop-queue" },
      },
    },
    adot: { roleArns: { "adot-col-otlp": "arn:aws:iam::1:role/otlp", "adot-col-logs": "arn:aws:iam::1:role/logs" } },
  },
};

async function made(engine: "argocd" | "flux", written: Written = {}, teams: Namespaces = { burnham: ["team-burnham"] }) {
  const mocks = startMocks();
  await mocks.run(() => {
    const provider = new k8s.Provider("cluster", { kubeconfig: "{}" });
    const made = Object.entries(teams).map(([name, namespaces]) => {
      const ready = namespaces.map((namespace) => new k8s.core.v1.Namespace(namespace, { metadata: { name: namespace } }, { provider }));
      return [name, { namespaces, ready }];
    });
    const settings = gitopsSettings.parse({ engine, repo, path: "clusters/dev", ...written });
    new GitOps("eks-gitops", { cluster: { provider }, settings, teams: Object.fromEntries(made), bridge });
  });
  return mocks.resources;
}

const argocdType = (kind: string) => `kubernetes:argoproj.io/v1alpha1:${kind}`;
const gitRepository = "kubernetes:source.toolkit.fluxcd.io/v1:GitRepository";
const kustomization = "kubernetes:kustomize.toolkit.fluxcd.io/v1:Kustomization";
const externalSecret = "kubernetes:external-secrets.io/v1:ExternalSecret";
const secret = "kubernetes:core/v1:Secret";

const crds: Readonly<Record<string, string>> = {
  [argocdType("Application")]: "argocd/applications",
  [argocdType("ApplicationSet")]: "argocd/applicationsets",
  [argocdType("AppProject")]: "argocd/appprojects",
  [gitRepository]: "flux/gitrepositories",
  [kustomization]: "flux/kustomizations",
  [externalSecret]: "external-secrets/externalsecrets",
};

function crdFaults(all: readonly RecordedResource[]): string[] {
  const custom = all.filter(({ type }) => type in crds);
  expect(custom).not.to.be.empty;
  return custom.flatMap(({ type, name, inputs }) => faultsByCrd(crds[type]!, inputs).map((fault) => `${name}: ${fault}`));
}

/** Every form of settings at once. */
const everything: Written = {
  credentials: { password: "hush-hush" },
  teams: {
    own: { repo: "git@github.com:example/own.git", revision: "v1.2.3", credentials: { secretsManager: "own/git" } },
    more: {
      path: "clusters/dev/more",
      repositories: ["https://charts.example/more"],
      kinds: [{ group: "monitoring.coreos.com", kind: "ServiceMonitor" }],
    },
  },
};
const manyTeams: Namespaces = { own: ["own"], more: ["more-a", "more-b"], burnham: ["team-burnham"] };

describe("GitOps", () => {
  it("puts its objects where the add-ons run", () => {
    expect([argocdNamespace, fluxNamespace]).to.deep.equal([catalogue.argocd.namespace, catalogue.flux.namespace]);
  });

  for (const engine of ["argocd", "flux"] as const) {
    describe(`by ${engine}`, () => {
      it("makes what the CRDs take", async () => {
        for (const written of [{}, { path: "." }, everything]) {
          expect(crdFaults((await made(engine, written, manyTeams)).all)).to.deep.equal([]);
        }
      });

      it("tells the environment in one ConfigMap, whose keys serve as variables", async () => {
        const { inputs } = (await made(engine)).only("kubernetes:core/v1:ConfigMap");
        expect(inputs.metadata).to.deep.equal({ name: "environment", namespace: engine === "argocd" ? "argocd" : "flux-system" });
        expect(inputs.data).to.deep.equal({
          aws_cluster_name: "shop",
          aws_region: "eu-west-1",
          aws_partition: "aws",
          aws_vpc_id: "vpc-1",
          velero_iam_role_arn: "arn:aws:iam::1:role/velero",
          karpenter_iam_role_arn: "arn:aws:iam::1:role/karpenter",
          karpenter_namespace: "kube-system",
          karpenter_chart: "oci://public.ecr.aws/karpenter/karpenter",
          karpenter_chart_version: "1.14.1",
          karpenter_values: '{"replicas":2}',
          karpenter_service_account: "karpenter",
          karpenter_queue_name: "shop-queue",
          adot_adot_col_otlp_iam_role_arn: "arn:aws:iam::1:role/otlp",
          adot_adot_col_logs_iam_role_arn: "arn:aws:iam::1:role/logs",
        });
        for (const key of Object.keys(inputs.data)) expect(key).to.match(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/);
      });

      it("needs no secret for a public repository", async () => {
        const found = await made(engine);
        const secrets = found.ofType(secret).filter(({ inputs }) => inputs.metadata.name !== "in-cluster");
        expect([...secrets, ...found.ofType(externalSecret)]).to.deep.equal([]);
      });

      it("fetches credentials in the cluster, and sees nothing of them", async () => {
        const found = await made(engine, { credentials: { secretsManager: "clusters/git" } });
        const { inputs } = found.only(externalSecret);
        expect(inputs.spec.secretStoreRef).to.deep.equal({ kind: "ClusterSecretStore", name: "secrets-manager" });
        expect(inputs.spec.data).to.deep.equal(
          ["username", "password"].map((property) => ({ secretKey: property, remoteRef: { key: "clusters/git", property } })),
        );
        expect(found.ofType(secret).filter(({ inputs }) => inputs.metadata.name !== "in-cluster")).to.deep.equal([]);
      });

      it("has a constant number of objects for each team", async () => {
        const count = async (teams: number) => {
          const named = Array.from({ length: teams }, (_, index): [string, string[]] => [`t${index}`, [`team-t${index}`]]);
          return (await made(engine, {}, Object.fromEntries(named))).all.filter(({ type }) => !type.endsWith(":Namespace")).length;
        };
        const [one, two, ten] = [await count(1), await count(2), await count(10)];
        expect(ten - one).to.equal(9 * (two - one));
      });
    });
  }

  describe("by Argo CD", () => {
    const project = async (name: string, ...args: [Written?, Namespaces?]) =>
      (await made("argocd", ...args)).named(name, argocdType("AppProject")).inputs;

    it("limits a team to its namespaces, its repositories and to workloads", async () => {
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

    it("lets a team deploy from further repositories, and further kinds, where these are named", async () => {
      const { spec } = await project("eks-gitops-team-more", everything, manyTeams);
      expect(spec.sourceRepos).to.deep.equal([repo, "https://charts.example/more"]);
      expect(spec.namespaceResourceWhitelist).to.deep.include({ group: "monitoring.coreos.com", kind: "ServiceMonitor" });
    });

    it("makes an application for each of a team's directories, in its own project, which no directory can change", async () => {
      const { inputs } = (await made("argocd")).named("eks-gitops-team-burnham", argocdType("ApplicationSet"));
      const [{ git }] = inputs.spec.generators;
      expect(git).to.deep.equal({ repoURL: repo, revision: "main", directories: [{ path: "clusters/dev/teams/burnham/*" }] });
      expect(inputs.spec.template.spec.project).to.equal("team-burnham");
      expect(inputs.spec.template.spec.destination.namespace).to.equal("team-burnham");
      expect(inputs.spec.template.metadata.name).to.equal("team-burnham.{{.path.basenameNormalized}}");
    });

    it("runs the environment's directory, but for those of teams, as the platform: an app of apps, and one for each directory", async () => {
      const found = await made("argocd", everything, manyTeams);
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

    it("tells generators of its own cluster: values as annotations, what is handed over as labels", async () => {
      const found = await made("argocd");
      const { inputs } = found.named("eks-gitops-cluster", secret);
      expect(inputs.metadata.labels).to.deep.equal({ "argocd.argoproj.io/secret-type": "cluster", enable_karpenter: "true" });
      expect(inputs.metadata.annotations).to.deep.equal(found.only("kubernetes:core/v1:ConfigMap").inputs.data);
    });

    it("keeps credentials secret, for the environment and for a team alone", async () => {
      const found = await made("argocd", everything, manyTeams);
      const { metadata, stringData } = found.named("eks-gitops-repository", secret).inputs;
      expect(metadata.labels).to.deep.equal({ "argocd.argoproj.io/secret-type": "repository" });
      expect(JSON.stringify(stringData)).to.match(/4dabf18193072939515e22adb298388d/); // marked as secret on its way to the engine
      const { spec } = found.only(externalSecret).inputs;
      expect(spec.target.template.data).to.deep.equal({ type: "git", url: "git@github.com:example/own.git", project: "team-own" });
      expect(spec.data).to.deep.equal([{ secretKey: "sshPrivateKey", remoteRef: { key: "own/git", property: "sshPrivateKey" } }]);
    });

    it("comes after the team's namespaces, and its applications go before their project", async () => {
      const found = await made("argocd");
      const set = found.named("eks-gitops-team-burnham", argocdType("ApplicationSet"));
      const own = found.named("eks-gitops-team-burnham", argocdType("AppProject"));
      expect(found.waitsFor(set, own)).to.equal(true);
      expect(found.waitsFor(own, found.named("team-burnham"))).to.equal(true);
      expect(own.inputs.metadata.finalizers).to.deep.equal(["resources-finalizer.argocd.argoproj.io"]);
    });
  });

  describe("by Flux", () => {
    it("runs what a team brings with a service account that may deploy workloads in the team's namespaces, and nothing else", async () => {
      const found = await made("flux", {}, { burnham: ["a", "b"] });
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

    it("gives a team with further kinds a role of its own", async () => {
      const found = await made("flux", everything, manyTeams);
      const roles = found.ofType("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole").map(({ inputs }) => inputs);
      expect(roles.map(({ metadata }) => metadata.name)).to.have.members(["eks-blueprints-deploy", "eks-blueprints-deploy-more"]);
      const { rules } = roles.find(({ metadata }) => metadata.name === "eks-blueprints-deploy-more")!;
      expect(rules.find(({ apiGroups }: { apiGroups: string[] }) => apiGroups[0] === "monitoring.coreos.com").resources).to.deep.equal([
        "servicemonitors",
      ]);
    });

    it("puts manifests into a team's only namespace, and leaves the choice among several", async () => {
      const found = await made("flux", {}, { one: ["one"], two: ["two-a", "two-b"] });
      expect(found.named("eks-gitops-team-one", kustomization).inputs.spec.targetNamespace).to.equal("one");
      expect(found.named("eks-gitops-team-two", kustomization).inputs.spec).not.to.have.property("targetNamespace");
    });

    it("runs the environment's directory as the platform, without those of teams, with the values of the environment filled in", async () => {
      const found = await made("flux", everything, manyTeams);
      expect(found.named("eks-gitops-platform", gitRepository).inputs.spec.ignore).to.equal("/clusters/dev/teams/\n/clusters/dev/more/\n");
      const { spec } = found.named("eks-gitops-platform", kustomization).inputs;
      expect(spec).to.deep.include({ serviceAccountName: "kustomize-controller", path: "./clusters/dev" });
      expect(spec.postBuild.substituteFrom).to.deep.equal([{ kind: "ConfigMap", name: "environment" }]);
    });

    it("reads the environment's repository for teams too, and each other one with the team's own credentials", async () => {
      const found = await made("flux", everything, manyTeams);
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
      const public_ = await made("flux", { ...everything, teams: { own: { repo: "https://github.com/example/own" } } }, manyTeams);
      expect(public_.named("eks-gitops-team-own", gitRepository).inputs.spec).not.to.have.property("secretRef");
    });

    it("takes a team's service account away after what was deployed with it", async () => {
      const found = await made("flux");
      const own = found.named("eks-gitops-team-burnham", kustomization);
      for (const type of ["kubernetes:core/v1:ServiceAccount", "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding"]) {
        expect(found.waitsFor(own, found.only(type)), type).to.equal(true);
      }
    });

    it("reads revisions and addresses as Flux wants them", () => {
      expect(reference("main")).to.deep.equal({ branch: "main" });
      expect(reference("release/1.2")).to.deep.equal({ branch: "release/1.2" });
      expect(reference("v1.2.3")).to.deep.equal({ tag: "v1.2.3" });
      expect(reference("refs/pull/7/head")).to.deep.equal({ name: "refs/pull/7/head" });
      expect(reference("0123456789abcdef0123456789abcdef01234567")).to.deep.equal({ commit: "0123456789abcdef0123456789abcdef01234567" });
      expect(fluxUrl("git@github.com:example/clusters.git")).to.equal("ssh://git@github.com/example/clusters.git");
      expect(fluxUrl(repo)).to.equal(repo);
    });
  });
});
