import { expect } from "chai";
import { customResources, permissions, podinfo } from "./fixtures";

const releaseType = "kubernetes:helm.sh/v3:Release";
const associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

describe("addons.custom: manifests", () => {
  const settings = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" }, data: { color: "blue" } };
  const viewer = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "viewer" }, rules: [] };
  const definition = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "cakes.example.com" },
    spec: {
      group: "example.com",
      names: { kind: "Cake", plural: "cakes" },
      scope: "Cluster",
      versions: [{ name: "v1", served: true, storage: true }],
    },
  };
  const cake = { apiVersion: "example.com/v1", kind: "Cake", metadata: { name: "first" }, spec: { layers: 3 } };

  it("creates one resource per object, typed if the SDK has the kind, named by kind, namespace and name", async () => {
    const found = await customResources({ web: { manifests: [cake, settings, viewer, definition] } });
    const objects = found.all.filter(({ type }) => type.startsWith("kubernetes:"));
    expect(objects.map(({ type, name }) => `${type} ${name}`)).to.have.members([
      "kubernetes:core/v1:Namespace eks-web-namespace",
      "kubernetes:core/v1:ConfigMap eks-web-configmap-web/settings",
      "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole eks-web-clusterrole-viewer",
      "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition eks-web-customresourcedefinition-cakes.example.com",
      "kubernetes:example.com/v1:Cake eks-web-cake-first",
    ]);
    expect(found.named("eks-web-configmap-web/settings").inputs).to.deep.equal({
      ...settings,
      metadata: { name: "settings", namespace: "web" },
    });
    expect(found.named("eks-web-cake-first").inputs).to.deep.equal(cake);
    for (const object of objects) expect(object.provider, object.name).to.include("pulumi:providers:kubernetes::cluster");
  });

  it("passes CRD schemas in the SDK's spelling, which the provider converts back", async () => {
    const schema = (spec: object) => ({
      ...definition.spec,
      versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: { type: "object", properties: { spec } } } }],
    });
    const given = { ...definition, spec: schema({ "x-kubernetes-preserve-unknown-fields": true }) };
    const found = await customResources({ web: { manifests: [given] } });
    expect(found.only("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition").inputs.spec).to.deep.equal(
      schema({ x_kubernetes_preserve_unknown_fields: true }),
    );
  });

  it("deletes objects with immutable fields before it replaces them", async () => {
    const urgent = { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name: "urgent" }, value: 1000 };
    const found = await customResources({ web: { manifests: [urgent, settings] } });
    expect(found.only("kubernetes:scheduling.k8s.io/v1:PriorityClass").deleteBeforeReplace).to.equal(true);
    expect(found.named("eks-web-configmap-web/settings").deleteBeforeReplace).to.equal(false);
  });

  it("creates objects after their namespace and CRDs, but not after each other", async () => {
    const found = await customResources({ web: { manifests: [cake, settings, definition] } });
    const cakes = found.named("eks-web-cake-first");
    for (const first of ["eks-web-namespace", "eks-web-customresourcedefinition-cakes.example.com"])
      expect(found.waitsFor(cakes, found.named(first)), first).to.equal(true);
    expect(found.waitsFor(cakes, found.named("eks-web-configmap-web/settings"))).to.equal(false);
  });

  it("shares one namespace between charts and manifests until the last of them is removed", async () => {
    const shared = { ...podinfo, namespace: "shared" };
    const namespaces = async (custom: Record<string, unknown>) =>
      (await customResources(custom)).ofType("kubernetes:core/v1:Namespace").map(({ name }) => name);
    const objects = { manifests: [settings], namespace: "shared" };
    expect(await namespaces({ first: shared, second: shared, third: objects })).to.deep.equal(["eks-shared-namespace"]);
    expect(await namespaces({ second: shared })).to.deep.equal(["eks-shared-namespace"]);
    expect(await namespaces({ third: objects })).to.deep.equal(["eks-shared-namespace"]);
    const found = await customResources({ first: shared, second: shared });
    for (const release of found.ofType(releaseType)) {
      expect(release.inputs).not.to.have.property("createNamespace");
      expect(release.dependencies).to.include(found.named("eks-shared-namespace").urn);
    }
    expect(found.waitsFor(found.named("eks-second", releaseType), found.named("eks-first", releaseType))).to.equal(false);
  });

  it("shares the namespace of a built-in add-on", async () => {
    const found = await customResources({ web: { manifests: [settings], namespace: "keda" } }, { addons: { keda: true } });
    expect(found.ofType("kubernetes:core/v1:Namespace").map(({ name }) => name)).to.deep.equal(["eks-keda-namespace"]);
  });

  it("creates no namespace when `createNamespace` is false", async () => {
    const existing = { ...podinfo, namespace: "tools", createNamespace: false };
    expect(
      (await customResources({ podinfo: existing, web: { manifests: [settings], namespace: "tools" } })).ofType(
        "kubernetes:core/v1:Namespace",
      ),
    ).to.be.empty;
  });

  it("creates no namespace that exists or is among the manifests", async () => {
    const own = { apiVersion: "v1", kind: "Namespace", metadata: { name: "web" } };
    const found = await customResources({ web: { manifests: [settings, own] }, base: { manifests: [settings], namespace: "default" } });
    expect(found.ofType("kubernetes:core/v1:Namespace").map(({ name }) => name)).to.deep.equal(["eks-web-namespace-web"]);
    expect(found.named("eks-base-configmap-default/settings").inputs.metadata.namespace).to.equal("default");
  });

  it("shares the namespace of an add-on that it requires", async () => {
    const found = await customResources({
      base: { manifests: [settings] },
      web: { manifests: [cake], namespace: "base", requires: ["base"] },
    });
    expect(found.ofType("kubernetes:core/v1:Namespace").map(({ name }) => name)).to.deep.equal(["eks-base-namespace"]);
    expect(found.waitsFor(found.named("eks-web-cake-first"), found.named("eks-base-namespace"))).to.equal(true);
  });

  it("changes no other resource when an object is removed", async () => {
    const names = async (manifests: unknown[]) => (await customResources({ web: { manifests } })).all.map(({ urn }) => urn);
    const before = await names([settings, viewer, cake]);
    const after = await names([settings, cake]);
    expect(before.filter((urn) => !after.includes(urn))).to.have.length(1);
    expect(after.filter((urn) => !before.includes(urn))).to.be.empty;
  });

  it("gives permissions to service accounts among the manifests, and creates the missing ones", async () => {
    const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "web", labels: { team: "shop" } } };
    const custom = { web: { manifests: [account], serviceAccounts: { web: permissions, job: permissions } } };
    const irsa = await customResources(custom, { cluster: { identity: "irsa" } });
    expect(irsa.named("eks-web-serviceaccount-web/web").inputs.metadata).to.deep.equal({
      name: "web",
      namespace: "web",
      labels: { team: "shop" },
      annotations: { "eks.amazonaws.com/role-arn": irsa.outputsOf("aws:iam/role:Role", "eks-web-web").arn },
    });
    expect(irsa.named("eks-web-serviceaccount-web/job").inputs.metadata.annotations).to.have.key("eks.amazonaws.com/role-arn");
    const associated = await customResources(custom);
    expect(associated.ofType(associationType)).to.have.length(2);
    for (const association of associated.ofType(associationType))
      expect(associated.waitsFor(associated.named("eks-web-serviceaccount-web/web"), association)).to.equal(true);
  });

  it("creates Secrets as typed resources, so that their data is encrypted", async () => {
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "key" }, stringData: { key: "swordfish" } };
    const found = await customResources({ web: { manifests: [secret] } });
    expect(found.named("eks-web-secret-web/key").type).to.equal("kubernetes:core/v1:Secret");
  });
});
