import { assert } from "chai";
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
    assert.deepEqual(plan({ fargate: { apps: profile("apps") } }), { system: profile("kube-system"), apps: profile("apps") });
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
      assert.deepEqual(plan(given), given.fargate ?? {});
    });
  }

  it("adds a kube-system profile when the configured ones match only some of its pods", () => {
    assert.property(plan({ fargate: { dns: profile("kube-system", { "k8s-app": "kube-dns" }) } }), "system");
    assert.property(plan({ fargate: { dot: profile("kube.system") } }), "system");
  });

  it("never replaces a configured profile", () => {
    const planned = plan({ fargate: { system: profile("apps") } });
    assert.deepEqual(planned.system, profile("apps"));
    assert.deepEqual(planned["system-pods"], profile("kube-system"));
  });

  const group = { key: "addons-argocd", namespaces: ["argocd", "kyverno"], needed: ["kyverno"] };
  const both = { selectors: [...profile("argocd").selectors, ...profile("kyverno").selectors] };

  it("adds one profile for each add-on group on a cluster with only Fargate", () => {
    assert.deepEqual(plan({ fargate: { apps: profile("apps") } }, [group]), {
      system: profile("kube-system"),
      "addons-argocd": both,
      apps: profile("apps"),
    });
    assert.deepEqual(plan({ fargate: { apps: profile("apps") }, nodePools: { general: {} } }, [group]), { apps: profile("apps") });
  });

  it("adds none for add-on namespaces that configured profiles match", () => {
    assert.hasAllKeys(plan({ fargate: { mine: profile("kyverno") } }, [group]), ["system", "mine"]);
    assert.deepEqual(plan({ fargate: { mine: profile("argocd") } }, [group])["addons-argocd"], both);
  });
});
