/** Syntax and reserved names of Kubernetes labels and taints, as kubelet and the API server validate them. */

const name = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const prefix = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Why a key of a label or taint is none, or nothing. */
export function keyError(key: string): string | undefined {
  const parts = key.split("/");
  const ok = parts.length <= 2 && name.test(parts.at(-1)!) && (parts.length === 1 || prefix.test(parts[0]!));
  return ok
    ? undefined
    : `expected a key such as team or example.com/team (at most 63 letters, digits, -, _ and .), found ${JSON.stringify(key)}`;
}

/** Why a value of a label or taint is none, or nothing. */
export function valueError(value: string): string | undefined {
  return value === "" || name.test(value) ? undefined : `expected at most 63 letters, digits, -, _ and ., found ${JSON.stringify(value)}`;
}

/** Labels of Kubernetes' own domains that kubelet may set on its node (kubernetes `pkg/kubelet/apis/well_known_labels.go`). */
const kubeletLabels = [
  "kubernetes.io/hostname",
  "kubernetes.io/arch",
  "kubernetes.io/os",
  "beta.kubernetes.io/arch",
  "beta.kubernetes.io/instance-type",
  "beta.kubernetes.io/os",
  "failure-domain.beta.kubernetes.io/region",
  "failure-domain.beta.kubernetes.io/zone",
  "node.kubernetes.io/instance-type",
  "topology.kubernetes.io/region",
  "topology.kubernetes.io/zone",
];
const kubeletDomains = ["kubelet.kubernetes.io", "node.kubernetes.io"];

const within = (domain: string, outer: string) => domain === outer || domain.endsWith(`.${outer}`);

/** Why a node cannot carry a label, although its key is well formed; or nothing. */
export function reservedLabel(key: string): string | undefined {
  const domain = key.includes("/") ? key.slice(0, key.indexOf("/")) : "";
  if (!within(domain, "kubernetes.io") && !within(domain, "k8s.io")) return undefined;
  if (kubeletLabels.includes(key) || kubeletDomains.some((allowed) => within(domain, allowed))) return undefined;
  return `a node may not set labels with the prefix ${domain}/ on itself, so it would never join; use another prefix${domain === "node-role.kubernetes.io" ? ", or label the node later" : ""}`;
}

/** Taints that Kubernetes itself sets and removes as the state of a node changes (kubernetes.io, well-known labels, annotations and taints). */
const nodeStates = ["not-ready", "unreachable", "unschedulable", "memory-pressure", "disk-pressure", "pid-pressure", "network-unavailable"];

/** Why nodes cannot be given a taint, although its key is well formed; or nothing. */
export function reservedTaint(key: string): string | undefined {
  return nodeStates.some((state) => key === `node.kubernetes.io/${state}`)
    ? "Kubernetes sets and removes this taint itself as the state of the node changes; use a key of your own"
    : undefined;
}

/**
 * Why EKS takes a label on no managed group, or nothing. Sources: EKS API reference, UpdateLabelsPayload: keys and values of 1 to 63 characters; its
 * error "Label cannot contain reserved prefixes [kubernetes.io/, k8s.io/, eks.amazonaws.com/]" (eksctl-io/eksctl#4007).
 */
export function managedLabelError(key: string, value: string): string | undefined {
  const domain = key.includes("/") ? key.slice(0, key.indexOf("/")) : "";
  if (["kubernetes.io", "k8s.io", "eks.amazonaws.com"].some((reserved) => within(domain, reserved)))
    return `EKS accepts no label with the prefix ${domain}/ on managed groups; use another prefix, or \`kind: selfManaged\``;
  if (key.length > 63)
    return `expected a key of at most 63 characters, prefix included, as EKS requires for managed node groups, found ${key.length}`;
  return value === "" ? 'EKS does not accept empty label values on managed node groups; write one such as "true"' : undefined;
}
