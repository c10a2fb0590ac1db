import { expect } from "chai";
import { planFargateProfiles } from "../../components/nodes/fargate-plan";
import type { Settings } from "../../components/settings/types";
import type { NamespaceGroup } from "../../components/util/fargate-selectors";

type Given = Partial<{ fargate: Settings["fargate"]; nodePools: object; autoMode: boolean; existing: object }>;

const profile = (namespace: string, labels: Record<string, string> = {}) => ({ selectors: [{ namespace, labels }] });

function plan({ fargate = {}, nodePools = {}, autoMode = false, existing }: Given, groups: readonly NamespaceGroup[] = []) {
  return planFargateProfiles({ fargate, nodePools, cluster: { autoMode, existing } } as unknown as Settings, groups);
}

describe("planFargateProfiles", () => {
  it("adds a kube-system profile on a cluster with only Fargate", () => {
    expect(plan({ fargate: { apps: profile("apps") } })).to.deep.equal({ system: profile("kube-system"), apps: profile("apps") });
  });

  const noProfiles: [string, Given][] = [
    ["node pools are present", { fargate: { apps: profile("apps") }, nodePools: { general: {} } }],
    ["Auto Mode is on", { fargate: { apps: profile("apps") }, autoMode: true }],
    ["the cluster is an existing one", { fargate: { apps: profile("apps") }, existing: { name: "shop" } }],
    ["no profile is configured", {}],
    ["a configured profile matches all of kube-system", { fargate: { own: profile("kube-system") } }],
    ["a configured profile matches kube-system by a pattern", { fargate: { own: profile("kube-*") } }],
    ["a configured profile matches every namespace", { fargate: { own: profile("*") } }],
  ];
  for (const [when, given] of noProfiles) {
    it(`returns only the configured profiles when ${when}`, () => {
      expect(plan(given)).to.deep.equal(given.fargate ?? {});
    });
  }

  it("adds a kube-system profile when the configured ones match only some of its pods", () => {
    expect(plan({ fargate: { dns: profile("kube-system", { "k8s-app": "kube-dns" }) } })).to.have.property("system");
    expect(plan({ fargate: { dot: profile("kube.system") } })).to.have.property("system");
  });

  it("never replaces a configured profile", () => {
    const planned = plan({ fargate: { system: profile("apps") } });
    expect(planned.system).to.deep.equal(profile("apps"));
    expect(planned["system-pods"]).to.deep.equal(profile("kube-system"));
  });

  const group = { key: "addons-argocd", namespaces: ["argocd", "kyverno"], needed: ["kyverno"] };
  const both = { selectors: [...profile("argocd").selectors, ...profile("kyverno").selectors] };

  it("adds one profile for each add-on group on a cluster with only Fargate", () => {
    expect(plan({ fargate: { apps: profile("apps") } }, [group])).to.deep.equal({
      system: profile("kube-system"),
      "addons-argocd": both,
      apps: profile("apps"),
    });
    expect(plan({ fargate: { apps: profile("apps") }, nodePools: { general: {} } }, [group])).to.deep.equal({ apps: profile("apps") });
  });

  it("adds none for add-on namespaces that configured profiles match", () => {
    expect(plan({ fargate: { mine: profile("kyverno") } }, [group])).to.have.all.keys(["system", "mine"]);
    expect(plan({ fargate: { mine: profile("argocd") } }, [group])["addons-argocd"]).to.deep.equal(both);
  });
});
