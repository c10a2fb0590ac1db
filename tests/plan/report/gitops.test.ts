import { expect } from "chai";
import { planDocument } from "../../../plan/report/json";
import { planText } from "../../../plan/report/text";
import type { PlannedResource, Values } from "../../../plan/types";
import { noCost, planned } from "../resources";

const layout = { width: 200, colors: false };

function section(resources: readonly PlannedResource[]): string[] {
  const recording = { resources, outputs: {}, log: [] };
  const text = planText(planDocument({ project: "shop", stack: "dev", settings: null, recording, findings: [], cost: noCost }), {
    tree: false,
    messages: [],
    information: [],
    layout,
  });
  const [, found = ""] = text.split("\nGitOps\n");
  return found
    .split("\n\n")[0]!
    .split("\n")
    .filter((line) => line !== "");
}

const argocd = (kind: string, name: string, spec: Values = {}) =>
  planned({ type: `kubernetes:argoproj.io/v1alpha1:${kind}`, name, inputs: { metadata: { name }, spec } });
const flux = (group: string, kind: string, name: string, spec: Values) =>
  planned({ type: `kubernetes:${group}.toolkit.fluxcd.io/v1:${kind}`, name: `${kind}-${name}`, inputs: { metadata: { name }, spec } });

describe("plan: GitOps section", () => {
  it("shows the repository, path and revision of Argo CD", () => {
    const source = { repoURL: "https://git.example/clusters", path: "dev", targetRevision: "main" };
    const resources = [
      argocd("Application", "platform", { source }),
      argocd("ApplicationSet", "platform"),
      argocd("ApplicationSet", "team-a"),
      argocd("ApplicationSet", "team-b"),
    ];
    expect(section(resources)).to.deep.equal(["  Argo CD  https://git.example/clusters  dev  main  and 2 teams"]);
    expect(section(resources.slice(0, 2))).to.deep.equal(["  Argo CD  https://git.example/clusters  dev  main"]);
  });

  it("shows the repository, path and revision of Flux", () => {
    const resources = ["team-a", "platform"].flatMap((name) => [
      flux("source", "GitRepository", name, { url: `https://git.example/${name}`, ref: { tag: "v1.2.3" } }),
      flux("kustomize", "Kustomization", name, { path: "./dev" }),
    ]);
    expect(section(resources)).to.deep.equal(["  Flux  https://git.example/platform  ./dev  v1.2.3  and 1 team"]);
  });

  it("shows the charts of tenants, one row for those with the same chart", () => {
    const source = { repoURL: "https://git.example/clusters", path: "charts/app", targetRevision: "v1" };
    const chart = { chart: { spec: { chart: "./charts/app" } } };
    const resources = [
      argocd("Application", "tenant-a", { source }),
      argocd("Application", "tenant-b", { source }),
      argocd("Application", "tenant-c", { source: { ...source, targetRevision: "v2" } }),
      flux("source", "GitRepository", "tenant-d", { url: "https://git.example/clusters", ref: { branch: "main" } }),
      planned({
        type: "kubernetes:helm.toolkit.fluxcd.io/v2:HelmRelease",
        name: "tenant-d",
        inputs: { metadata: { name: "tenant-d" }, spec: chart },
      }),
    ];
    expect(section(resources)).to.deep.equal([
      "  Argo CD  https://git.example/clusters  charts/app    v1    for 2 tenants",
      "  Argo CD  https://git.example/clusters  charts/app    v2    for 1 tenant",
      "  Flux     https://git.example/clusters  ./charts/app  main  for 1 tenant",
    ]);
  });

  it("is omitted without a GitOps engine", () => {
    expect(section([planned({ type: "t:m:T", name: "x" })])).to.deep.equal([]);
  });
});
