import * as k8s from "@pulumi/kubernetes";
import { expect } from "chai";
import { z } from "zod";
import { type AnyAddon, chart } from "../../components/addons/contract";
import { commonOptions } from "../../components/addons/options";
import { addonCatalogue } from "../../components/addons/settings";
import { readSettings } from "../../components/config/read";
import { SettingsError } from "../../components/shared/problems";
import type { Resources } from "../support/mocks";
import { type InstallOptions, install, registered } from "./fixtures";

const releaseType = "kubernetes:helm.sh/v3:Release";
const associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const podinfo = { chart: "podinfo", repo: "https://stefanprodan.github.io/podinfo", version: "6.9.0" };
const rights = { policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] };

async function made(custom: Record<string, unknown>, { addons, ...changes }: InstallOptions = {}): Promise<Resources> {
  return registered({ addons: { ...addons, custom }, ...changes });
}

/** The error report on `addons.custom`, of a stack in eu-west-1. */
function report(custom: unknown, sections: Record<string, unknown> = {}): string[] {
  const { addons, ...others } = sections as { addons?: object };
  try {
    readSettings({ region: "eu-west-1", defaultName: "shop", sections: { addons: { ...addons, custom }, ...others } }, addonCatalogue);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split("\n");
    throw error;
  }
}

describe("a chart of the user's own", () => {
  it("is a release under its name, after the nodes, in a namespace of its own", async () => {
    const capacity = (after: readonly unknown[]) => [
      new k8s.core.v1.ConfigMap("nodes", {}, { dependsOn: [...(after as k8s.core.v1.ConfigMap[])] }),
    ];
    const found = await made({ podinfo: { ...podinfo, values: { ui: { color: "blue" } } } }, { capacity });
    const release = found.only(releaseType);
    expect(release.name).to.equal("eks-podinfo");
    expect(release.inputs).to.deep.include({
      name: "podinfo",
      chart: "podinfo",
      version: "6.9.0",
      namespace: "podinfo",
      repositoryOpts: { repo: "https://stefanprodan.github.io/podinfo" },
      values: { ui: { color: "blue" } },
    });
    expect(found.waitsFor(release, found.named("nodes"))).to.equal(true);
    expect(release.provider).to.include("pulumi:providers:kubernetes::cluster");
  });

  it("comes from a registry as well", async () => {
    const oci = { chart: "oci://ghcr.io/stefanprodan/charts/podinfo", version: "6.9.0", namespace: "kube-system" };
    const { inputs } = (await made({ web: oci })).only(releaseType);
    expect(inputs).to.deep.include({ name: "web", chart: oci.chart, namespace: "kube-system" });
    expect(inputs).not.to.have.property("repositoryOpts");
  });

  it("waits for what it requires, of ours and of the user's, and pulls ours in", async () => {
    const found = await made({ second: { ...podinfo, requires: ["first", "metrics-server"] }, first: podinfo });
    const second = found.named("eks-second", releaseType);
    expect(found.waitsFor(second, found.named("eks-first", releaseType))).to.equal(true);
    expect(found.waitsFor(second, found.named("eks-metrics-server", "aws:eks/addon:Addon"))).to.equal(true);
    expect(found.waitsFor(found.named("eks-first", releaseType), found.named("eks-metrics-server", "aws:eks/addon:Addon"))).to.equal(false);
  });

  it("has its AWS permissions by Pod Identity before it starts", async () => {
    const statements = [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::podinfo/*" }];
    const found = await made({ podinfo: { ...podinfo, serviceAccounts: { web: { ...rights, statements } } } });
    const association = found.only(associationType);
    expect(association.inputs).to.deep.include({ namespace: "podinfo", serviceAccount: "web" });
    const release = found.only(releaseType);
    expect(release.dependencies).to.include(association.urn);
    expect(release.inputs.values).to.deep.equal({});
    expect(found.named("eks-podinfo-web-AmazonS3ReadOnlyAccess").inputs.policyArn).to.equal(rights.policies[0]);
    expect(JSON.parse(found.named("eks-podinfo-web-policy").inputs.policy).Statement).to.deep.equal(statements);
  });

  it("has them under IRSA by annotations among its values, where the user says", async () => {
    const cluster = { identity: "irsa" as const };
    const serviceAccounts = { web: rights, job: { ...rights, annotations: "jobs.account.annotations" } };
    const found = await made({ podinfo: { ...podinfo, serviceAccounts, values: { serviceAccount: { name: "web" } } } }, { cluster });
    expect(found.ofType(associationType)).to.be.empty;
    expect(found.only(releaseType).inputs.values).to.deep.equal({
      serviceAccount: { name: "web", annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/eks-podinfo-web" } },
      jobs: { account: { annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/eks-podinfo-job" } } },
    });
  });
});

describe("manifests of the user's own", () => {
  const settings = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" }, data: { color: "blue" } };
  const viewer = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "viewer" }, rules: [] };
  const definition = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "cakes.example.com" },
    spec: {},
  };
  const cake = { apiVersion: "example.com/v1", kind: "Cake", metadata: { name: "first" }, spec: { layers: 3 } };

  it("are typed resources where the SDK has the kind, else custom resources, one each, named by kind, namespace and name", async () => {
    const found = await made({ web: { manifests: [cake, settings, viewer, definition] } });
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

  it("have the schemas of their definitions in the SDK's spelling, which its provider writes as they were", async () => {
    const schema = (spec: object) => ({
      versions: [{ name: "v1", schema: { openAPIV3Schema: { type: "object", properties: { spec } } } }],
    });
    const given = { ...definition, spec: schema({ "x-kubernetes-preserve-unknown-fields": true }) };
    const found = await made({ web: { manifests: [given] } });
    expect(found.only("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition").inputs.spec).to.deep.equal(
      schema({ x_kubernetes_preserve_unknown_fields: true }),
    );
  });

  it("come after their namespace and definitions, and not after each other", async () => {
    const found = await made({ web: { manifests: [cake, settings, definition] } });
    const cakes = found.named("eks-web-cake-first");
    for (const first of ["eks-web-namespace", "eks-web-customresourcedefinition-cakes.example.com"])
      expect(found.waitsFor(cakes, found.named(first)), first).to.equal(true);
    expect(found.waitsFor(cakes, found.named("eks-web-configmap-web/settings"))).to.equal(false);
  });

  it("and charts make one namespace together, which stays until the last of them goes", async () => {
    const shared = { ...podinfo, namespace: "shared" };
    const namespaces = async (custom: Record<string, unknown>) =>
      (await made(custom)).ofType("kubernetes:core/v1:Namespace").map(({ name }) => name);
    const objects = { manifests: [settings], namespace: "shared" };
    expect(await namespaces({ first: shared, second: shared, third: objects })).to.deep.equal(["eks-shared-namespace"]);
    expect(await namespaces({ second: shared })).to.deep.equal(["eks-shared-namespace"]);
    expect(await namespaces({ third: objects })).to.deep.equal(["eks-shared-namespace"]);
    const found = await made({ first: shared, second: shared });
    for (const release of found.ofType(releaseType)) {
      expect(release.inputs).not.to.have.property("createNamespace");
      expect(release.dependencies).to.include(found.named("eks-shared-namespace").urn);
    }
    expect(found.waitsFor(found.named("eks-second", releaseType), found.named("eks-first", releaseType))).to.equal(false);
  });

  it("live with one of ours, without making its namespace anew", async () => {
    const found = await made({ web: { manifests: [settings], namespace: "keda" } }, { addons: { keda: true } });
    expect(found.ofType("kubernetes:core/v1:Namespace").map(({ name }) => name)).to.deep.equal(["eks-keda-namespace"]);
  });

  it("leave a namespace alone that is said to be there", async () => {
    const there = { ...podinfo, namespace: "tools", createNamespace: false };
    expect((await made({ podinfo: there, web: { manifests: [settings], namespace: "tools" } })).ofType("kubernetes:core/v1:Namespace")).to
      .be.empty;
  });

  it("make no namespace that is there, or among them", async () => {
    const own = { apiVersion: "v1", kind: "Namespace", metadata: { name: "web" } };
    const found = await made({ web: { manifests: [settings, own] }, base: { manifests: [settings], namespace: "default" } });
    expect(found.ofType("kubernetes:core/v1:Namespace").map(({ name }) => name)).to.deep.equal(["eks-web-namespace-web"]);
    expect(found.named("eks-base-configmap-default/settings").inputs.metadata.namespace).to.equal("default");
  });

  it("share a namespace with what they require, and leave it to that", async () => {
    const found = await made({ base: { manifests: [settings] }, web: { manifests: [cake], namespace: "base", requires: ["base"] } });
    expect(found.ofType("kubernetes:core/v1:Namespace").map(({ name }) => name)).to.deep.equal(["eks-base-namespace"]);
    expect(found.waitsFor(found.named("eks-web-cake-first"), found.named("eks-base-namespace"))).to.equal(true);
  });

  it("touch nothing else when one of them goes", async () => {
    const names = async (manifests: unknown[]) => (await made({ web: { manifests } })).all.map(({ urn }) => urn);
    const before = await names([settings, viewer, cake]);
    const after = await names([settings, cake]);
    expect(before.filter((urn) => !after.includes(urn))).to.have.length(1);
    expect(after.filter((urn) => !before.includes(urn))).to.be.empty;
  });

  it("have service accounts with rights, described or made", async () => {
    const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "web", labels: { team: "shop" } } };
    const custom = { web: { manifests: [account], serviceAccounts: { web: rights, job: rights } } };
    const irsa = await made(custom, { cluster: { identity: "irsa" } });
    expect(irsa.named("eks-web-serviceaccount-web/web").inputs.metadata).to.deep.equal({
      name: "web",
      namespace: "web",
      labels: { team: "shop" },
      annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/eks-web-web" },
    });
    expect(irsa.named("eks-web-serviceaccount-web/job").inputs.metadata.annotations).to.have.key("eks.amazonaws.com/role-arn");
    const associated = await made(custom);
    expect(associated.ofType(associationType)).to.have.length(2);
    for (const association of associated.ofType(associationType))
      expect(associated.waitsFor(associated.named("eks-web-serviceaccount-web/web"), association)).to.equal(true);
  });

  it("keep what is secret", async () => {
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "key" }, stringData: { key: "swordfish" } };
    const found = await made({ web: { manifests: [secret] } });
    expect(found.named("eks-web-secret-web/key").type).to.equal("kubernetes:core/v1:Secret");
  });
});

describe("an add-on of the user's own", () => {
  const path = "addons.custom.web";
  const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } };
  const wrong: readonly (readonly [string, unknown, ...string[]])[] = [
    ["says neither chart nor manifests", { web: {} }, `${path}.chart: missing; expected the name of a chart, or \`manifests\``],
    [
      "says both",
      { web: { ...podinfo, manifests: [object] } },
      `${path}.manifests: cannot be set beside \`chart\`; make two add-ons of them, one requiring the other`,
    ],
    [
      "has no repository and no version",
      { web: { chart: "podinfo" } },
      `${path}.version: missing; expected the version of the chart such as 1.2.3: charts are pinned`,
      `${path}.repo: missing; expected the URL of the chart repository, or an \`oci://\` chart`,
    ],
    [
      "has a repository for an OCI chart",
      { web: { ...podinfo, chart: "oci://ghcr.io/podinfo" } },
      `${path}.repo: an \`oci://\` chart has no repository; remove it`,
    ],
    [
      "has an OCI repository",
      { web: { ...podinfo, repo: "oci://ghcr.io/charts/" } },
      `${path}.repo: write \`chart: oci://ghcr.io/charts/podinfo\`, and remove this key`,
    ],
    [
      "gives manifests a version",
      { web: { manifests: [object], version: "1.2.3" } },
      `${path}.version: belongs to a chart, not to manifests; remove it`,
    ],
    [
      "requires what nobody has",
      { web: { ...podinfo, requires: ["cordns"] } },
      `${path}.requires[0]: unknown add-on; did you mean coredns?`,
    ],
    ["requires itself", { web: { ...podinfo, requires: ["web"] } }, `${path}.requires[0]: is the add-on itself; remove it`],
    [
      "is part of a cycle",
      { web: { ...podinfo, requires: ["api"] }, api: { ...podinfo, requires: ["web"] } },
      "addons.custom: a cycle: web -> api -> web: none of them can come first; remove one of `requires`",
    ],
    [
      "has the name of ours",
      { coredns: podinfo },
      "addons.custom.coredns: is the name of an add-on of ours; take another, or set `addons.coredns`",
    ],
    [
      "has a name that Kubernetes does not take",
      { Web_1: podinfo },
      "addons.custom.Web_1: a name that does not fit: expected small letters, digits and -, as Helm and Kubernetes take it",
    ],
    [
      "has a namespace that is none",
      { web: { ...podinfo, namespace: "Web" } },
      `${path}.namespace: expected a Kubernetes namespace: up to 63 small letters, digits and -, found "Web"`,
    ],
    [
      "has objects without kind, version and name",
      { web: { manifests: [{ metadata: {} }, { apiVersion: "v1", kind: "ConfigMap" }] } },
      `${path}.manifests[0].apiVersion: missing; expected a group and version such as apps/v1, or v1`,
      `${path}.manifests[0].kind: missing; expected a kind such as ConfigMap`,
      `${path}.manifests[0].metadata.name: missing; expected a string that is not empty`,
      `${path}.manifests[1].metadata: missing; expected a map (name, namespace)`,
    ],
    [
      "has an object of no kind of Kubernetes",
      { web: { manifests: [{ ...object, apiVersion: "apps/v1", kind: "Deploymnt" }] } },
      `${path}.manifests[0].kind: apps/v1 has no kind Deploymnt; did you mean Deployment?`,
    ],
    [
      "has a list for an object",
      { web: { manifests: [{ ...object, kind: "List" }] } },
      `${path}.manifests[0].kind: v1 has no kind List; write its items one by one`,
    ],
    [
      "has an object twice",
      { web: { manifests: [object, { ...object, metadata: { name: "a", namespace: "web" } }] } },
      `${path}.manifests[1]: ConfigMap a is there twice; remove one`,
    ],
    [
      "lives in the namespace that another describes",
      { web: { manifests: [{ ...object, kind: "Namespace", metadata: { name: "web" } }] }, api: { ...podinfo, namespace: "web" } },
      "addons.custom.api.requires: `web` describes namespace web; add `web` here",
    ],
    [
      "has rights of another partition",
      { web: { ...podinfo, serviceAccounts: { web: { policies: ["arn:aws-cn:iam::aws:policy/ReadOnlyAccess"] } } } },
      `${path}: arn:aws-cn:iam::aws:policy/ReadOnlyAccess is of another partition: the stack's region is in aws, so expected arn:aws:...`,
    ],
    ["is no map", { web: true }, `${path}: expected a map of settings, found true`],
    ["has an unknown key", { web: { ...podinfo, value: {} } }, `${path}.value: unknown key; did you mean values?`],
    ["is not named at all", [podinfo], "addons.custom: expected a map from names to add-ons of your own, found a list of 1"],
  ];
  for (const [name, custom, ...lines] of wrong) {
    it(`is refused where it ${name}`, () => {
      expect(report(custom)).to.have.members(lines);
    });
  }

  it("is refused where it requires one that is off, or that must be told more", () => {
    expect(report({ web: { ...podinfo, requires: ["coredns"] } }, { addons: { coredns: false } })).to.deep.equal([
      "addons.coredns: cannot be off: `web` requires it; remove one of the two keys",
    ]);
  });

  it("is refused where it describes the namespace of one of ours", () => {
    const custom = { web: { manifests: [{ ...object, kind: "Namespace", metadata: { name: "keda" } }] } };
    expect(report(custom)).to.be.empty;
    expect(report(custom, { addons: { keda: true } })).to.deep.equal([
      "addons.custom.web: namespace keda is that of `keda`, for which it is made; remove the object",
    ]);
    expect(report({ web: { manifests: [object], namespace: "keda" } }, { addons: { keda: true } })).to.be.empty;
  });

  it("is refused under IRSA where two service accounts of a chart would get one role", () => {
    const custom = { web: { ...podinfo, serviceAccounts: { web: rights, job: rights } } };
    expect(report(custom)).to.be.empty;
    expect(report(custom, { cluster: { identity: "irsa" } })).to.deep.equal([
      "addons.custom.web: service account job and another have their annotations in one value; set `serviceAccounts.job.annotations`",
    ]);
  });

  it("needs a mirror without NAT for those registries alone that it names", () => {
    const network = { nat: "none", endpoints: "private" };
    expect(report({ web: podinfo }, { network })).to.be.empty;
    expect(report({ web: { ...podinfo, registries: ["ghcr.io"] } }, { network })[0]).to.match(
      /^addons\.custom\.web: pulls images from ghcr\.io/,
    );
  });

  it("stands in the settings with its defaults", () => {
    const { settings } = readSettings(
      { region: "eu-west-1", defaultName: "shop", sections: { addons: { custom: { web: podinfo } } } },
      addonCatalogue,
    );
    expect(settings.addons.custom).to.deep.equal({
      web: { ...podinfo, createNamespace: true, values: {}, requires: [], serviceAccounts: {}, registries: [] },
    });
  });
});

describe("a typed add-on from code", () => {
  const options = z.strictObject({ ...commonOptions.chart, color: z.string().default("blue") });
  const own: AnyAddon<z.output<typeof options>> = {
    name: "podinfo",
    options,
    versions: { chart: "6.9.0" },
    namespace: "podinfo",
    requires: ["nodes", "metrics-server"],
    conflicts: ["aws-ebs-csi-driver"],
    fargate: true,
    install: ({ color }) => [chart({ chart: "podinfo", repo: podinfo.repo, namespace: "podinfo", values: () => ({ ui: { color } }) })],
  };

  it("is checked, pinned, sorted and installed like ours", async () => {
    const found = await made({ web: { ...podinfo, requires: ["podinfo"] } }, { ownAddons: [own], addons: { podinfo: { color: "red" } } });
    const release = found.named("eks-podinfo", releaseType);
    expect(release.inputs).to.deep.include({ version: "6.9.0", values: { ui: { color: "red" } } });
    expect(found.waitsFor(release, found.named("eks-metrics-server", "aws:eks/addon:Addon"))).to.equal(true);
    expect(found.waitsFor(found.named("eks-web", releaseType), release)).to.equal(true);
  });

  it("conflicts with ours where it says so", () => {
    expect(() => install({ ownAddons: [own], addons: { podinfo: true, "aws-ebs-csi-driver": true } })).to.throw(
      "cannot be on together with `aws-ebs-csi-driver`",
    );
  });

  it("cannot take the name of another", () => {
    for (const name of ["coredns", "custom", "nodes"])
      expect(() => install({ ownAddons: [{ ...own, name }] })).to.throw(`the name ${name} of an add-on is taken`);
  });
});
