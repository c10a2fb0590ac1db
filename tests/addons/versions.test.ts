import { expect } from "chai";
import { addonNames, catalogue } from "../../components/addons/catalogue";
import { addonVersions, managedVersion, versionSources } from "../../components/addons/versions";
import { kubernetesVersions } from "../../components/shared/facts/kubernetes-versions";

describe("the version table", () => {
  for (const name of addonNames) {
    it(`pins ${name} for every Kubernetes version in support, in a form that its options take, with a source`, () => {
      const { managed = {}, chart } = addonVersions[name];
      const supported = Object.keys(kubernetesVersions).filter((version) => version >= "1.32");
      expect(Object.keys(managed)).to.deep.equal(supported);
      for (const [version, source] of Object.values(managed)) {
        expect(catalogue[name].options.safeParse({ version }).success, version).to.equal(true);
        expect(versionSources).to.have.property(source);
      }
      if (chart !== undefined) expect(catalogue[name].options.safeParse({ version: chart }).success).to.equal(true);
    });
  }

  it("gives kube-proxy the minor of the cluster", () => {
    for (const [kubernetes, [version]] of Object.entries(addonVersions["kube-proxy"].managed!)) {
      expect(version.startsWith(`v${kubernetes}.`), version).to.equal(true);
    }
  });
});

describe("the version of an EKS add-on", () => {
  const pins = { "1.35": ["v1.2.3-eksbuild.4", "default"] } as const;
  const cases: readonly [string | undefined, string, object][] = [
    [undefined, "1.35", { version: "v1.2.3-eksbuild.4" }],
    ["v9.9.9-eksbuild.9", "1.35", { version: "v9.9.9-eksbuild.9" }],
    ["v9.9.9-eksbuild.9", "1.99", { version: "v9.9.9-eksbuild.9" }],
    [undefined, "1.99", { resolvedBy: "default", unknown: true }],
    ["default", "1.35", { resolvedBy: "default" }],
    ["latest", "1.99", { resolvedBy: "latest" }],
  ];
  for (const [requested, kubernetes, expected] of cases) {
    it(`is ${JSON.stringify(expected)} where ${requested ?? "nothing"} is asked for on ${kubernetes}`, () => {
      expect(managedVersion(requested, pins, kubernetes)).to.deep.equal(expected);
    });
  }
});
