import * as k8s from "@pulumi/kubernetes";
import { expect } from "chai";
import { z } from "zod";
import { type AnyAddon, helmChart } from "../../../components/addons/addon";
import { commonOptions } from "../../../components/addons/catalog/common/options";
import { install } from "../fixtures";
import { customResources, permissions, podinfo } from "./fixtures";

const releaseType = "kubernetes:helm.sh/v3:Release";
const associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

describe("addons.custom: charts", () => {
  it("installs a release with the add-on's name after the nodes, in its own namespace", async () => {
    const nodes = (after: readonly unknown[]) => [
      new k8s.core.v1.ConfigMap("nodes", {}, { dependsOn: [...(after as k8s.core.v1.ConfigMap[])] }),
    ];
    const found = await customResources({ podinfo: { ...podinfo, values: { ui: { color: "blue" } } } }, { nodes });
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

  it("installs charts from OCI registries", async () => {
    const oci = { chart: "oci://ghcr.io/stefanprodan/charts/podinfo", version: "6.9.0", namespace: "kube-system" };
    const { inputs } = (await customResources({ web: oci })).only(releaseType);
    expect(inputs).to.deep.include({ name: "web", chart: oci.chart, namespace: "kube-system" });
    expect(inputs).not.to.have.property("repositoryOpts");
  });

  it("waits for built-in and custom add-ons that it requires, and enables built-in ones automatically", async () => {
    const found = await customResources({ second: { ...podinfo, requires: ["first", "metrics-server"] }, first: podinfo });
    const second = found.named("eks-second", releaseType);
    expect(found.waitsFor(second, found.named("eks-first", releaseType))).to.equal(true);
    expect(found.waitsFor(second, found.named("eks-metrics-server", "aws:eks/addon:Addon"))).to.equal(true);
    expect(found.waitsFor(found.named("eks-first", releaseType), found.named("eks-metrics-server", "aws:eks/addon:Addon"))).to.equal(false);
  });

  it("gets AWS permissions by Pod Identity before it starts", async () => {
    const statements = [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::podinfo/*" }];
    const found = await customResources({ podinfo: { ...podinfo, serviceAccounts: { web: { ...permissions, statements } } } });
    const association = found.only(associationType);
    expect(association.inputs).to.deep.include({ namespace: "podinfo", serviceAccount: "web" });
    const release = found.only(releaseType);
    expect(release.dependencies).to.include(association.urn);
    expect(release.inputs.values).to.deep.equal({});
    expect(found.named("eks-podinfo-web-AmazonS3ReadOnlyAccess").inputs.policyArn).to.equal(permissions.policies[0]);
    expect(JSON.parse(found.named("eks-podinfo-web-policy").inputs.policy).Statement).to.deep.equal(statements);
  });

  it("gets AWS permissions by annotations in its values under IRSA, at the configured key", async () => {
    const cluster = { identity: "irsa" as const };
    const serviceAccounts = { web: permissions, job: { ...permissions, annotations: "jobs.account.annotations" } };
    const found = await customResources(
      { podinfo: { ...podinfo, serviceAccounts, values: { serviceAccount: { name: "web" } } } },
      { cluster },
    );
    expect(found.ofType(associationType)).to.be.empty;
    const annotations = (name: string) => ({ "eks.amazonaws.com/role-arn": found.outputsOf("aws:iam/role:Role", name).arn });
    expect(found.only(releaseType).inputs.values).to.deep.equal({
      serviceAccount: { name: "web", annotations: annotations("eks-podinfo-web") },
      jobs: { account: { annotations: annotations("eks-podinfo-job") } },
    });
  });
});

describe("typed add-on in code", () => {
  const options = z.strictObject({ ...commonOptions.chart, color: z.string().default("blue") });
  const own: AnyAddon<z.output<typeof options>> = {
    name: "podinfo",
    options,
    versions: { chart: "6.9.0" },
    namespace: "podinfo",
    requires: ["nodes", "metrics-server"],
    conflicts: ["aws-ebs-csi-driver"],
    supportsFargate: true,
    install: ({ color }) => [helmChart({ chart: "podinfo", repo: podinfo.repo, namespace: "podinfo", values: () => ({ ui: { color } }) })],
  };

  it("is validated, pinned, ordered and installed like a built-in add-on", async () => {
    const found = await customResources(
      { web: { ...podinfo, requires: ["podinfo"] } },
      { ownAddons: [own], addons: { podinfo: { color: "red" } } },
    );
    const release = found.named("eks-podinfo", releaseType);
    expect(release.inputs).to.deep.include({ version: "6.9.0", values: { ui: { color: "red" } } });
    expect(found.waitsFor(release, found.named("eks-metrics-server", "aws:eks/addon:Addon"))).to.equal(true);
    expect(found.waitsFor(found.named("eks-web", releaseType), release)).to.equal(true);
  });

  it("conflicts with the built-in add-ons that it declares", () => {
    expect(() => install({ ownAddons: [own], addons: { podinfo: true, "aws-ebs-csi-driver": true } })).to.throw(
      "conflicts with `aws-ebs-csi-driver`",
    );
  });

  it("is rejected when its name is taken", () => {
    for (const name of ["coredns", "custom", "nodes"])
      expect(() => install({ ownAddons: [{ ...own, name }] })).to.throw(`the add-on name ${name} is already used`);
  });
});
