import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterSettings } from "../settings/types";
import type { Context } from "../util/context";
import { isIpv6, rangeName, rangePeer } from "../util/ipv6";

export interface SecurityGroupRulesArgs {
  readonly context: Context;
  readonly rules: ClusterSettings["securityGroupRules"];
  /** The cluster security group. */
  readonly securityGroupId: pulumi.Input<string>;
}

/** Additional rules of the cluster security group: one resource per rule and other side, named by both. */
export function securityGroupRules(
  name: string,
  { context, rules, securityGroupId }: SecurityGroupRulesArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResource[] {
  return Object.entries(rules).flatMap(([rule, { direction, protocol, fromPort, toPort, cidrs, securityGroupIds }]) => {
    const Rule = direction === "ingress" ? aws.vpc.SecurityGroupIngressRule : aws.vpc.SecurityGroupEgressRule;
    const ports = protocol === "all" ? {} : protocol === "icmp" ? { fromPort: -1, toPort: -1 } : { fromPort, toPort: toPort ?? fromPort };
    const common = { securityGroupId, ipProtocol: protocol === "all" ? "-1" : protocol, ...ports, description: rule, tags: context.tags };
    const ofRange = (range: string) => ({ ...rangePeer(range), ...(protocol === "icmp" && isIpv6(range) && { ipProtocol: "icmpv6" }) });
    const peers = [
      ...cidrs.map((range) => [rangeName(range), ofRange(range)] as const),
      ...securityGroupIds.map((id) => [id, { referencedSecurityGroupId: id }] as const),
    ];
    return peers.map(([peer, other]) => new Rule(`${name}-${rule}-${peer}`, { ...common, ...other }, opts));
  });
}
