import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { addonAliases, addonNames } from "../../components/addons/names";
import { didYouMeanByAlias } from "../../components/util/did-you-mean";

const suggestion = (wrong: string) => didYouMeanByAlias(wrong, addonNames, addonAliases);

/** Names of charts that say nothing of their project: those of Istio. */
const generic = ["base", "cni", "gateway"];

/** Charts and EKS add-ons of the recorded stacks, with the add-on that installs them. */
function installed(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync("tests/fixtures/state").filter((each) => each.endsWith(".inputs.json"))) {
    const resources: Record<string, { chart?: string; addonName?: string }> = JSON.parse(
      readFileSync(`tests/fixtures/state/${file}`, "utf8"),
    );
    for (const [key, { chart, addonName }] of Object.entries(resources)) {
      if (!/\$(kubernetes:helm.sh\/v3:Release|aws:eks\/addon:Addon)::/.test(key)) continue;
      const own = key.split("::").at(-1)!.replace(/^eks-/, "");
      const addon = [...addonNames].sort((a, b) => b.length - a.length).find((name) => own === name || own.startsWith(`${name}-`));
      if (addon && !generic.includes(chart?.split("/").at(-1) ?? "")) found.set((chart ?? addonName)!.split("/").at(-1)!, addon);
    }
  }
  return found;
}

describe("addonAliases", () => {
  for (const [name, addon] of installed())
    it(`suggests ${addon} for the installed name ${name}`, () =>
      expect(name === addon ? `; did you mean ${addon}?` : suggestion(name)).to.equal(`; did you mean ${addon}?`));

  const common: Readonly<Record<string, string>> = {
    alb: "aws-load-balancer-controller",
    lbc: "aws-load-balancer-controller",
    "ebs-csi": "aws-ebs-csi-driver",
    efs: "aws-efs-csi-driver",
    grafana: "prometheus",
    "kube-prometheus-stack": "prometheus",
    Argo_CD: "argocd",
    argo: "argocd",
    nth: "aws-node-termination-handler",
    cas: "cluster-autoscaler",
    cloudwatch: "amazon-cloudwatch-observability",
    dashboard: "kubernetes-dashboard",
    cert: "cert-manager",
    "secrets-store": "secrets-store-csi-driver",
    karpentr: "karpenter",
    csi: "aws-ebs-csi-driver",
  };
  for (const [wrong, addon] of Object.entries(common))
    it(`suggests only ${addon} for ${wrong}`, () => expect(suggestion(wrong)).to.equal(`; did you mean ${addon}?`));

  it("contains no alias twice, and no add-on name", () => {
    const all = [...addonNames, ...Object.values(addonAliases).flat()];
    expect(all).to.deep.equal([...new Set(all)]);
  });

  it("suggests nothing for unrelated names", () => {
    expect([suggestion("zzz"), suggestion("constructor"), suggestion("__proto__")]).to.deep.equal(["", "", ""]);
  });
});
