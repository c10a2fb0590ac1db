import * as k8s from "@pulumi/kubernetes";
import { expect } from "chai";
import { z } from "zod";
import { type AnyAddon, chart, type Form, manifests } from "../../components/addons/contract";
import { InstalledAddon } from "../../components/addons/installed-addon";
import { commonOptions } from "../../components/addons/options";
import { type Resources, startMocks } from "../support/mocks";
import { type Changes, site } from "./fixtures";

const options = z.strictObject(commonOptions.chart);

/** An add-on of somebody else's. */
function addon(install: readonly Form[]): AnyAddon {
  return {
    name: "podinfo",
    options,
    namespace: "podinfo",
    requires: ["nodes"],
    fargate: true,
    identity: () => [
      {
        namespace: "podinfo",
        serviceAccount: "podinfo",
        statements: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::podinfo/*" }],
      },
    ],
    install: () => install,
  };
}

const release = chart({
  chart: "oci://registry.example/charts/podinfo",
  namespace: "podinfo",
  values: (annotate) => ({ serviceAccount: { name: "podinfo", annotations: annotate("podinfo") } }),
});

const configMap = manifests((name, opts) => [new k8s.core.v1.ConfigMap(`${name}-settings`, { metadata: { namespace: "podinfo" } }, opts)]);

async function resources(install: readonly Form[], changes: Changes = {}, chosen: Record<string, unknown> = {}): Promise<Resources> {
  const mocks = startMocks();
  await mocks.run(() => {
    const before = new k8s.core.v1.Namespace("before");
    return new InstalledAddon("eks-podinfo", {
      addon: addon(install),
      options: options.parse(chosen),
      site: site(changes),
      versions: { chart: "6.9.0" },
      after: [before],
    }).version;
  });
  return mocks.resources;
}

describe("an add-on from a chart", () => {
  it("is a release of the pinned version, with the user's values over ours", async () => {
    const found = await resources([release], {}, { values: { serviceAccount: { name: "mine" }, ui: { color: "blue" } } });
    expect(found.only("kubernetes:helm.sh/v3:Release").inputs).to.deep.include({
      name: "podinfo",
      chart: "oci://registry.example/charts/podinfo",
      version: "6.9.0",
      namespace: "podinfo",
      createNamespace: true,
      values: { serviceAccount: { name: "mine", annotations: {} }, ui: { color: "blue" } },
    });
    expect(found.only("kubernetes:helm.sh/v3:Release").inputs).not.to.have.property("repositoryOpts");
  });

  it("waits for its association and policies under Pod Identity, where no ARN flows", async () => {
    const found = await resources([release]);
    const { dependencies } = found.only("kubernetes:helm.sh/v3:Release");
    expect(dependencies).to.include(found.only("aws:eks/podIdentityAssociation:PodIdentityAssociation").urn);
    expect(dependencies).to.include(found.only("aws:iam/rolePolicy:RolePolicy").urn);
    expect(dependencies).to.include(found.named("before").urn);
  });

  it("annotates its service account under IRSA, and where Fargate takes its pods", async () => {
    const fargate = { podinfo: { selectors: [{ namespace: "podinfo", labels: {} }] } };
    for (const changes of [{ cluster: { identity: "irsa" as const } }, { fargate }]) {
      const found = await resources([release], changes);
      expect(found.only("kubernetes:helm.sh/v3:Release").inputs.values.serviceAccount.annotations).to.deep.equal({
        "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/eks-podinfo-podinfo",
      });
      expect(found.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.be.empty;
    }
  });
});

describe("an add-on of several forms", () => {
  it("makes them one after the other, and keeps the order across one that makes nothing", async () => {
    const crds = chart({
      companion: { noun: "crds" },
      chart: "podinfo-crds",
      repo: "https://charts.example",
      namespace: "podinfo",
      values: () => ({}),
    });
    const found = await resources([crds, manifests(() => []), configMap, release]);
    const map = found.named("eks-podinfo-settings");
    expect(found.named("eks-podinfo-crds").inputs.repositoryOpts).to.deep.equal({ repo: "https://charts.example" });
    expect(map.dependencies).to.include(found.named("eks-podinfo-crds").urn);
    expect(map.dependencies).not.to.include(found.named("before").urn);
    expect(found.named("eks-podinfo", "kubernetes:helm.sh/v3:Release").dependencies).to.include(map.urn);
  });
});
