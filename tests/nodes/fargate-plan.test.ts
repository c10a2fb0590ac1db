import { assert } from "chai";
import { planFargateProfiles } from "../../components/nodes/fargate-plan";
import type { Settings } from "../../components/settings/types";
import type { NamespaceGroup } from "../../components/util/fargate-selectors";

type Given = Partial<{ fargate: Settings["fargate"]; nodePools: object; autoMode: boolean; existing: object }>;

const profile = (namespace: string, labels: Record<string, string> = {}) => ({ selectors: [{ namespace, labels }] });

function plan({ fargate = {}, nodePools = {}, autoMode = false, existing }: Given, groups: readonly NamespaceGroup[] = []) {
  return planFargateProfiles({ fargate, nodePools, cluster: { autoMode, existing } } as unknown as Settings, groups);
}

describe("the Fargate profiles of a stack", () => {
  it("have one for the cluster's own pods on a cluster with Fargate alone", () => {
    assert.deepEqual(plan({ fargate: { apps: profile("apps") } }), { system: profile("kube-system"), apps: profile("apps") });
  });

  const unchanged: [string, Given][] = [
    ["there are nodes", { fargate: { apps: profile("apps") }, nodePools: { general: {} } }],
    ["Auto Mode runs nodes", { fargate: { apps: profile("apps") }, autoMode: true }],
    ["the cluster exists already", { fargate: { apps: profile("apps") }, existing: { name: "shop" } }],
    ["there is no profile at all", {}],
    ["the user's take all of kube-system", { fargate: { own: profile("kube-system") } }],
    ["the user's take all of kube-system by a pattern", { fargate: { own: profile("kube-*") } }],
    ["the user's take every namespace", { fargate: { own: profile("*") } }],
  ];
  for (const [when, given] of unchanged) {
    it(`are the user's alone where ${when}`, () => {
      assert.deepEqual(plan(given), given.fargate ?? {});
    });
  }

  it("have one for the cluster's own pods where the user's take only some of kube-system", () => {
    assert.property(plan({ fargate: { dns: profile("kube-system", { "k8s-app": "kube-dns" }) } }), "system");
    assert.property(plan({ fargate: { dot: profile("kube.system") } }), "system");
  });

  it("never replace a profile of the user's", () => {
    const planned = plan({ fargate: { system: profile("apps") } });
    assert.deepEqual(planned.system, profile("apps"));
    assert.deepEqual(planned["system-pods"], profile("kube-system"));
  });

  const group = { key: "addons-argocd", namespaces: ["argocd", "kyverno"], needed: ["kyverno"] };
  const both = { selectors: [...profile("argocd").selectors, ...profile("kyverno").selectors] };

  it("have one for each group of add-ons on a cluster with Fargate alone", () => {
    assert.deepEqual(plan({ fargate: { apps: profile("apps") } }, [group]), {
      system: profile("kube-system"),
      "addons-argocd": both,
      apps: profile("apps"),
    });
    assert.deepEqual(plan({ fargate: { apps: profile("apps") }, nodePools: { general: {} } }, [group]), { apps: profile("apps") });
  });

  it("have none for add-ons whose namespaces the user's take", () => {
    assert.hasAllKeys(plan({ fargate: { mine: profile("kyverno") } }, [group]), ["system", "mine"]);
    assert.deepEqual(plan({ fargate: { mine: profile("argocd") } }, [group])["addons-argocd"], both);
  });
});
