// The permissions of team members in the cluster by access level. docs/teams.md describes the same.
// Anything not listed is allowed only to platform teams.

/** Each level includes the ones before it. */
export const accessLevels = ["view", "edit", "admin", "platform"] as const;
export type AccessLevel = (typeof accessLevels)[number];

const read = ["get", "list", "watch"];
const write = ["create", "update", "patch", "delete", "deletecollection"];

/** All verbs that are tested. */
export const verbs = [...read, ...write, "impersonate", "bind", "escalate"];

interface Row {
  /** The lowest access level that allows it. */
  readonly from: AccessLevel;
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
}

const workloads = [
  ...["pods", "services", "configmaps", "persistentvolumeclaims", "serviceaccounts", "replicationcontrollers"],
  ...["deployments.apps", "statefulsets.apps", "daemonsets.apps", "replicasets.apps", "jobs.batch", "cronjobs.batch"],
  ...["horizontalpodautoscalers.autoscaling", "poddisruptionbudgets.policy"],
  ...["ingresses.networking.k8s.io", "networkpolicies.networking.k8s.io"],
];
const furtherKinds = ["volumesnapshots.snapshot.storage.k8s.io", "secretproviderclasses.secrets-store.csi.x-k8s.io"];
const intoPods = ["pods/exec", "pods/attach", "pods/portforward", "pods/proxy", "services/proxy"];

/** In the team's own namespaces. */
export const ownNamespaces: readonly Row[] = [
  { from: "view", verbs: read, resources: [...workloads, ...furtherKinds] },
  {
    from: "view",
    verbs: read,
    resources: [
      "pods/log",
      "events",
      "endpoints",
      "resourcequotas",
      "limitranges",
      "controllerrevisions.apps",
      "endpointslices.discovery.k8s.io",
    ],
  },
  { from: "view", verbs: read, resources: ["namespaces"] }, // its own by name; a list of all namespaces is a cluster-wide request
  { from: "view", verbs: ["get", "list"], resources: ["pods.metrics.k8s.io"] },
  { from: "edit", verbs: write, resources: [...workloads, ...furtherKinds, "events"] },
  { from: "edit", verbs: [...read, ...write], resources: ["secrets", ...intoPods] },
  { from: "edit", verbs: ["impersonate"], resources: ["serviceaccounts"] },
  { from: "admin", verbs: [...read, ...write], resources: ["roles.rbac.authorization.k8s.io", "rolebindings.rbac.authorization.k8s.io"] },
  { from: "admin", verbs: ["create"], resources: ["localsubjectaccessreviews.authorization.k8s.io"] },
];

/** The resources above, and resources that they omit on purpose: limits of the team, tokens, debug containers, third-party kinds. */
export const namespacedResources = [
  ...new Set(ownNamespaces.flatMap(({ resources }) => resources)),
  ...["serviceaccounts/token", "pods/eviction", "pods/ephemeralcontainers", "pods/binding", "podtemplates", "leases.coordination.k8s.io"],
  ...["externalsecrets.external-secrets.io", "applications.argoproj.io"],
];

/** Cluster-scoped resources that every member of an application team may read, because its own objects refer to them. */
export const clusterNames = [
  "storageclasses.storage.k8s.io",
  "ingressclasses.networking.k8s.io",
  "volumesnapshotclasses.snapshot.storage.k8s.io",
];

/** Cluster-scoped resources. */
export const clusterResources = [
  ...clusterNames,
  ...["nodes", "nodes/proxy", "nodes.metrics.k8s.io", "namespaces", "persistentvolumes", "users", "groups"],
  ...["priorityclasses.scheduling.k8s.io", "customresourcedefinitions.apiextensions.k8s.io", "nodepools.karpenter.sh"],
  ...["clusterroles.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io"],
  ...["validatingwebhookconfigurations.admissionregistration.k8s.io", "mutatingwebhookconfigurations.admissionregistration.k8s.io"],
  ...["validatingadmissionpolicies.admissionregistration.k8s.io", "certificatesigningrequests.certificates.k8s.io"],
];

/** Whether a team with this access level may do it in its own namespaces. */
export function allowedInside(right: AccessLevel, verb: string, resource: string): boolean {
  const held = accessLevels.slice(0, accessLevels.indexOf(right) + 1);
  const granted = ownNamespaces.some((row) => held.includes(row.from) && row.verbs.includes(verb) && row.resources.includes(resource));
  return right === "platform" || granted;
}

/** Whether a team with this access level may do it in other namespaces, cluster-wide, or in all namespaces at once. */
export function allowedOutside(right: AccessLevel, verb: string, resource: string): boolean {
  return right === "platform" || (clusterNames.includes(resource) && read.includes(verb));
}
