import { expect } from "chai";
import { addonCatalog } from "../../../components/addons/plan/catalog-settings";
import { validSettings } from "../../../components/settings/validation/validate-settings";
import { SettingsError } from "../../../components/util/settings-error";
import { permissions, podinfo } from "./fixtures";

/** The error report on `addons.custom`, of a stack in eu-west-1. */
function report(custom: unknown, sections: Record<string, unknown> = {}): string[] {
  const { addons, ...others } = sections as { addons?: object };
  try {
    validSettings({ region: "eu-west-1", defaultName: "shop", sections: { addons: { ...addons, custom }, ...others } }, addonCatalog);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split("\n");
    throw error;
  }
}

describe("addons.custom: validation", () => {
  const path = "addons.custom.web";
  const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } };
  const wrong: readonly (readonly [string, unknown, ...string[]])[] = [
    ["has no source", { web: {} }, `${path}.chart: missing; expected the name of a chart, \`eksAddon\` or \`manifests\``],
    [
      "has a chart and an EKS add-on",
      { web: { ...podinfo, eksAddon: "aws-guardduty-agent" } },
      `${path}.eksAddon: cannot be set with \`chart\`; split it into two add-ons, of which one requires the other`,
    ],
    [
      "has keys of a chart for an EKS add-on",
      {
        web: {
          eksAddon: "aws-guardduty-agent",
          repo: podinfo.repo,
          version: "1.2.3",
          serviceAccounts: { agent: { ...permissions, annotations: "account.annotations" } },
        },
      },
      `${path}.repo: applies to charts, not to EKS add-ons; remove it`,
      `${path}.version: expected a version of the EKS add-on such as v1.2.3-eksbuild.4, \`default\` or \`latest\`, found 1.2.3`,
      `${path}.serviceAccounts.agent.annotations: applies to values of charts; remove it`,
    ],
    [
      "has no pinned version of a chart",
      { web: { ...podinfo, version: "latest" } },
      `${path}.version: expected a pinned version of the chart such as 1.2.3, found latest`,
    ],
    [
      "installs the same EKS add-on as another",
      { api: { eksAddon: "kubecost_kubecost" }, web: { eksAddon: "kubecost_kubecost" } },
      `${path}.eksAddon: \`api\` installs it already, and a cluster has each EKS add-on once; remove one`,
    ],
    [
      "gives permissions to an EKS add-on in an unknown namespace",
      { web: { eksAddon: "datadog_operator", serviceAccounts: { agent: permissions } } },
      `${path}.namespace: missing; expected the namespace of the pods of datadog_operator, which the trust policies of its roles name, such as kube-system`,
    ],
    [
      "has both chart and manifests",
      { web: { ...podinfo, manifests: [object] } },
      `${path}.manifests: cannot be set with \`chart\`; split it into two add-ons, of which one requires the other`,
    ],
    [
      "has no repository and no version",
      { web: { chart: "podinfo" } },
      `${path}.version: missing; expected a pinned version of the chart such as 1.2.3`,
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
      "has manifests with a version",
      { web: { manifests: [object], version: "1.2.3" } },
      `${path}.version: applies to charts, not to manifests; remove it`,
    ],
    [
      "requires an unknown add-on",
      { web: { ...podinfo, requires: ["cordns"] } },
      `${path}.requires[0]: unknown add-on; did you mean coredns?`,
    ],
    ["requires itself", { web: { ...podinfo, requires: ["web"] } }, `${path}.requires[0]: is the add-on itself; remove it`],
    [
      "is part of a cycle",
      { web: { ...podinfo, requires: ["api"] }, api: { ...podinfo, requires: ["web"] } },
      "addons.custom: a cycle: web -> api -> web: they require each other; remove one of `requires`",
    ],
    [
      "has the name of a built-in add-on",
      { coredns: podinfo },
      "addons.custom.coredns: is the name of an add-on of the catalog; choose another name, or set `addons.coredns`",
    ],
    [
      "has the name of a step",
      { nodes: podinfo },
      "addons.custom.nodes: is the name of a step in the order of add-ons; choose another name",
    ],
    [
      "has an invalid name",
      { Web_1: podinfo },
      "addons.custom.Web_1: invalid name: expected lowercase letters, digits and -, as Helm and Kubernetes require",
    ],
    [
      "has an invalid namespace",
      { web: { ...podinfo, namespace: "Web" } },
      `${path}.namespace: expected a Kubernetes namespace: up to 63 lowercase letters, digits and -, found "Web"`,
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
      "has an object of an unknown kind",
      { web: { manifests: [{ ...object, apiVersion: "apps/v1", kind: "Deploymnt" }] } },
      `${path}.manifests[0].kind: apps/v1 has no kind Deploymnt; did you mean Deployment?`,
    ],
    [
      "has a List as an object",
      { web: { manifests: [{ ...object, kind: "List" }] } },
      `${path}.manifests[0].kind: v1 has no kind List; list its items individually`,
    ],
    [
      "has a duplicate object",
      { web: { manifests: [object, { ...object, metadata: { name: "a", namespace: "web" } }] } },
      `${path}.manifests[1]: ConfigMap a is a duplicate entry; remove one`,
    ],
    [
      "uses a namespace that another add-on's manifests declare",
      { web: { manifests: [{ ...object, kind: "Namespace", metadata: { name: "web" } }] }, api: { ...podinfo, namespace: "web" } },
      "addons.custom.api.requires: `web` creates namespace web; add `web` here",
    ],
    [
      "has policies of another partition",
      { web: { ...podinfo, serviceAccounts: { web: { policies: ["arn:aws-cn:iam::aws:policy/ReadOnlyAccess"] } } } },
      `${path}.serviceAccounts.web.policies[0]: arn:aws-cn:iam::aws:policy/ReadOnlyAccess is in another partition: the stack's region is in aws; expected arn:aws:...`,
    ],
    ["is not a map", { web: true }, `${path}: expected a map of settings, found true`],
    ["has an unknown key", { web: { ...podinfo, value: {} } }, `${path}.value: unknown key; did you mean values?`],
    ["has no name", [podinfo], "addons.custom: expected a map of names to custom add-ons, found a list of 1"],
  ];
  for (const [name, custom, ...lines] of wrong) {
    it(`rejects an add-on that ${name}`, () => {
      expect(report(custom)).to.have.members(lines);
    });
  }

  it("rejects an add-on that requires a disabled one", () => {
    expect(report({ web: { ...podinfo, requires: ["coredns"] } }, { addons: { coredns: false } })).to.deep.equal([
      "addons.coredns: cannot be false, because `web` requires it; remove one of the two keys",
    ]);
  });

  it("rejects manifests that declare the namespace of an enabled built-in add-on", () => {
    const custom = { web: { manifests: [{ ...object, kind: "Namespace", metadata: { name: "keda" } }] } };
    expect(report(custom)).to.be.empty;
    expect(report(custom, { addons: { keda: true } })).to.deep.equal([
      "addons.custom.web: namespace keda is created for `keda`; remove the object",
    ]);
    expect(report({ web: { manifests: [object], namespace: "keda" } }, { addons: { keda: true } })).to.be.empty;
  });

  it("rejects two service accounts of one chart without separate annotations under IRSA", () => {
    const custom = { web: { ...podinfo, serviceAccounts: { web: permissions, job: permissions } } };
    expect(report(custom)).to.be.empty;
    expect(report(custom, { cluster: { identity: "irsa" } })).to.deep.equal([
      "addons.custom.web.serviceAccounts.job.annotations: the annotations of service account web come from the same value; set another one",
    ]);
  });

  it("rejects an EKS add-on that a selected add-on of the catalog installs too", () => {
    const found = (eksAddon: string, addons: object) => report({ web: { eksAddon } }, { addons });
    const message = (eksAddon: string, key: string) => [
      `${path}: EKS add-on ${eksAddon}: use \`addons.${key}\` of the catalog, which installs the same, and remove this entry`,
    ];
    expect(found("cert-manager", {})).to.be.empty;
    expect(found("cert-manager", { "cert-manager": true })).to.deep.equal(message("cert-manager", "cert-manager"));
    expect(found("coredns", {})).to.deep.equal(message("coredns", "coredns"));
    expect(found("snapshot-controller", { "aws-ebs-csi-driver": true })).to.deep.equal(
      message("snapshot-controller", "aws-ebs-csi-driver.snapshots"),
    );
  });

  it("rejects a target role without Pod Identity, and for an EKS add-on", () => {
    const account = { targetRoleArn: "arn:aws:iam::444455556666:role/Reports" };
    const custom = { web: { ...podinfo, serviceAccounts: { web: account } } };
    expect(report(custom)).to.be.empty;
    expect(report(custom, { cluster: { identity: "irsa" } }).join()).to.match(
      /serviceAccounts\.web\.targetRoleArn: a target role needs Pod Identity/,
    );
    const eks = { eksAddon: "aws-guardduty-agent", serviceAccounts: { agent: account } };
    expect(report({ web: eks }).join()).to.contain(`${path}.serviceAccounts.agent.targetRoleArn: an EKS add-on accepts no target role`);
  });

  it("requires mirrors without NAT only for the declared `registries`", () => {
    const network = { nat: "none", endpoints: "private" };
    expect(report({ web: podinfo }, { network })).to.be.empty;
    expect(report({ web: { ...podinfo, registries: ["ghcr.io"] } }, { network })[0]).to.match(
      /^addons\.custom\.web: pulls images from ghcr\.io/,
    );
  });

  it("gives a finding where a release waits for the CNI of hybrid nodes, which join later", () => {
    const cilium = { chart: "cilium", repo: "https://helm.cilium.io", version: "1.18.4", namespace: "kube-system" };
    const found = (custom: object, hybrid: boolean) => {
      const network = { routes: [{ cidr: "10.80.0.0/16", transitGatewayId: "tgw-0123456789abcdef0" }] };
      const cluster = hybrid ? { remoteNetworks: { nodes: ["10.80.0.0/16"] } } : {};
      return validSettings({ region: "eu-west-1", defaultName: "shop", sections: { network, cluster, addons: { custom } } }, addonCatalog)
        .findings.filter(({ rule }) => rule === "addon-advice")
        .map(({ path, fix }) => `${path}: ${fix}`);
    };
    expect(found({ cilium }, true)).to.deep.equal(["addons.custom.cilium.before: write `before: nodes`, so that nothing waits for them"]);
    expect(found({ cilium: { ...cilium, before: "nodes" } }, true)).to.be.empty;
    expect(found({ cilium }, false)).to.be.empty;
    expect(found({ web: podinfo }, true)).to.be.empty;
  });

  it("adds defaults to the settings", () => {
    const { settings } = validSettings(
      { region: "eu-west-1", defaultName: "shop", sections: { addons: { custom: { web: podinfo } } } },
      addonCatalog,
    );
    expect(settings.addons.custom).to.deep.equal({
      web: { ...podinfo, createNamespace: true, requires: [], serviceAccounts: {}, registries: [] },
    });
  });
});
