// Evaluates NetworkPolicies as Kubernetes documents them (networking.k8s.io/v1), because no node enforces them here. Ignores ports.
import { BlockList } from "node:net";

type Labels = Readonly<Record<string, string>>;

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface NetworkPolicy {
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly podSelector?: Selector;
    readonly policyTypes: readonly string[];
    readonly ingress?: readonly { readonly from?: readonly Peer[] }[];
    readonly egress?: readonly { readonly to?: readonly Peer[] }[];
  };
}

/** A pod, or another party with only an address. On EKS pods have VPC addresses, which IP blocks match too. */
export interface Party {
  readonly pod?: { readonly namespace: string; readonly namespaceLabels: Labels; readonly labels: Labels };
  readonly address: string;
}

/** Whether one party may open a connection to another under all policies of the cluster. */
export function mayReach(policies: readonly NetworkPolicy[], from: Party, to: Party): boolean {
  return opens(policies, "Ingress", to, from) && opens(policies, "Egress", from, to);
}

function opens(policies: readonly NetworkPolicy[], direction: "Ingress" | "Egress", subject: Party, other: Party): boolean {
  const { pod } = subject;
  if (!pod) return true;
  const selecting = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.namespace && spec.policyTypes.includes(direction) && selects(spec.podSelector ?? {}, pod.labels),
  );
  if (selecting.length === 0) return true;
  return selecting.some(({ metadata, spec: { ingress = [], egress = [] } }) => {
    const peersOfRules = direction === "Ingress" ? ingress.map(({ from }) => from) : egress.map(({ to }) => to);
    return peersOfRules.some((peers = []) => peers.length === 0 || peers.some((peer) => isPeer(peer, metadata.namespace, other)));
  });
}

function isPeer({ ipBlock, namespaceSelector, podSelector }: Peer, namespace: string, { pod, address }: Party): boolean {
  if (ipBlock) return within(ipBlock.cidr, address) && !ipBlock.except?.some((range) => within(range, address));
  if (!pod) return false;
  const inNamespace = namespaceSelector ? selects(namespaceSelector, pod.namespaceLabels) : pod.namespace === namespace;
  return inNamespace && selects(podSelector ?? {}, pod.labels);
}

function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const found = labels[key];
      if (operator === "Exists") return found !== undefined;
      if (operator === "DoesNotExist") return found === undefined;
      if (operator === "In") return found !== undefined && values.includes(found);
      return found === undefined || !values.includes(found);
    })
  );
}

function within(range: string, address: string): boolean {
  const [network = "", bits] = range.split("/");
  const list = new BlockList();
  list.addSubnet(network, Number(bits), network.includes(":") ? "ipv6" : "ipv4");
  return list.check(address, address.includes(":") ? "ipv6" : "ipv4");
}
