/** A rule of a Kubernetes role (PolicyRule). */
export interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

const read = ["get", "list", "watch"];
const write = ["create", "delete", "deletecollection", "patch", "update"];

const rule = (group: string, verbs: readonly string[], resources: string): PolicyRule => ({
  apiGroups: [group],
  resources: resources.split(" "),
  verbs,
});

const view: readonly PolicyRule[] = [
  rule(
    "apps",
    read,
    "controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale " +
      "replicasets/status statefulsets statefulsets/scale statefulsets/status",
  ),
  rule("autoscaling", read, "horizontalpodautoscalers horizontalpodautoscalers/status"),
  rule("batch", read, "cronjobs cronjobs/status jobs jobs/status"),
  rule("discovery.k8s.io", read, "endpointslices"),
  rule(
    "extensions",
    read,
    "daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status networkpolicies replicasets " +
      "replicasets/scale replicasets/status replicationcontrollers/scale",
  ),
  rule("networking.k8s.io", read, "ingresses ingresses/status networkpolicies"),
  rule("policy", read, "poddisruptionbudgets poddisruptionbudgets/status"),
  rule(
    "",
    read,
    "configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale " +
      "serviceaccounts services services/status",
  ),
  rule(
    "",
    read,
    "bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status",
  ),
  rule("", read, "namespaces"),
];

const edit: readonly PolicyRule[] = [
  ...view,
  rule(
    "apps",
    write,
    "daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale",
  ),
  rule("autoscaling", write, "horizontalpodautoscalers"),
  rule("batch", write, "cronjobs jobs"),
  rule(
    "extensions",
    write,
    "daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets replicasets/scale " +
      "replicationcontrollers/scale",
  ),
  rule("networking.k8s.io", write, "ingresses networkpolicies"),
  rule("policy", write, "poddisruptionbudgets"),
  rule("", read, "pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy"),
  rule("", ["impersonate"], "serviceaccounts"),
  rule("", write, "pods pods/attach pods/exec pods/portforward pods/proxy"),
  rule(
    "",
    write,
    "configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy",
  ),
];

const admin: readonly PolicyRule[] = [
  ...edit,
  rule("authorization.k8s.io", ["create"], "localsubjectaccessreviews"),
  rule("rbac.authorization.k8s.io", [...read, ...write], "rolebindings roles"),
];

/**
 * What EKS access policies for people allow in a cluster or in namespaces. EKS evaluates them in an authorizer of its own, after RBAC. Source: Amazon EKS user guide,
 * "Review access policy permissions" (https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html), its text at
 * awsdocs/amazon-eks-user-guide, commit 145543a9; read 2026-11-23.
 */
export const accessPolicyRules: Readonly<Record<string, readonly PolicyRule[]>> = {
  AmazonEKSViewPolicy: view,
  AmazonEKSEditPolicy: edit,
  AmazonEKSAdminPolicy: admin,
  AmazonEKSAdminViewPolicy: [rule("*", read, "*")],
  AmazonEKSSecretReaderPolicy: [rule("", read, "secrets")],
  AmazonEKSClusterAdminPolicy: [rule("*", ["*"], "*"), { nonResourceURLs: ["*"], verbs: ["*"] }],
};
