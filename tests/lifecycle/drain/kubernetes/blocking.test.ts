import { expect } from "chai";
import * as fc from "fast-check";
import { blockingObjects } from "../../../../components/lifecycle/drain/kubernetes/blocking";
import { type KubernetesObject, nameOf } from "../../../../components/lifecycle/drain/kubernetes/objects";
import { ackCharts } from "../../../../components/reference/ack-charts";
import { operatorSettings, operators, removedOperators } from "../../../../components/reference/operators";

const operatorOf = (setting: string) => operators.find((each) => each.setting === setting)!;

function object(kind: string, name: string, more: Partial<KubernetesObject["metadata"]> = {}, spec: object = {}): KubernetesObject {
  return { kind, path: `/${kind}/${name}`, metadata: { name, uid: `${kind}-${name}`, ...more }, spec };
}

const ownedBy = ({ kind, metadata: { name, uid } }: KubernetesObject) => ({
  ownerReferences: [{ apiVersion: "v1", kind, name, uid, controller: true }],
});

const blocked = (setting: string, objects: readonly KubernetesObject[], leaving: readonly string[] = []) =>
  blockingObjects(operatorOf(setting), objects, new Set(leaving)).map((each) => `${nameOf(each.object)}: ${each.reason}`);

describe("blockingObjects", () => {
  it("names only objects with the operator's finalizer that the stack did not create", () => {
    const finalizers = ["finalizer.keda.sh"];
    expect(
      blocked("keda", [
        object("ScaledObject", "web", { namespace: "shop", finalizers }),
        object("ScaledObject", "idle", { namespace: "shop" }),
        object("ScaledObject", "foreign", { namespace: "shop", finalizers: ["example.com/own"] }),
        object("ScaledObject", "going", { namespace: "shop", finalizers, deletionTimestamp: "2026-01-01T00:00:00Z" }),
      ]),
    ).to.deep.equal(["ScaledObject shop/web: has a finalizer that only KEDA removes"]);
  });

  it("omits objects of the stack and objects that derive from them, unless something else refers to them", () => {
    const finalizers = ["karpenter.sh/termination"];
    const pool = object("NodePool", "default", { finalizers });
    const nodeClass = object("EC2NodeClass", "default", { finalizers: ["karpenter.k8s.aws/termination"] });
    const claim = object("NodeClaim", "default-a", { finalizers, ...ownedBy(pool) });
    const own = ["NodePool default", "EC2NodeClass default"];
    expect(blocked("karpenter", [pool, nodeClass, claim], own)).to.deep.equal([]);
    const nodeClassRef = { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" };
    const foreign = object("NodePool", "gpu", {}, { template: { spec: { nodeClassRef } } });
    expect(blocked("karpenter", [pool, nodeClass, claim, foreign], own)).to.deep.equal(["NodePool gpu: refers to EC2NodeClass default"]);
  });

  it("names the topmost owner, which a user can delete", () => {
    const certificate = object("Certificate", "web", { namespace: "shop" }, { issuerRef: { kind: "ClusterIssuer", name: "own" } });
    const request = object("CertificateRequest", "web-1", { namespace: "shop", ...ownedBy(certificate) });
    const order = object("Order", "web-1", { namespace: "shop", ...ownedBy(request) });
    const challenge = object("Challenge", "web-1", {
      namespace: "shop",
      finalizers: ["acme.cert-manager.io/finalizer"],
      ...ownedBy(order),
    });
    expect(blocked("cert-manager", [challenge, order, request, certificate])).to.deep.equal([
      "Certificate shop/web: its Challenge shop/web-1 has a finalizer that only cert-manager removes",
    ]);
  });

  it("names objects that refer to a store that is deleted with its operator", () => {
    const secretStoreRef = { kind: "ClusterSecretStore", name: "secrets-manager" };
    const store = object("ClusterSecretStore", "secrets-manager");
    const external = object("ExternalSecret", "db", { namespace: "shop" }, { secretStoreRef });
    expect(blocked("external-secrets", [store, external], ["ClusterSecretStore secrets-manager"])).to.deep.equal([
      "ExternalSecret shop/db: refers to ClusterSecretStore secrets-manager",
    ]);
    expect(blocked("external-secrets", [store, external])).to.deep.equal([]);
  });

  it("omits objects that GitOps deployed from a deleted object, and objects of a chart", () => {
    const finalizers = ["resources-finalizer.argocd.argoproj.io"];
    const annotations = { "argocd.argoproj.io/tracking-id": "platform:argoproj.io/Application:argocd/shop" };
    const child = object("Application", "shop", { namespace: "argocd", finalizers, annotations });
    expect(blocked("argocd", [child], ["Application argocd/platform"])).to.deep.equal([]);
    expect(blocked("argocd", [child])).to.have.length(1);
    const labels = { "kustomize.toolkit.fluxcd.io/name": "platform", "kustomize.toolkit.fluxcd.io/namespace": "flux-system" };
    const source = object("GitRepository", "shop", { namespace: "flux-system", finalizers: ["finalizers.fluxcd.io"], labels });
    expect(blocked("flux", [source], ["Kustomization flux-system/platform"])).to.deep.equal([]);
    const part = { finalizers: ["finalizer.keda.sh"], annotations: { "meta.helm.sh/release-name": "keda" } };
    expect(blocked("keda", [object("ScaledObject", "part", part)])).to.deep.equal([]);
  });

  it("finds every finalizer of every operator, also among others, and handles cyclic owners", () => {
    const samples: Readonly<Record<string, readonly string[]>> = {
      keda: ["finalizer.keda.sh"],
      "cert-manager": ["finalizer.acme.cert-manager.io", "acme.cert-manager.io/finalizer"],
      "external-secrets": [
        "externalsecrets.external-secrets.io/externalsecret-cleanup",
        "pushsecret.externalsecrets.io/finalizer",
        "generatorstate.externalsecrets.io/finalizer",
      ],
      velero: ["restores.velero.io/external-resources-finalizer"],
      adot: ["opentelemetrycollector.opentelemetry.io/finalizer"],
      prometheus: ["monitoring.coreos.com/status-cleanup"],
      argocd: ["resources-finalizer.argocd.argoproj.io", "post-delete-finalizer.argocd.argoproj.io/cleanup"],
      flux: ["finalizers.fluxcd.io"],
      karpenter: ["karpenter.sh/termination", "karpenter.k8s.aws/termination"],
      "pulumi-kubernetes-operator": ["finalizer.stack.pulumi.com"],
      "aws-gateway-api-controller": [
        ...["gateway.k8s.aws/resources", "httproute.k8s.aws/resources", "service.ki8s.aws/resources", "serviceimport.k8s.aws/resource"],
        "vpcassociationpolicies.application-networking.k8s.aws/resources",
      ],
      "aws-load-balancer-controller": ["service.k8s.aws/resources", "elbv2.k8s.aws/resources", "group.ingress.k8s.aws/shop"],
      trident: ["trident.netapp.io"],
      ...Object.fromEntries(
        Object.keys(ackCharts).map((service) => [`ack.services.${service}`, [`finalizers.${service}.services.k8s.aws/Any`]]),
      ),
      "aws-ebs-csi-driver.snapshots": ["snapshot.storage.kubernetes.io/volumesnapshot-bound-protection"],
    };
    expect(Object.keys(samples)).to.have.members(operators.map(({ setting }) => setting));
    const all = Object.entries(samples).flatMap(([setting, names]) => names.map((name) => [setting, name] as const));
    const foreign = fc.array(fc.constantFrom("example.com/own", "kubernetes.io/pvc-protection", "foregroundDeletion"));
    fc.assert(
      fc.property(fc.constantFrom(...all), foreign, foreign, fc.integer({ min: 0, max: 3 }), ([setting, name], before, after, owners) => {
        const names = Array.from({ length: owners + 1 }, (_, at) => `o${at}`);
        const objects = names.map((own, at) => {
          const owner = object("Any", names[(at + 1) % names.length]!);
          return object("Any", own, { ...(owners > 0 && ownedBy(owner)), finalizers: at === 0 ? [...before, name, ...after] : [] });
        });
        const found = blocked(setting, objects);
        expect(found).to.have.length(1);
        for (const other of operators.filter((each) => each.setting !== setting)) expect(blocked(other.setting, objects)).to.deep.equal([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("operatorSettings", () => {
  it("lists the operators that a stack installs, including options of add-ons", () => {
    expect(operatorSettings({ keda: {}, "aws-ebs-csi-driver": { snapshots: false }, coredns: {} })).to.deep.equal(["keda"]);
    expect(operatorSettings({ "aws-ebs-csi-driver": { snapshots: {} } })).to.deep.equal(["aws-ebs-csi-driver.snapshots"]);
    expect(removedOperators(["keda", "flux"], ["flux"]).map(({ setting }) => setting)).to.deep.equal(["keda"]);
  });
});
