// Creates objects for tests of the drain on the API server of the tests.
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import type { KubernetesObject } from "../harness/kube-apiserver/client";
import { admin } from "../harness/kube-apiserver/setup";

const crds = path.join(__dirname, "../fixtures/crds");

/** A CRD without validation, for kinds of which only the name matters. */
function loose(group: string, kind: string, plural: string, version = "v1", scope = "Namespaced"): KubernetesObject {
  const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    // The API server requires this annotation for groups that end in k8s.io.
    metadata: {
      name: `${plural}.${group}`,
      annotations: { "api-approved.kubernetes.io": "https://github.com/kubernetes-sigs/gateway-api" },
    },
    spec: {
      group,
      scope,
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  };
}

const fixtures = ["karpenter/karpenter.sh_nodepools.yaml", "argocd/applications.yaml", "flux/kustomizations.yaml"];

export async function applyCrds(): Promise<void> {
  const own = [
    loose("gateway.networking.k8s.io", "Gateway", "gateways"),
    loose("elbv2.k8s.aws", "TargetGroupBinding", "targetgroupbindings", "v1beta1"),
    loose("karpenter.sh", "NodeClaim", "nodeclaims", "v1", "Cluster"),
    loose("karpenter.k8s.aws", "EC2NodeClass", "ec2nodeclasses", "v1", "Cluster"),
    loose("example.com", "Prometheus", "prometheuses"),
    loose("keda.sh", "ScaledObject", "scaledobjects", "v1alpha1"),
    loose("cert-manager.io", "ClusterIssuer", "clusterissuers", "v1", "Cluster"),
    loose("cert-manager.io", "Certificate", "certificates"),
    ...fixtures.map((file) => parse(readFileSync(path.join(crds, file), "utf8"))),
  ];
  for (const crd of own) {
    await admin().apply(crd);
    const { group, names, versions } = crd.spec as { group: string; names: { plural: string }; versions: { name: string }[] };
    const served = async () => (await admin().request("GET", `/apis/${group}/${versions.at(-1)!.name}/${names.plural}`)).status === 200;
    while (!(await served())) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Additional metadata of an object. */
type More = Readonly<Record<string, unknown>>;

export function create(apiVersion: string, kind: string, namespace: string | undefined, name: string, more: More = {}, rest: object = {}) {
  return admin().create({ apiVersion, kind, metadata: { name, namespace, ...more }, ...rest });
}

interface Made extends KubernetesObject {
  readonly metadata: KubernetesObject["metadata"] & { readonly uid: string };
}

/** Metadata of an object's dependents. */
export function ownedBy(owner: KubernetesObject): More {
  const { apiVersion, kind, metadata } = owner as Made;
  return { ownerReferences: [{ apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true }] };
}

const container = { name: "main", image: "registry.example/main:1" };

export function createPod(namespace: string, name: string, claims: readonly string[], more: More = {}) {
  const volumes = claims.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } }));
  return create("v1", "Pod", namespace, name, more, { spec: { containers: [container], volumes } });
}

/** A Deployment, ReplicaSet or StatefulSet. */
export function createWorkload(kind: string, namespace: string, name: string, more: More = {}) {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { containers: [container] } };
  const serviceName = kind === "StatefulSet" ? { serviceName: name } : {};
  return create("apps/v1", kind, namespace, name, more, {
    spec: { replicas: 1, selector: { matchLabels: labels }, template, ...serviceName },
  });
}

export interface Volume {
  readonly policy?: "Delete" | "Retain";
  /** Whether a driver provisioned it for its claim. */
  readonly provisioned?: boolean;
}

/** A claim and its volume, which is named `<namespace>-<name>`. */
export async function createClaim(namespace: string, name: string, { policy = "Delete", provisioned = true }: Volume = {}): Promise<void> {
  const common = { accessModes: ["ReadWriteOnce"], storageClassName: "none" };
  const volumeName = `${namespace}-${name}`;
  const claim = (await create(
    "v1",
    "PersistentVolumeClaim",
    namespace,
    name,
    {},
    {
      spec: { ...common, volumeName, resources: { requests: { storage: "1Gi" } } },
    },
  )) as Made;
  const annotations = provisioned ? { "pv.kubernetes.io/provisioned-by": "ebs.csi.aws.com" } : undefined;
  await create(
    "v1",
    "PersistentVolume",
    undefined,
    volumeName,
    { annotations },
    {
      spec: {
        ...common,
        capacity: { storage: "1Gi" },
        persistentVolumeReclaimPolicy: policy,
        claimRef: { namespace, name, uid: claim.metadata.uid },
        csi: { driver: "ebs.csi.aws.com", volumeHandle: `vol-${volumeName}` },
      },
    },
  );
}

export function createService(namespace: string, name: string, type: string, finalizers: readonly string[] = []) {
  return create("v1", "Service", namespace, name, { finalizers }, { spec: { type, ports: [{ port: 80 }] } });
}

export function createNodePool(name: string, more: More = {}) {
  const nodeClassRef = { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" };
  const requirements = [{ key: "kubernetes.io/arch", operator: "In", values: ["arm64"] }];
  return create("karpenter.sh/v1", "NodePool", undefined, name, more, { spec: { template: { spec: { nodeClassRef, requirements } } } });
}

export function createNodeClaim(name: string, pool: string) {
  return create("karpenter.sh/v1", "NodeClaim", undefined, name, {
    labels: { "karpenter.sh/nodepool": pool },
    finalizers: ["karpenter.sh/termination"],
  });
}
