import { expect } from "chai";
import * as fc from "fast-check";
import type { KubernetesObject } from "../../../../components/lifecycle/drain/kubernetes/objects";
import {
  holdingPods,
  keptVolumes,
  listed,
  loadBalancerMakers,
  nodeMakers,
  ownClaims,
  ownVolumes,
  podsOf,
} from "../../../../components/lifecycle/drain/kubernetes/select";

type More = { readonly metadata?: object; readonly spec?: object; readonly status?: object };
const object = (kind: string, name: string, { metadata, ...rest }: More = {}): KubernetesObject => ({
  kind,
  path: `/${kind}/${name}`,
  metadata: { name, namespace: "shop", uid: `${kind}-${name}`, ...metadata },
  ...rest,
});
const named = (objects: readonly KubernetesObject[]) => objects.map(({ metadata }) => metadata.name);

const policies = fc.constantFrom("Delete", "Retain", "Recycle", undefined);
const volumes = fc
  .record({
    name: fc.constantFrom("a", "b", "c", "d"),
    policy: policies,
    provisioned: fc.boolean(),
    claimed: fc.constantFrom("a", "b", "other"),
  })
  .map(({ name, policy, provisioned, claimed }) =>
    object("PersistentVolume", name, {
      metadata: { annotations: provisioned ? { "pv.kubernetes.io/provisioned-by": "ebs.csi.aws.com" } : {} },
      spec: { persistentVolumeReclaimPolicy: policy, claimRef: { uid: `PersistentVolumeClaim-${claimed}` } },
    }),
  );
const claims = fc
  .record({ name: fc.constantFrom("a", "b", "c"), volumeName: fc.constantFrom("a", "b", "c", "d", undefined) })
  .map(({ name, volumeName }) => object("PersistentVolumeClaim", name, { spec: { volumeName } }));

describe("resource selection", () => {
  it("selects volumes with the reclaim policy Delete that a driver provisioned, and keeps all others", () => {
    fc.assert(
      fc.property(fc.array(volumes), (all) => {
        const own = ownVolumes(all);
        expect([...own, ...keptVolumes(all)]).to.have.members(all);
        for (const { spec, metadata } of own) {
          expect(spec.persistentVolumeReclaimPolicy).to.equal("Delete");
          expect(metadata.annotations).to.have.property("pv.kubernetes.io/provisioned-by");
        }
      }),
    );
  });

  it("selects claims only with a selected volume that refers back to the claim", () => {
    let picked = 0;
    const one = { selector: ({ metadata }: KubernetesObject) => metadata.name };
    fc.assert(
      fc.property(fc.uniqueArray(volumes, one), fc.uniqueArray(claims, one), (all, some) => {
        for (const claim of ownClaims({ volumes: all, claims: some })) {
          picked++;
          const volume = ownVolumes(all).find(({ metadata }) => metadata.name === claim.spec.volumeName);
          expect(volume?.spec.claimRef.uid).to.equal(claim.metadata.uid);
        }
      }),
      { numRuns: 5_000 }, // few claims match their volume
    );
    expect(picked).to.be.greaterThan(10);
  });

  it("selects Services of type LoadBalancer, and every Ingress and Gateway", () => {
    const services = ["LoadBalancer", "ClusterIP", "NodePort", "ExternalName"].map((type) => object("Service", type, { spec: { type } }));
    const found = { services, ingresses: [object("Ingress", "web")], gateways: [object("Gateway", "edge")], accelerators: [] };
    expect(named(loadBalancerMakers(found))).to.deep.equal(["LoadBalancer", "web", "edge"]);
  });

  it("selects pods that mount a claim of their namespace, by name or as an ephemeral volume", () => {
    const mount = (claimName: string) => ({ spec: { volumes: [{ name: "data", persistentVolumeClaim: { claimName } }] } });
    const pods = [
      object("Pod", "mounts", mount("data")),
      object("Pod", "mounts-another", mount("logs")),
      object("Pod", "elsewhere", { ...mount("data"), metadata: { namespace: "other" } }),
      object("Pod", "scratch", { spec: { volumes: [{ name: "space", ephemeral: {} }] } }),
      object("Pod", "plain", { spec: {} }),
    ];
    const mounted = ["data", "scratch-space"].map((name) => object("PersistentVolumeClaim", name));
    expect(named(podsOf(mounted, pods))).to.deep.equal(["mounts", "scratch"]);
  });

  it("selects every Karpenter node pool and claim except those of EKS's built-in pools", () => {
    const built = { metadata: { labels: { "app.kubernetes.io/managed-by": "eks" } } };
    const claim = (name: string, pool?: string) => object("NodeClaim", name, { metadata: { labels: { "karpenter.sh/nodepool": pool } } });
    const nodePools = [object("NodePool", "default"), object("NodePool", "system", built)];
    const nodeClaims = [claim("default-a", "default"), claim("system-a", "system"), claim("alone")];
    expect(named(nodeMakers({ nodePools, nodeClaims }))).to.deep.equal(["default", "default-a", "alone"]);
  });

  it("selects pods that block disruption only on nodes of Karpenter", () => {
    const annotations = { "karpenter.sh/do-not-disrupt": "true" };
    const pod = (name: string, nodeName: string, metadata = {}) => object("Pod", name, { metadata, spec: { nodeName } });
    const pods = [pod("holds", "one", { annotations }), pod("lets-go", "one"), pod("elsewhere", "two", { annotations })];
    const makers = [object("NodePool", "default"), object("NodeClaim", "default-a", { status: { nodeName: "one" } })];
    expect(named(holdingPods(pods, makers))).to.deep.equal(["holds"]);
  });

  it("lists objects in one line of limited length", () => {
    const many = ["a", "b", "c", "d", "e", "f"].map((name) => object("Pod", name));
    expect(listed(many)).to.equal("Pod shop/a, Pod shop/b, Pod shop/c, Pod shop/d and 2 more");
    expect(listed(many.slice(0, 1))).to.equal("Pod shop/a");
  });
});
