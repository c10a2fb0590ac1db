import { expect } from "chai";
import type { Inputs, Resources } from "../harness/mocks/mocks";
import { environment, types } from "./fixtures";

const chart = { path: "charts/shop" };
const tenants = {
  tiers: {
    basic: { names: ["a"], application: chart },
    premium: { template: "web", nodePool: "premium", names: ["acme"], application: { ...chart, revision: "v2", values: { replicas: 3 } } },
  },
};

describe("tenants by tiers", () => {
  let resources: Resources;
  const namespaceOf = (team: string) => resources.named(`eks-team-${team}.team-${team}`, types.namespace).inputs.metadata;

  before(async () => {
    const found = await environment(
      {},
      {
        nodePools: { shared: {}, premium: {} },
        teamTemplates: { web: { samples: { web: true } } },
        addons: { "aws-load-balancer-controller": { sharedAlb: true } },
        gitops: { engine: "argocd", repo: "https://github.com/example/clusters", path: "clusters/dev" },
        tenants,
      },
    );
    resources = found.resources;
  });

  it("have namespaces with the tier, and the pool of the tier", () => {
    expect(namespaceOf("acme").labels).to.include({ "eks-blueprints/tier": "premium", tier: "premium", tenant: "acme" });
    expect(namespaceOf("acme").annotations).to.include({ "eks-blueprints/tier-pool": "premium" });
    expect(namespaceOf("a").labels).to.include({ "eks-blueprints/tier": "basic" });
    expect(namespaceOf("a").annotations).not.to.have.any.keys("eks-blueprints/tier-pool", "eks-blueprints/node-pool");
  });

  it("are kept on the pool of their tier, and off the pools of other tiers", () => {
    const { variables, validations } = resources.named("eks-team-pods", types.policy).inputs.spec;
    expect(variables.map(({ name }: Inputs) => name)).to.include.members(["tier", "tierPool"]);
    const ofTier = validations.filter(({ expression }: Inputs) => expression.includes("variables.tier"));
    expect(ofTier).to.have.lengthOf(4);
    expect(ofTier[0].messageExpression).to.equal(
      '"pods of team " + variables.team + " run in the pool of its tier: they need nodeSelector tier: " + variables.tier + " and a toleration of that taint"',
    );
  });

  it("run samples in the pool of their tier", () => {
    const { spec } = resources.named("eks-sample-acme-web", "kubernetes:apps/v1:Deployment").inputs.spec.template;
    expect(spec.nodeSelector).to.deep.equal({ tier: "premium" });
    expect(spec.tolerations).to.deep.equal([{ key: "tier", operator: "Equal", value: "premium", effect: "NoSchedule" }]);
  });

  it("get the chart of their tier, with its values and where its pods may run", () => {
    const sourceOf = (team: string) =>
      resources.named(`eks-gitops-team-${team}-application`, "kubernetes:argoproj.io/v1alpha1:Application").inputs.spec;
    expect(sourceOf("acme")).to.deep.include({
      project: "team-acme",
      destination: { server: "https://kubernetes.default.svc", namespace: "team-acme" },
      source: {
        repoURL: "https://github.com/example/clusters",
        targetRevision: "v2",
        path: "charts/shop",
        helm: {
          releaseName: "tenant-acme",
          valuesObject: {
            replicas: 3,
            tenant: "acme",
            tier: "premium",
            nodeSelector: { tier: "premium" },
            tolerations: [{ key: "tier", operator: "Equal", value: "premium", effect: "NoSchedule" }],
            ingress: { className: "team-acme" },
          },
        },
      },
    });
    expect(sourceOf("a").source).to.deep.include({ targetRevision: "main" });
    expect(sourceOf("a").source.helm.valuesObject).to.deep.equal({ tenant: "a", tier: "basic", ingress: { className: "team-a" } });
  });

  it("do not change the policy of stacks without pools of tiers", async () => {
    const { resources: plain } = await environment({}, { tenants: { tiers: { basic: { names: ["a"] } } } });
    const { variables, validations } = plain.named("eks-team-pods", types.policy).inputs.spec;
    expect(variables.map(({ name }: Inputs) => name)).to.deep.equal(["ceiling", "pool", "team"]);
    expect(validations).to.have.lengthOf(7);
  });
});
