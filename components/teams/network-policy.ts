import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { namespaceNameLabel } from "./names";

/** Sources that may connect to the pods of an isolated team. */
export interface AllowedIngress {
  readonly namespaces: readonly string[];
  /** Address ranges of the load balancers, whose own addresses are the source of their traffic. */
  readonly cidrs: readonly pulumi.Input<string>[];
}

/** Allows ingress to all pods of a namespace only from these sources. Egress is not restricted. */
export function isolation({ namespaces, cidrs }: AllowedIngress): types.input.networking.v1.NetworkPolicySpec {
  const pods = { namespaceSelector: { matchExpressions: [{ key: namespaceNameLabel, operator: "In", values: [...namespaces].sort() }] } };
  const loadBalancers = cidrs.map((cidr) => ({ ipBlock: { cidr } }));
  return { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [pods, ...loadBalancers] }] };
}
