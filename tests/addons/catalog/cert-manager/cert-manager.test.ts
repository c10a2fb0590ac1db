import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import { isCommented } from "../../../harness/mocks/commented-keys";
import { inlineStatements, plain, published } from "../../../harness/mocks/policies";
import { type InstallOptions, registered } from "../../fixtures";
import { issuesOf } from "../../plan/selection";

const releaseType = "kubernetes:helm.sh/v3:Release";
const issuerType = "kubernetes:cert-manager.io/v1:ClusterIssuer";
const role = "eks-cert-manager-cert-manager";
const zones = ["Z0123456789ABC"];
const letsencrypt = { email: "ops@example.com" };

async function installed(options: true | Readonly<Record<string, unknown>> = true, more: InstallOptions = {}) {
  return registered({ ...more, addons: { "cert-manager": options } });
}

async function values(...args: Parameters<typeof installed>) {
  return (await installed(...args)).only(releaseType).inputs.values;
}

describe("cert-manager", () => {
  it("installs the chart, which upgrades and deletes its CRDs", async () => {
    const { inputs } = (await installed()).only(releaseType);
    expect(inputs).to.deep.include({
      name: "cert-manager",
      chart: "cert-manager",
      version: "v1.19.4",
      namespace: "cert-manager",
      repositoryOpts: { repo: "https://charts.jetstack.io" },
    });
    expect(inputs.values.crds).to.deep.equal({ enabled: true, keep: false });
  });

  it("sets only values that the chart declares", async () => {
    const issues = chartIssues("cert-manager", await values({ zones }, { cluster: { identity: "irsa" } }));
    expect(issues.filter((path) => !isCommented("cert-manager", path))).to.deep.equal([]);
  });

  it("runs two pods of each component with a topology spread and a disruption budget", async () => {
    const { webhook, cainjector, ...controller } = await values();
    for (const [component, pods] of Object.entries({ controller, webhook, cainjector })) {
      expect(pods).to.deep.include({ replicaCount: 2, podDisruptionBudget: { enabled: true } });
      expect(pods.topologySpreadConstraints[0].labelSelector.matchLabels).to.include({ "app.kubernetes.io/component": component });
    }
    expect((await values({ replicas: 1 })).podDisruptionBudget).to.deep.equal({ enabled: false }); // a budget would block draining
  });

  it("moves its webhook off the kubelet's port, so that it runs on Fargate", async () => {
    const fargate = { batch: { selectors: [{ namespace: "batch", labels: {} }] } };
    expect((await values(true, { nodePools: {}, fargate })).webhook.securePort).to.equal(10260);
  });

  it("pulls every image through a mirror", async () => {
    const images = { registries: { "quay.io": "mirror.example/quay" } };
    const { image, webhook, cainjector, acmesolver, startupapicheck } = await values(true, { images });
    const found = [{ image }, webhook, cainjector, acmesolver, startupapicheck].map((each) => each.image.repository);
    const programs = ["controller", "webhook", "cainjector", "acmesolver", "startupapicheck"];
    expect(found).to.deep.equal(programs.map((program) => `mirror.example/quay/jetstack/cert-manager-${program}`));
  });

  it("has no IAM role without `zones`", async () => {
    expect((await installed()).ofType("aws:iam/role:Role").map(({ name }) => name)).not.to.include(role);
  });

  for (const [region, partition] of [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`allows exactly the published actions on the configured zones in ${partition}`, async () => {
      const [waiting, changing, finding] = published("cert-manager-route53", undefined, { "arn:aws:": `arn:${partition}:` });
      const Resource = zones.map((zone) => `arn:${partition}:route53:::hostedzone/${zone}`);
      const found = inlineStatements(await installed({ zones }, { region }), role);
      expect(found).to.deep.equal([waiting, plain({ ...changing, Resource }), finding]);
    });
  }

  it("creates Let's Encrypt ClusterIssuers after its webhook", async () => {
    const resources = await installed({ zones, letsencrypt }, { region: "eu-north-1" });
    const issuers = resources.ofType(issuerType);
    expect(issuers.map(({ name, inputs }) => [name, inputs.metadata.name, inputs.spec.acme.server])).to.deep.equal([
      ["eks-cert-manager-letsencrypt", "letsencrypt", "https://acme-v02.api.letsencrypt.org/directory"],
      ["eks-cert-manager-letsencrypt-staging", "letsencrypt-staging", "https://acme-staging-v02.api.letsencrypt.org/directory"],
    ]);
    for (const issuer of issuers) {
      expect(issuer.inputs.spec.acme).to.deep.include({
        email: "ops@example.com",
        solvers: [{ dns01: { route53: { region: "eu-north-1" } } }],
      });
      expect(resources.waitsFor(issuer, resources.only(releaseType))).to.equal(true);
      expect(issuer.provider).to.include("pulumi:providers:kubernetes::cluster");
    }
  });

  it("rejects `letsencrypt` without `zones`", () => {
    expect(issuesOf({ "cert-manager": { letsencrypt } })).to.match(/addons.cert-manager `letsencrypt`.*as `zones`/);
  });

  it("rejects `zones` without NAT, because Route 53 has no endpoint", () => {
    const changes = { images: { registries: { "quay.io": "mirror.example" } }, network: { nat: "none", endpoints: "private" } } as const;
    expect(issuesOf({ "cert-manager": { zones } }, changes)).to.match(/Route 53.*network.nat/);
    expect(issuesOf({ "cert-manager": true }, changes)).to.equal("");
  });
});
