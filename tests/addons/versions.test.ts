import { expect } from "chai";
import type { z } from "zod";
import { catalog } from "../../components/addons/catalog";
import { addonNames } from "../../components/addons/names";
import { addonVersions, pinnedVersion, versionSources } from "../../components/addons/versions";
import { kubernetesVersions, tableDate } from "../../components/reference/kubernetes-versions";

describe("the version table", () => {
  for (const name of addonNames) {
    it(`pins ${name} in a form that its options take, with a source`, () => {
      const { eksAddon = {}, chart } = addonVersions[name];
      const option = catalog[name].options.shape.version as z.ZodType;
      expect(Object.keys(kubernetesVersions)).to.include.members(Object.keys(eksAddon));
      for (const [version, source] of Object.values(eksAddon)) {
        expect(option.safeParse(version).success, version).to.equal(true);
        expect(versionSources).to.have.property(String(source));
      }
      if (chart !== undefined) expect(option.safeParse(chart).success).to.equal(true);
      expect(chart ?? Object.keys(eksAddon)[0], "a version that somebody supports").to.be.a("string");
    });
  }

  for (const name of ["eks-pod-identity-agent", "vpc-cni", "kube-proxy", "coredns", "aws-ebs-csi-driver", "metrics-server"] as const) {
    it(`pins ${name} for every Kubernetes version in support`, () => {
      const supported = Object.entries(kubernetesVersions).filter(
        ([version, { extendedUntil }]) => extendedUntil >= tableDate && version !== "1.31",
      );
      expect(Object.keys(addonVersions[name].eksAddon!)).to.deep.equal(supported.map(([version]) => version));
    });
  }

  it("gives kube-proxy the minor of the cluster", () => {
    for (const [kubernetes, [version]] of Object.entries(addonVersions["kube-proxy"].eksAddon!)) {
      expect(version.startsWith(`v${kubernetes}.`), version).to.equal(true);
    }
  });
});

describe("the version of an add-on", () => {
  const both = { eksAddon: { "1.35": ["v1.2.3-eksbuild.4", "default"] }, eksAddonPartitions: ["aws"], chart: "5.6.7" } as const;

  it("is that of the EKS add-on where AWS has it, else that of the chart", () => {
    expect(pinnedVersion(both, "aws", "1.35")).to.equal("v1.2.3-eksbuild.4");
    expect(pinnedVersion(both, "aws-cn", "1.35")).to.equal("5.6.7");
    expect(pinnedVersion({ eksAddon: both.eksAddon }, "aws-cn", "1.35")).to.equal("v1.2.3-eksbuild.4");
    expect(pinnedVersion({ chart: "5.6.7" }, "aws", "1.99")).to.equal("5.6.7");
  });

  it("is unknown where the table has none, never that of another Kubernetes version", () => {
    expect(pinnedVersion(both, "aws", "1.36")).to.equal(undefined);
  });
});
