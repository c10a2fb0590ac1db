import { cluster, itValidates, itWarns } from "./rows";

const okta = "{ issuerUrl: https://example.okta.com, clientId: eks }";
const open = (more: string) => cluster(`{ securityGroupRules: { metrics: { ${more} } } }`);
const ranges = (count: number) => Array.from({ length: count }, (_, index) => `10.9.${index}.0/24`).join(", ");

describe("settings: additional keys of the cluster", () => {
  itValidates({
    tier: [
      [cluster("{ tier: xl }")],
      [cluster("{ tier: tier-xl }")],
      [
        cluster("{ tier: 3xl }"),
        'cluster.tier: expected standard, xl, 2xl, 4xl, 8xl, tier-xl, tier-2xl, tier-4xl or tier-8xl, found "3xl"; did you mean xl, 2xl or 4xl?',
      ],
    ],
    components: [
      [cluster("{ tier: xl, components: { controllerManager: { hpaSyncPeriod: 10s } } }")],
      [
        cluster("{ components: { controllerManager: { terminatedPodGcThreshold: 0 } } }"),
        "cluster.components.controllerManager.terminatedPodGcThreshold: expected a whole number from 1 to 12500, found 0",
      ],
      [
        cluster("{ components: { controllerManager: { hpaSyncPeriod: 20s } } }"),
        "cluster.components.controllerManager.hpaSyncPeriod: expected 10s to 15s, found 20s",
        "cluster.components.controllerManager.hpaSyncPeriod: EKS accepts it for a provisioned control plane alone; set `cluster.tier: xl` or higher, or remove it",
      ],
      [cluster("{ components: { apiServer: { eventTtl: 1h } } }")],
      [
        cluster("{ components: { apiServer: { eventTtl: 5m, serviceNodePortRange: { minPort: 31000, maxPort: 30500 } } } }"),
        "cluster.components.apiServer.eventTtl: expected 10m to 60m, found 5m",
        "cluster.components.apiServer.serviceNodePortRange.maxPort: expected at least minPort (31000), found 30500",
      ],
      [
        cluster("{ components: { scheduler: { scoringStrategy: { resources: [{ name: cpu }, { name: cpu, weight: 2 }] } } } }"),
        "cluster.components.scheduler.scoringStrategy.resources[1]: duplicate entry cpu; remove one",
      ],
    ],
    identityProviders: [
      [cluster(`{ identityProviders: { okta: ${okta} } }`)],
      [
        cluster(`{ identityProviders: { okta: ${okta}, other: ${okta} } }`),
        "cluster.identityProviders: EKS accepts 1 OIDC provider for each cluster, found 2; remove other",
      ],
      [
        cluster('{ identityProviders: { okta: { issuerUrl: https://example.okta.com, clientId: eks, groupsPrefix: "system:" } } }'),
        "cluster.identityProviders.okta.groupsPrefix: the prefix system: belongs to Kubernetes and EKS; use one of your own, such as oidc:",
      ],
      [
        cluster("{ identityProviders: { okta: { issuerUrl: http://example.okta.com, clientId: eks } } }"),
        'cluster.identityProviders.okta.issuerUrl: expected an https URL such as https://example.okta.com, found "http://example.okta.com"',
      ],
    ],
    securityGroupRules: [
      [
        cluster(
          '{ securityGroupRules: { all: { cidrs: [10.9.0.0/16], protocol: "-1" }, web: { cidrs: [10.9.0.0/16], fromPort: 20, toPort: 10 } } }',
        ),
        'cluster.securityGroupRules.all.protocol: expected tcp, udp, icmp or all, found "-1"',
        "cluster.securityGroupRules.web.toPort: expected at least fromPort (20), found 10",
      ],
      [open("cidrs: [10.9.0.0/16], fromPort: 10250")],
      [open("protocol: all, direction: egress, securityGroupIds: [sg-1]")],
      [
        open("cidrs: [10.9.0.0/16]"),
        "cluster.securityGroupRules.metrics.fromPort: tcp needs ports; write `fromPort`, and `toPort` for a range",
      ],
      [
        open("cidrs: [10.9.0.0/16], fromPort: 20, toPort: 10"),
        "cluster.securityGroupRules.metrics.toPort: expected at least fromPort (20), found 10",
      ],
      [
        open("protocol: icmp, cidrs: [10.9.0.0/16], fromPort: 1"),
        "cluster.securityGroupRules.metrics.fromPort: icmp has no ports; remove `fromPort` and `toPort`",
      ],
      [open("fromPort: 1"), "cluster.securityGroupRules.metrics: allows nothing; write `cidrs` or `securityGroupIds`"],
      [
        cluster(
          "{ endpoint: { private: { cidrs: [10.9.0.0/16] } }, securityGroupRules: { api: { cidrs: [10.9.0.0/16], fromPort: 443 } } }",
        ),
        "cluster.securityGroupRules.api: cluster.endpoint.private already lets 10.9.0.0/16 reach port 443, and EC2 rejects a second rule; remove one of the two",
      ],
      [
        cluster(
          "{ securityGroupRules: { a: { cidrs: [10.9.0.0/16], fromPort: 1 }, b: { cidrs: [10.9.0.0/16], fromPort: 1, toPort: 1 } } }",
        ),
        "cluster.securityGroupRules.b: the same as rule a for 10.9.0.0/16, and EC2 rejects a second one; remove one of the two",
      ],
    ],
  });

  itWarns([
    [open(`cidrs: [${ranges(58)}], fromPort: 1`)],
    [
      open(`cidrs: [${ranges(59)}], fromPort: 1`),
      '[aws-quota] eks-blueprints:cluster.securityGroupRules: the cluster\'s security group with EKS\'s own rules for ingress has 61 rules, and an account 60 by default ("Inbound or outbound rules per security group"); raise the quota "Inbound or outbound rules per security group" (vpc L-0EA8095F) to 61 or more in Service Quotas, at most 1000',
    ],
  ]);
});
