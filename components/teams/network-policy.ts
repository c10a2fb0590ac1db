import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { namespaceNameLabel } from "./names";

/** Sources that may connect to the pods of an isolated team. */
export interface AllowedIngress {
  readonly namespaces: readonly string[];
  /** Address ranges of the load balancers, whose own addresses are the source of their traffic. */
  readonly cidrs: readonly pulumi.Input<string>[];
}

/** Destinations to which the pods of an isolated team may connect. */
export interface AllowedEgress {
  readonly namespaces: readonly string[];
  readonly cidrs: readonly pulumi.Input<string>[];
  /** Every IPv4 address that is not private. */
  readonly internet: boolean;
  /** Whether pods have IPv6 addresses. */
  readonly ipv6: boolean;
}

/** Private addresses: RFC 1918, shared ones (RFC 6598), which VPCs use too, and link-local ones. */
const privateRanges = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];

/** Address of the Pod Identity agent on each node. Source: EKS user guide, Set up the Amazon EKS Pod Identity Agent (2026). */
const podIdentityAgent = (ipv6: boolean) => (ipv6 ? "fd00:ec2::23/128" : "169.254.170.23/32");

/**
 * Allows egress of all pods of a namespace only to these destinations, to DNS and to the Pod Identity agent. DNS is open everywhere: its servers are
 * pods of CoreDNS, caches on the nodes, or processes of EKS Auto Mode on the nodes.
 */
export function limitedEgress({ namespaces, cidrs, internet, ipv6 }: AllowedEgress): types.input.networking.v1.NetworkPolicySpec {
  const ranges = [...cidrs.map((cidr) => ({ cidr })), ...(internet ? [{ cidr: "0.0.0.0/0", except: privateRanges }] : [])];
  return {
    podSelector: {},
    policyTypes: ["Egress"],
    egress: [
      { to: [podsOf(namespaces), ...ranges.map((ipBlock) => ({ ipBlock }))] },
      { ports: ["UDP", "TCP"].map((protocol) => ({ protocol, port: 53 })) },
      { to: [{ ipBlock: { cidr: podIdentityAgent(ipv6) } }], ports: [{ protocol: "TCP", port: 80 }] },
    ],
  };
}

const podsOf = (namespaces: readonly string[]) => ({
  namespaceSelector: { matchExpressions: [{ key: namespaceNameLabel, operator: "In", values: [...namespaces].sort() }] },
});

/** Allows ingress to all pods of a namespace only from these sources. */
export function isolation({ namespaces, cidrs }: AllowedIngress): types.input.networking.v1.NetworkPolicySpec {
  const loadBalancers = cidrs.map((cidr) => ({ ipBlock: { cidr } }));
  return { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [podsOf(namespaces), ...loadBalancers] }] };
}
