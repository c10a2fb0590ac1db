import { expect } from "chai";
import { catalog } from "../../../../components/addons/catalog";
import { chartIssues } from "../../../harness/mocks/chart";
import { inlineStatements, plain, published } from "../../../harness/mocks/policies";
import { type InstallOptions, registered } from "../../fixtures";
import { issuesOf } from "../../plan/selection";

const releaseType = "kubernetes:helm.sh/v3:Release";
const role = "eks-external-dns-external-dns";
const zones = ["Z0123456789ABC", "Z9876543210DEF"];

async function installed(options: Readonly<Record<string, unknown>> = {}, more: InstallOptions = {}) {
  return registered({ ...more, addons: { "external-dns": { zones, ...options } } });
}

async function values(...args: Parameters<typeof installed>) {
  return (await installed(...args)).only(releaseType).inputs.values;
}

describe("external-dns", () => {
  it("installs the chart with the cluster name as owner id and without deleting records by default", async () => {
    const { inputs } = (await installed()).only(releaseType);
    expect(inputs).to.deep.include({
      name: "external-dns",
      chart: "external-dns",
      version: "1.20.0",
      namespace: "external-dns",
      skipCrds: true,
      repositoryOpts: { repo: "https://kubernetes-sigs.github.io/external-dns/" },
    });
    expect(inputs.values).to.deep.include({
      provider: { name: "aws" },
      policy: "upsert-only",
      sources: ["service", "ingress"],
      domainFilters: [],
      txtOwnerId: "shop",
      extraArgs: { "zone-id-filter": zones },
    });
  });

  it("sets only values that the chart declares", async () => {
    const options = { policy: "sync", sources: ["gateway-httproute"], domainFilters: ["shop.example.com"] };
    expect(chartIssues("external-dns", await values(options, { cluster: { identity: "irsa" } }))).to.deep.equal([]);
  });

  it("sets its region, which its pods cannot look up", async () => {
    expect((await values({}, { region: "eu-north-1" })).env).to.deep.equal([
      { name: "AWS_REGION", value: "eu-north-1" },
      { name: "AWS_DEFAULT_REGION", value: "eu-north-1" },
    ]);
  });

  for (const [region, partition] of [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`allows exactly the published actions on the configured zones in ${partition}`, async () => {
      const [changing, listing] = published("external-dns", "default");
      const Resource = zones.map((zone) => `arn:${partition}:route53:::hostedzone/${zone}`);
      expect(inlineStatements(await installed({}, { region }), role)).to.deep.equal([plain({ ...changing, Resource }), listing]);
    });
  }

  it("waits for its permissions under Pod Identity, and annotates its service account under IRSA", async () => {
    const podIdentity = await installed();
    const association = podIdentity.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(association.inputs).to.include({ namespace: "external-dns", serviceAccount: "external-dns" });
    expect(podIdentity.waitsFor(podIdentity.only(releaseType), association)).to.equal(true);
    const { serviceAccount } = await values({}, { cluster: { identity: "irsa" } });
    expect(serviceAccount.annotations["eks.amazonaws.com/role-arn"]).to.include(role);
  });

  it("pulls its image through a mirror", async () => {
    const images = { registries: { "registry.k8s.io": "mirror.example/k8s" } };
    expect((await values({}, { images })).image).to.deep.equal({ repository: "mirror.example/k8s/external-dns/external-dns" });
  });

  it("requires hosted zone ids", () => {
    const { options } = catalog["external-dns"];
    for (const wrong of [
      {},
      { zones: [] },
      { zones: ["example.com"] },
      { zones: ["/hostedzone/Z0123456789ABC"] },
      { zones, policy: "create" },
    ]) {
      expect(options.safeParse(wrong).success, JSON.stringify(wrong)).to.equal(false);
    }
  });

  it("is rejected without NAT, because Route 53 has no endpoint", () => {
    expect(issuesOf({ "external-dns": { zones } }, { network: { nat: "none", endpoints: "private" } })).to.match(/Route 53.*network.nat/);
  });
});
