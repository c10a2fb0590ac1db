import { expect } from "chai";
import { issuesOf } from "../../environment/counterparts/fixtures";

const capabilities = {
  argocd: { idcInstanceArn: "arn:aws:sso:::instance/ssoins-1234567890abcdef" },
  ack: { services: ["s3"] },
  kro: true,
};
const cluster = { capabilities };
const chart = (name: string, repo?: string) => ({ chart: name, version: "1.0.0", ...(repo && { repo }) });

describe("EKS capabilities and add-ons", () => {
  it("exclude each other where both bring the same CRDs", () => {
    expect(issuesOf({ cluster })).to.equal("");
    expect(issuesOf({ cluster, addons: { argocd: true } })).to.equal(
      "cluster.capabilities.argocd: the add-on `argocd` installs the CRDs of the capability; remove one of the two",
    );
    const custom = {
      controllers: chart("oci://public.ecr.aws/aws-controllers-k8s/s3-chart"),
      orchestrator: chart("oci://registry.k8s.io/kro/charts/kro"),
      web: chart("web-chart", "https://charts.example.com"),
    };
    expect(issuesOf({ cluster, addons: { custom } }).split("\n")).to.deep.equal([
      "cluster.capabilities.ack: the add-on `custom.controllers` installs the CRDs of the capability; remove one of the two",
      "cluster.capabilities.kro: the add-on `custom.orchestrator` installs the CRDs of the capability; remove one of the two",
    ]);
  });

  it("name the engine of GitOps that installs the add-on", () => {
    const gitops = { engine: "argocd", repo: "https://github.com/example/clusters" };
    expect(issuesOf({ cluster, gitops })).to.equal(
      "cluster.capabilities.argocd: `gitops.engine: argocd` installs Argo CD in the cluster, with the CRDs of the capability; remove one of the two, or write `engine: flux`",
    );
    expect(issuesOf({ cluster, gitops: { ...gitops, engine: "flux" } })).to.equal("");
  });
});
