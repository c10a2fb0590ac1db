import type { Statement } from "../../../iam/policy";

/** Which services the AWS Load Balancer Controller attaches to load balancers: the chart's values `enableShield`, `enableWaf`, `enableWafv2`. */
export interface WebProtection {
  readonly shield: boolean;
  /** AWS WAF Classic. */
  readonly waf: boolean;
  readonly wafv2: boolean;
}

/**
 * Permissions of the AWS Load Balancer Controller on web ACLs and Shield protections, only for enabled services: AWS cannot limit them to the
 * load balancers of one cluster. WAF actions do not support tags, and the controller tags no protection. Of `elasticloadbalancing:SetWebAcl`,
 * which WAF requires from its caller for each load balancer, the reference lists no condition key: if AWS passes the tags, they must be the cluster's.
 * Source: Service Authorization Reference (2026-09-26); kubernetes-sigs/aws-load-balancer-controller v3.5.0 docs/install/iam_policy.json
 * and pkg/deploy/{shield,wafregional,wafv2} (2026-08-17).
 * @param onOwn condition key and value of the tag of the cluster's load balancers
 */
export function webProtectionStatements({ shield, waf, wafv2 }: WebProtection, onOwn: Readonly<Record<string, string>>): Statement[] {
  const actions = [
    ...(waf ? webAclActions("waf-regional") : []),
    ...(wafv2 ? webAclActions("wafv2") : []),
    ...(shield ? ["shield:GetSubscriptionState", "shield:DescribeProtection", "shield:CreateProtection", "shield:DeleteProtection"] : []),
  ];
  return [
    ...(actions.length > 0 ? [{ Effect: "Allow", Action: actions, Resource: "*" } as const] : []),
    ...(waf || wafv2
      ? [
          {
            Effect: "Allow",
            Action: "elasticloadbalancing:SetWebAcl",
            Resource: "*",
            Condition: { StringEqualsIfExists: onOwn },
          } as const,
        ]
      : []),
  ];
}

function webAclActions(service: "waf-regional" | "wafv2"): string[] {
  return ["GetWebACL", "GetWebACLForResource", "AssociateWebACL", "DisassociateWebACL"].map((call) => `${service}:${call}`);
}
