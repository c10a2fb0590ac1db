import { expect } from "chai";
import type { z } from "zod";
import { catalog } from "../../components/addons/catalog";
import { addonNames } from "../../components/addons/names";
import { addonVersions, pinnedVersion, versionSources } from "../../components/addons/versions";
import { kubernetesVersions, tableDate } from "../../components/reference/kubernetes-versions";

describe("addonVersions", () => {
  for (const name of addonNames.filter(
    (each) => !["fargate-logging", "aws-privateca-issuer", "aws-guardduty-agent", "amp", "ack"].includes(each),
  )) {
    it(`pins ${name} to a valid version with a source`, () => {
      const { eksAddon = {}, chart } = addonVersions[name];
      const option = catalog[name].options.shape.version as z.ZodType;
      expect(Object.keys(kubernetesVersions)).to.include.members(Object.keys(eksAddon));
      for (const [version, source] of Object.values(eksAddon)) {
        expect(option.safeParse(version).success, version).to.equal(true);
        expect(versionSources).to.have.property(String(source));
      }
      if (chart !== undefined) expect(option.safeParse(chart).success).to.equal(true);
      expect(chart ?? Object.keys(eksAddon)[0], "at least one pinned version").to.be.a("string");
    });
  }

  for (const name of ["eks-pod-identity-agent", "vpc-cni", "kube-proxy", "coredns", "aws-ebs-csi-driver", "metrics-server"] as const) {
    it(`pins ${name} for every supported Kubernetes version`, () => {
      const supported = Object.entries(kubernetesVersions).filter(
        ([version, { extendedUntil }]) => extendedUntil >= tableDate && version !== "1.31",
      );
      expect(Object.keys(addonVersions[name].eksAddon!)).to.deep.equal(supported.map(([version]) => version));
    });
  }

  it("pins kube-proxy to the cluster's minor version", () => {
    for (const [kubernetes, [version]] of Object.entries(addonVersions["kube-proxy"].eksAddon!)) {
      expect(version.startsWith(`v${kubernetes}.`), version).to.equal(true);
    }
  });
});

describe("pinnedVersion", () => {
  const both = { eksAddon: { "1.35": ["v1.2.3-eksbuild.4", "default"] }, eksAddonPartitions: ["aws"], chart: "5.6.7" } as const;

  it("returns the EKS add-on's version if the partition has it, otherwise the chart's", () => {
    expect(pinnedVersion(both, "aws", "1.35")).to.equal("v1.2.3-eksbuild.4");
    expect(pinnedVersion(both, "aws-cn", "1.35")).to.equal("5.6.7");
    expect(pinnedVersion({ eksAddon: both.eksAddon }, "aws-cn", "1.35")).to.equal("v1.2.3-eksbuild.4");
    expect(pinnedVersion({ chart: "5.6.7" }, "aws", "1.99")).to.equal("5.6.7");
  });

  it("returns undefined for Kubernetes versions without a pin", () => {
    expect(pinnedVersion(both, "aws", "1.36")).to.equal(undefined);
  });
});
