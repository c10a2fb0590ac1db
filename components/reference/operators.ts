// Operators whose objects have finalizers: an object is deleted only after its operator has removed the finalizer, so it must be deleted before the operator.

import { ackCharts } from "./ack-charts";

/** An operator among the add-ons, and the kinds that it finalizes. */
export interface Operator {
  /** Key in `addons` that installs it. */
  readonly setting: string;
  /** Display name. */
  readonly title: string;
  /** Kinds as arguments of `kubectl get`: `<plural>.<group>`. */
  readonly kinds: readonly string[];
  /** Its finalizers. */
  readonly finalizer: RegExp;
  /** Label `app.kubernetes.io/name` of its pods, if known. */
  readonly app?: string;
  /** Whether `pulumi destroy` removes its objects first; others are removed elsewhere, or are the only copy of data. */
  readonly drained: boolean;
}

const inGroup = (group: string, ...plurals: readonly string[]) => plurals.map((plural) => `${plural}.${group}`);

/**
 * Sources, read in 2026-11: the controllers' main branches (kedacore/keda, fluxcd/pkg, argoproj/argo-cd, cert-manager, external-secrets,
 * vmware-tanzu/velero, open-telemetry/opentelemetry-operator, prometheus-operator, kubernetes-csi/external-snapshotter, karpenter,
 * aws-load-balancer-controller), constants that end in `Finalizer`.
 */
export const operators: readonly Operator[] = [
  {
    setting: "keda",
    title: "KEDA",
    kinds: [
      ...inGroup("keda.sh", "scaledobjects", "scaledjobs", "triggerauthentications", "clustertriggerauthentications"),
      ...inGroup("eventing.keda.sh", "cloudeventsources", "clustercloudeventsources"),
    ],
    finalizer: /^finalizer\.keda\.sh$/,
    app: "keda-operator",
    drained: true,
  },
  {
    setting: "cert-manager",
    title: "cert-manager",
    kinds: [
      ...inGroup("acme.cert-manager.io", "challenges", "orders"),
      ...inGroup("cert-manager.io", "certificates", "certificaterequests", "issuers", "clusterissuers"),
    ],
    finalizer: /^(finalizer\.acme\.cert-manager\.io|acme\.cert-manager\.io\/finalizer)$/,
    app: "cert-manager",
    drained: true,
  },
  {
    setting: "external-secrets",
    title: "External Secrets",
    kinds: [
      ...inGroup("external-secrets.io", "externalsecrets", "clusterexternalsecrets", "pushsecrets", "clusterpushsecrets"),
      ...inGroup("external-secrets.io", "secretstores", "clustersecretstores"),
      ...inGroup("generators.external-secrets.io", "generatorstates"),
    ],
    finalizer: /\bexternal-?secrets\.io\//,
    app: "external-secrets",
    drained: true,
  },
  {
    setting: "velero",
    title: "Velero",
    kinds: inGroup("velero.io", "restores"), // backups are kept: Velero deletes one only on a DeleteBackupRequest
    finalizer: /^restores\.velero\.io\/external-resources-finalizer$/,
    app: "velero",
    drained: true,
  },
  {
    setting: "adot",
    title: "the OpenTelemetry operator",
    kinds: inGroup("opentelemetry.io", "opentelemetrycollectors", "targetallocators", "opampbridges"),
    finalizer: /\.opentelemetry\.io\/finalizer$/,
    drained: true,
  },
  {
    setting: "prometheus",
    title: "the Prometheus operator",
    kinds: inGroup("monitoring.coreos.com", "prometheuses", "prometheusagents", "alertmanagers", "thanosrulers"),
    finalizer: /^monitoring\.coreos\.com\/status-cleanup$/,
    drained: true,
  },
  {
    setting: "argocd",
    title: "Argo CD",
    kinds: inGroup("argoproj.io", "applications", "applicationsets", "appprojects"),
    finalizer: /\bargocd\.argoproj\.io(\/|$)/,
    drained: false, // their controller is stopped, and their finalizers are removed
  },
  {
    setting: "flux",
    title: "Flux",
    kinds: [
      ...inGroup("kustomize.toolkit.fluxcd.io", "kustomizations"),
      ...inGroup("helm.toolkit.fluxcd.io", "helmreleases"),
      ...inGroup("source.toolkit.fluxcd.io", "gitrepositories", "ocirepositories", "helmrepositories", "helmcharts", "buckets"),
      ...inGroup("notification.toolkit.fluxcd.io", "alerts", "providers", "receivers"),
      ...inGroup("image.toolkit.fluxcd.io", "imagerepositories", "imagepolicies", "imageupdateautomations"),
    ],
    finalizer: /^finalizers\.fluxcd\.io$/,
    drained: false, // likewise
  },
  {
    setting: "karpenter",
    title: "Karpenter",
    kinds: [...inGroup("karpenter.sh", "nodepools", "nodeclaims"), ...inGroup("karpenter.k8s.aws", "ec2nodeclasses")],
    finalizer: /^karpenter\.(sh|k8s\.aws)\/termination$/,
    app: "karpenter",
    drained: false, // after all workloads, by the drain of Karpenter's nodes
  },
  {
    setting: "aws-load-balancer-controller",
    title: "the AWS Load Balancer Controller",
    kinds: [
      "services",
      ...inGroup("networking.k8s.io", "ingresses"),
      ...inGroup("gateway.networking.k8s.io", "gateways"),
      ...inGroup("elbv2.k8s.aws", "targetgroupbindings"),
      ...inGroup("aga.k8s.aws", "globalaccelerators"),
    ],
    finalizer: /^((service|ingress|elbv2|group\.ingress|aga)\.k8s\.aws\/|gateway\.k8s\.aws(?!\/resources$))/, // gateway.k8s.aws/resources is of the AWS Gateway API Controller
    app: "aws-load-balancer-controller",
    drained: false, // with the other objects that own load balancers
  },
  {
    setting: "aws-gateway-api-controller",
    title: "the AWS Gateway API Controller",
    kinds: [
      ...inGroup("gateway.networking.k8s.io", "httproutes", "grpcroutes", "tlsroutes", "gateways"),
      ...inGroup("application-networking.k8s.aws", "accesslogpolicies", "iamauthpolicies", "serviceexports", "serviceimports"),
      ...inGroup("application-networking.k8s.aws", "servicenetworks", "targetgrouppolicies", "vpcassociationpolicies"),
    ],
    // its pkg/controllers, v2.1.3
    finalizer:
      /^((accesslogpolicy|gateway|httproute|grpcroute|tlsroute|serviceexport|servicenetwork)\.k8s\.aws\/resources|serviceimport\.k8s\.aws\/resource|service\.ki8s\.aws\/resources|(vpcassociationpolicies\.)?application-networking\.k8s\.aws\/)/,
    app: "aws-gateway-controller-chart",
    drained: true,
  },
  {
    setting: "pulumi-kubernetes-operator",
    title: "the Pulumi Kubernetes Operator",
    kinds: inGroup("pulumi.com", "stacks"),
    finalizer: /^finalizer\.stack\.pulumi\.com$/, // operator/internal/controller/pulumi/stack_controller.go, v2.9.0
    drained: false, // they stand for stacks with resources of their own, which may hold data
  },
  ...Object.entries(ackCharts).map(([service, { kinds }]) => ({
    setting: `ack.services.${service}`,
    title: `the ACK controller of ${service}`,
    kinds: inGroup(`${service}.services.k8s.aws`, ...kinds),
    finalizer: new RegExp(`^finalizers\\.${service}\\.services\\.k8s\\.aws/`), // aws-controllers-k8s, pkg/resource/*/descriptor.go
    drained: false, // they stand for databases, buckets and more, which may hold data
  })),
  {
    setting: "trident",
    title: "Trident",
    kinds: inGroup("trident.netapp.io", "tridentvolumes", "tridentsnapshots", "tridentbackendconfigs"),
    finalizer: /^trident\.netapp\.io$/, // persistent_store/crd/apis/netapp/v1/types.go, v26.06.0
    drained: false, // volumes go with their claims, backends with the stack
  },
  {
    setting: "aws-ebs-csi-driver.snapshots",
    title: "the snapshot controller",
    kinds: inGroup("snapshot.storage.k8s.io", "volumesnapshots", "volumesnapshotcontents"),
    finalizer: /^snapshot\.storage\.kubernetes\.io\/volumesnapshot/,
    drained: false, // snapshots are often the only copy of data that is deleted with its claim
  },
];

/** API groups of Kubernetes itself contain many kinds without an operator: these kinds have one. All other groups belong to an operator. */
const kindsOfKubernetes: Readonly<Record<string, string>> = { "": "Service", "networking.k8s.io": "Ingress" };

/** Whether an object is of a group of an operator, or of a kind of Kubernetes that an operator finalizes. */
export function isOfOperator({ apiVersion, kind }: { readonly apiVersion?: unknown; readonly kind?: unknown }): boolean {
  if (typeof apiVersion !== "string" || typeof kind !== "string") return false;
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  const kindOfKubernetes = kindsOfKubernetes[group];
  if (kindOfKubernetes) return kind === kindOfKubernetes;
  return operators.some(({ kinds }) =>
    kinds.some((each) => each.endsWith(`.${group}`) && each.split(".").length === group.split(".").length + 1),
  );
}

/** Keys of the operators in a stack's `addons`. */
export function operatorSettings(addons: Readonly<Record<string, unknown>>): string[] {
  const valueAt = (value: unknown, key: string) => (value as Record<string, unknown> | undefined)?.[key];
  return operators.map(({ setting }) => setting).filter((setting) => Boolean(setting.split(".").reduce(valueAt, addons as unknown)));
}

/** Operators that a change removes. */
export function removedOperators(before: readonly string[], after: readonly string[]): Operator[] {
  return operators.filter(({ setting }) => before.includes(setting) && !after.includes(setting));
}
