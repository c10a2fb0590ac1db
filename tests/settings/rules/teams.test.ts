import { itValidates, itWarns, section } from "./rows";

const arn = (path: string) => `arn:aws:iam::111122223333:${path}`;
const who = `members: ["${arn("role/Dev")}"]`;
const teams = (yaml: string) => section("teams", `{ ${yaml} }`);
const application = (yaml: string, name = "a") => `${name}: { kind: application, ${who}, ${yaml} }`;
const rootOnNodes =
  "`privileged` pods can use their node's network and become root on it, which network policies do not prevent; write `baseline` or `restricted`, or `network: open`";
/** One application team `a`. */
const team = (yaml: string) => teams(application(yaml));
const fargate = section("fargate", "{ f: { selectors: [{ namespace: team-a, labels: { on: fargate } }] } }");

describe("settings: teams", () => {
  itValidates({
    "members and roles": [
      [teams("a: { kind: application }"), "teams.a: has no members; set `members`, `permissionSets`, `createUsers` or `role`"],
      [teams("a: { kind: platform }"), "teams.a: has no members; set `members`, `permissionSets`, `createUsers` or `role`"],
      [teams(`a: { kind: application, role: "${arn("role/x")}" }`)],
      [teams("a: { kind: application, permissionSets: [Developers] }")],
      [
        teams("a: { kind: platform, permissionSets: [Ops, Ops, 'not a name'] }"),
        'teams.a.permissionSets[2]: expected the name of a permission set: 1 to 32 letters, digits and + = , . @ _ -, found "not a name"',
        "teams.a.permissionSets[1]: duplicate entry Ops; remove one",
      ],
      [teams("a: { kind: application, createUsers: [ana, ana] }"), "teams.a.createUsers[1]: duplicate entry ana; remove one"],
      [
        teams(`a: { kind: application, members: ["${arn("role/AWSReservedSSO_Dev_01")}"] }`),
        `teams.a.members[0]: expected the ARN of an IAM role or user such as arn:aws:iam::111122223333:role/Admin, found "${arn("role/AWSReservedSSO_Dev_01")}"; roles of IAM Identity Center have a path: write ...:role/aws-reserved/sso.amazonaws.com/<region>/AWSReservedSSO_... as IAM shows it`,
      ],
      [
        teams(`a: { kind: application, role: "${arn("role/AWSReservedSSO_Dev_01")}" }`),
        `teams.a.role: expected the ARN of an IAM role such as arn:aws:iam::111122223333:role/Deployer, found "${arn("role/AWSReservedSSO_Dev_01")}"; roles of IAM Identity Center have a path: write ...:role/aws-reserved/sso.amazonaws.com/<region>/AWSReservedSSO_... as IAM shows it`,
      ],
      [teams(`a: { kind: application, members: ["${arn("role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Dev_01")}"] }`)],
      [
        teams(`a: { kind: application, members: ["${arn("group/devs")}"] }`),
        `teams.a.members[0]: expected the ARN of an IAM role or user such as arn:aws:iam::111122223333:role/Admin, found "${arn("group/devs")}"; EKS does not accept IAM groups`,
      ],
      [
        `aws:region: cn-north-1\n${team("serviceAccounts: { s: { policies: ['arn:aws:iam::aws:policy/P'] } }")}`,
        `teams.a.members[0]: expected an ARN of partition aws-cn for cn-north-1, found ${arn("role/Dev")}; write arn:aws-cn:...`,
        "teams.a.serviceAccounts.s.policies[0]: expected an ARN of partition aws-cn for cn-north-1, found arn:aws:iam::aws:policy/P; write arn:aws-cn:...",
      ],
      [
        `aws:assumeRoles: [{ roleArn: "${arn("role/Dev")}" }]\n${team("")}`,
        `teams.a.members[0]: ${arn("role/Dev")} creates the cluster (aws:assumeRoles) and so is already its administrator; remove it here, or set cluster.creatorAdmin to false`,
      ],
    ],
    namespaces: [
      [
        team("namespaces: [kube-system, default, kube-mine]"),
        "teams.a.namespaces[0]: kube-system is reserved; choose another namespace",
        "teams.a.namespaces[1]: default is reserved; choose another namespace",
        "teams.a.namespaces[2]: kube-mine is reserved; choose another namespace",
      ],
      [
        teams(`${application("namespaces: [x]")}, ${application("namespaces: [y, x]", "b")}`),
        "teams.b.namespaces[1]: x already belongs to team a; choose another",
      ],
      [
        teams(`${application("namespaces: [team-b]")}, ${application("", "b")}`),
        "teams.b.namespaces[0]: team-b already belongs to team a; choose another",
      ],
      [team("namespaces: [x, x]"), "teams.a.namespaces[1]: duplicate entry x; remove one"],
      [
        team("namespaces: [Shop]"),
        'teams.a.namespaces[0]: expected a Kubernetes namespace: up to 63 lowercase letters, digits and -, found "Shop"',
      ],
    ],
    "names of teams and tenants": [
      [
        teams(`"<b>": { kind: application, ${who} }`),
        'teams["<b>"]: invalid name: expected a DNS label: 1 to 58 lowercase letters, digits and -, found "<b>"',
      ],
      [
        section("tenants", `{ names: [${"a".repeat(59)}] }`),
        `tenants.names[0]: expected a DNS label: 1 to 58 lowercase letters, digits and -, found "${"a".repeat(59)}"`,
      ],
      [section("tenants", `{ names: [${"a".repeat(58)}] }`)],
      [section("tenants", "{ names: [acme, acme] }"), "tenants.names[1]: duplicate entry acme; remove one"],
      [
        `${team("")}\n${section("tenants", "{ names: [a] }")}`,
        "tenants.names[0]: a is a team already; tenants and teams need different names",
      ],
      [
        `${section("teamTemplates", "{ standard: {} }")}\n${section("tenants", "{ template: standrd, names: [a] }")}`,
        'tenants.template: unknown template "standrd"; did you mean standard?',
      ],
      [team("template: constructor"), 'teams.a.template: unknown template "constructor"; add it to teamTemplates'],
      [teams("a: { kind: aplication }"), 'teams.a.kind: expected platform or application, found "aplication"; did you mean application?'],
      [teams(`a: { ${who} }`), "teams.a.kind: missing; expected platform or application"],
      [
        teams(`a: { kind: platform, ${who}, qouta: {} }`),
        "teams.a.qouta: unknown key; known are kind, members, permissionSets, createUsers, role, sessionTags, policies, statements and costAllocation",
      ],
      [team("qouta: {}"), "teams.a.qouta: unknown key; did you mean quota?"],
      [team("accessLevel: owner"), 'teams.a.accessLevel: expected view, edit or admin, found "owner"'],
    ],
    "network isolation": [
      [
        teams(
          `${application("network: isolated, allowIngressFrom: [c, a, p]")}, p: { kind: platform, ${who} }, cc: { kind: application, ${who} }`,
        ),
        "teams.a.allowIngressFrom[0]: unknown team c; add it to teams, or write `addon:<add-on>` or `namespace:c`",
        "teams.a.allowIngressFrom[1]: pods of a team always accept traffic from their own team; remove it",
        "teams.a.allowIngressFrom[2]: p is a platform team, which has no pods; remove it",
      ],
      [
        `${team("network: isolated")}\n${fargate}\n${section("nodePools", "{ n: {} }")}`,
        "teams.a.network: network policies are not enforced on Fargate, and a profile selects pods of team-a; write `network: open`",
      ],
      [
        `${team("network: isolated, namespaces: [b]")}\n${fargate}`,
        "teams.a.network: network policies are not enforced on Fargate; add a pool to `nodePools`, or write `network: open`",
      ],
      [
        `${section("tenants", "{ names: [b, c] }")}\n${fargate}`,
        "tenants.names[0]: network policies are not enforced on Fargate; add a pool to `nodePools`, or write `network: open`",
      ],
      [`${team("namespaces: [b], network: isolated")}\n${fargate}\n${section("nodePools", "{ n: {} }")}`],
    ],
    "labels, tags and service accounts": [
      [
        team("labels: { 'a b': c, pod-security.kubernetes.io/enforce: x, team: b, x: '<b>' }, costAllocation: { kubernetes.io/x: y }"),
        'teams.a.labels["a b"]: expected a key such as team or example.com/team (at most 63 letters, digits, -, _ and .), found "a b"',
        'teams.a.labels["pod-security.kubernetes.io/enforce"]: is set by `podSecurity`; use that key',
        "teams.a.labels.team: is set to the team's name; remove it",
        'teams.a.labels.x: expected at most 63 letters, digits, -, _ and ., found "<b>"',
        'teams.a.costAllocation["kubernetes.io/x"]: this prefix is reserved by Kubernetes; use another one',
      ],
      [
        team("sessionTags: { 'aws:x': y, team: b }"),
        'teams.a.sessionTags["aws:x"]: AWS keeps keys that begin with "aws:" to itself; use a key of your own',
        "teams.a.sessionTags.team: is set to the team's name; remove it",
      ],
      [
        team("serviceAccounts: { default: {}, s: { namespace: team-b } }"),
        "teams.a.serviceAccounts.default: Kubernetes creates this service account; choose another name",
        "teams.a.serviceAccounts.s.namespace: team-b is not a namespace of the team; did you mean team-a?",
      ],
    ],
    podSecurity: [
      [team("podSecurity: privileged, network: isolated"), `teams.a.podSecurity: ${rootOnNodes}`],
      [team("podSecurity: { enforce: privileged, warn: baseline }, network: isolated"), `teams.a.podSecurity: ${rootOnNodes}`],
      [
        `${team("template: t, network: isolated")}\n${section("teamTemplates", "{ t: { podSecurity: privileged } }")}`,
        `teams.a.podSecurity: ${rootOnNodes}`,
      ],
      [
        `${team("template: t, podSecurity: privileged")}\n${section("teamTemplates", "{ t: { network: isolated } }")}`,
        `teams.a.podSecurity: ${rootOnNodes}`,
      ],
      [team("podSecurity: { enforce: baseline, warn: privileged, audit: privileged }, network: isolated")],
      [
        `${team("template: t, network: isolated, podSecurity: baseline")}\n${section("teamTemplates", "{ t: { podSecurity: privileged } }")}`,
      ],
      ...["isolated", "open"].map(
        (network) =>
          [
            `${section("teamTemplates", `{ t: { podSecurity: privileged, network: ${network} } }`)}\n${section("tenants", "{ template: t, names: [b, c] }")}`,
            "teamTemplates.t.podSecurity: tenants share nodes, and `privileged` pods can become root on them; write `baseline` or `restricted`, or use another template for the tenants",
          ] as const,
      ),
    ],
    "egress of isolated teams": [
      [teams(`${application("network: isolated, allowEgressTo: [b, namespace:db, 10.20.0.0/16, internet]")}, ${application("", "b")}`)],
      [team("allowEgressTo: []"), "teams.a.allowEgressTo: restricts pods only with `network: isolated`; write it, or remove this key"],
      [
        `${teams(`p: { kind: platform, ${who} }, ${application("network: isolated, allowEgressTo: [a, p, c, namespace:team-a, '2001:db8::/32', internet, internet]")}`)}`,
        "teams.a.allowEgressTo[4]: pods have IPv4 addresses only, so they cannot reach 2001:db8::/32; remove it, or write `cluster.ipFamily: ipv6`",
        "teams.a.allowEgressTo[0]: pods of a team may always connect to their own team; remove it",
        "teams.a.allowEgressTo[1]: p is a platform team, which has no pods; remove it",
        "teams.a.allowEgressTo[2]: unknown team c; add it to teams, or write `addon:<add-on>` or `namespace:c`",
        "teams.a.allowEgressTo[6]: duplicate entry internet; remove one",
        "teams.a.allowEgressTo[3]: pods of a team may always connect to their own namespaces; remove it",
      ],
      [
        `${section("cluster", "{ ipFamily: ipv6 }")}\n${team("network: isolated, allowEgressTo: [internet, '2001:db8::/32']")}`,
        "teams.a.allowEgressTo[0]: means IPv4 addresses, and pods have IPv6 addresses, among which those of the VPC are not private; list ranges",
      ],
      [
        team("network: isolated, allowEgressTo: ['addon prometheus', 10.0.0.1/16]"),
        'teams.a.allowEgressTo[0]: expected a team, addon:<add-on> or namespace:<namespace> or an IPv4 or IPv6 range such as 10.0.0.0/16 or 2001:db8::/32, found "addon prometheus"',
        'teams.a.allowEgressTo[1]: expected a team, addon:<add-on> or namespace:<namespace> or an IPv4 or IPv6 range such as 10.0.0.0/16 or 2001:db8::/32, found "10.0.0.1/16"; the bits after the prefix length must be zero: write 10.0.0.0/16',
      ],
    ],
    "quotas of some pods": [
      [team("scopedQuotas: { a: { hard: { pods: 5 }, scopes: [BestEffort] }, b: { hard: { limits.cpu: 4 }, priorityClasses: [batch] } }")],
      [
        team("scopedQuotas: { a: { hard: { pods: 5 } }, b: { hard: {}, scopes: [BestEffort, NotBestEffort] } }"),
        "teams.a.scopedQuotas.a: counts all pods, as `quota` does; write `scopes` or `priorityClasses`, or move the amounts to `quota`",
        "teams.a.scopedQuotas.b.hard: bounds nothing; write an amount such as `pods`, or remove the entry",
        "teams.a.scopedQuotas.b.scopes: BestEffort and NotBestEffort exclude each other; remove one, or write two entries",
      ],
      [
        team("scopedQuotas: { a: { hard: { pods: 500m, requests.cpu: 1 }, scopes: [BestEffort] } }"),
        'teams.a.scopedQuotas.a.hard.pods: expected a whole number, found "500m"',
        'teams.a.scopedQuotas.a.hard["requests.cpu"]: BestEffort pods have no requests and limits, so only `pods` is counted; remove it',
      ],
      [
        team("scopedQuotas: { a: { hard: { services: 1 }, scopes: [PriorityClass] } }"),
        'teams.a.scopedQuotas.a.hard.services: invalid name: expected what a quota of pods counts, such as pods or requests.cpu, found "services"',
        'teams.a.scopedQuotas.a.scopes[0]: expected BestEffort, NotBestEffort, Terminating, NotTerminating or CrossNamespacePodAffinity, found "PriorityClass"',
      ],
    ],
    "metadata of service accounts": [
      [
        team(
          "serviceAccounts: { s: { imagePullSecrets: [registry], automountToken: false, labels: { app: s }, annotations: { a.b/c: '<d>' } } }",
        ),
      ],
      [
        team("serviceAccounts: { s: { imagePullSecrets: [a, a], labels: { 'a b': c }, annotations: { eks.amazonaws.com/role-arn: x } } }"),
        "teams.a.serviceAccounts.s.imagePullSecrets[1]: duplicate entry a; remove one",
        'teams.a.serviceAccounts.s.labels["a b"]: expected a key such as team or example.com/team (at most 63 letters, digits, -, _ and .), found "a b"',
        'teams.a.serviceAccounts.s.annotations["eks.amazonaws.com/role-arn"]: is set to the account\'s role; write `roleArn` for an existing one',
      ],
    ],
    "versions of Pod Security Standards": [
      [team("podSecurity: { enforceVersion: v1.34, warnVersion: latest }")],
      [
        team("podSecurity: { enforceVersion: 1.34 }"),
        'teams.a.podSecurity.enforceVersion: expected latest or a Kubernetes version such as v1.34, found 1.34; quote it: "1.34"',
      ],
    ],
    "ranges of load balancers": [
      [
        team("network: isolated, loadBalancers: [10.0.240.0/24, '2001:db8::/32', 10.0.240.0/24]"),
        "teams.a.loadBalancers[2]: duplicate entry 10.0.240.0/24; remove one",
        "teams.a.loadBalancers[1]: pods have IPv4 addresses only, so no load balancer connects from 2001:db8::/32; remove it, or write `cluster.ipFamily: ipv6`",
      ],
      [`${section("cluster", "{ ipFamily: ipv6 }")}\n${team("network: isolated, loadBalancers: ['2001:db8::/32']")}`],
      [
        `${section("cluster", "{ existing: { name: shop } }")}\n${team("network: isolated, loadBalancers: [10.0.240.0/24, '2001:db8::/32']")}`,
      ],
      [
        team("loadBalancers: ['2001:db8::1/32']"),
        'teams.a.loadBalancers[0]: expected an IPv4 or IPv6 range such as 10.0.0.0/16 or 2001:db8::/32, found "2001:db8::1/32"; the bits after the prefix length must be zero',
      ],
    ],
    "quota, limits, nodePool and priority": [
      [
        team("quota: { requests.cpu: ten bananas }"),
        'teams.a.quota["requests.cpu"]: expected a Kubernetes quantity such as "10", 500m or 20Gi, a number from 0 or null, found "ten bananas"',
      ],
      [
        team("quota: { pod: 1 }"),
        'teams.a.quota.pod: invalid name: expected a resource that Kubernetes counts, such as requests.cpu, pods or count/jobs.batch, found "pod"; did you mean pods?',
      ],
      [team("quota: { pods: 500m }"), 'teams.a.quota.pods: expected a whole number, found "500m"'],
      [
        team("limits: { default: { cpu: 50m }, max: { memory: 256Mi } }"),
        "teams.a.limits.defaultRequest.cpu: expected at most `default`, which is 50m, found 100m",
        "teams.a.limits.default.memory: expected at most `max`, which is 256Mi, found 512Mi",
      ],
      [
        `${section("nodePools", "{ n: {} }")}\n${teams(`${application("nodePool: m")}, ${application("nodePool: n", "b")}, ${application("nodePool: n", "c")}`)}`,
        "teams.a.nodePool: unknown pool m; add it to nodePools",
        "teams.c.nodePool: n already belongs to team b; create one pool for each",
      ],
      [team("priority: 2000000"), "teams.a.priority: expected a whole number from -1000000 to 1000000, found 2000000"],
      [
        teams(`a: { kind: application, members: [${Array.from({ length: 60 }, (_, i) => `"${arn(`role/developers/${i}`)}"`)}] }`),
        "teams.a.members: too many for a trust policy of at most 4096 characters; replace them by one role, such as that of a permission set in IAM Identity Center",
      ],
    ],
  });

  describe("warnings", () => {
    const pools = section("nodePools", "{ n: { instanceTypes: [m7g.large], size: { min: 1, max: 3 } } }");
    const quota = "[team-quota] eks-blueprints:teams.a.quota";
    itWarns([
      [
        `${pools}\n${team('quota: { requests.cpu: "7", requests.memory: 25Gi }')}`,
        `${quota}["requests.cpu"]: 7 is more than the maximum capacity of the pools, 6 CPUs; raise size.max of a pool, or lower the quota`,
        `${quota}["requests.memory"]: 25Gi is more than the maximum capacity of the pools, 24Gi; raise size.max of a pool, or lower the quota`,
      ],
      [`${pools}\n${team('quota: { requests.cpu: "6", requests.memory: 24Gi }')}`],
      [`${pools}\n${team("")}`], // the default quota is not checked
      [
        team("podSecurity: privileged"),
        "[kubernetes-edit-privileged] eks-blueprints:teams.a.podSecurity: `privileged` pods can become root on their nodes and read the data of other teams there; write `baseline` or `restricted`",
      ],
      [
        `${pools}\n${team('namespaces: [x, y], quota: { requests.cpu: "4" }')}`,
        `${quota}["requests.cpu"]: 4 in each of 2 namespaces is more than the maximum capacity of the pools, 6 CPUs; raise size.max of a pool, or lower the quota`,
      ],
      [`${section("nodePools", "{ n: { instanceTypes: [m7g.metal] } }")}\n${team('quota: { requests.cpu: "1000" }')}`],
      [`${section("cluster", "{ autoMode: true }")}\n${team('quota: { requests.cpu: "1000" }')}`],
      [
        teams(`p: { kind: platform, ${who}, createUsers: [ana] }, a: { kind: application, ${who}, createUsers: [ana] }`),
        `[team-administrator] eks-blueprints:teams.a.members[0]: ${arn("role/Dev")} is also in platform team p, and so has full access to the cluster; remove it from one of the two if that is not intended`,
        "[team-administrator] eks-blueprints:teams.a.createUsers[0]: ana is also in platform team p, and so has full access to the cluster; remove it from one of the two if that is not intended",
      ],
      [teams(`${application("")}, ${application("", "b")}`)], // a member of two application teams is valid
      [
        team("limits: false"),
        "[team-limits] eks-blueprints:teams.a.limits: without defaults, the quota rejects pods that do not say what it counts (requests.cpu and requests.memory); set defaults here, or remove these amounts from `quota`",
      ],
      [team("limits: false, quota: false")],
      [
        team("limits: { default: { memory: null }, defaultRequest: { memory: null } }"),
        "[team-limits] eks-blueprints:teams.a.limits: without defaults, the quota rejects pods that do not say what it counts (requests.memory); set defaults here, or remove these amounts from `quota`",
      ],
      [team("limits: { default: { memory: null }, defaultRequest: { memory: null }, min: { memory: 16Mi } }")],
      [team("limits: { default: { cpu: null } }")],
      [
        team('quota: { limits.cpu: "20" }, limits: { default: { cpu: null } }'),
        "[team-limits] eks-blueprints:teams.a.limits: without defaults, the quota rejects pods that do not say what it counts (limits.cpu); set defaults here, or remove these amounts from `quota`",
      ],
      [team("limits: { default: { memory: null }, defaultRequest: { memory: null } }, quota: { requests.memory: null }")],
      [
        team("network: isolated, loadBalancers: all"),
        "[team-isolation] eks-blueprints:teams.a.loadBalancers: pods of other teams have addresses in the private subnets too, and so may connect like load balancers; list the ranges of subnets without pods",
      ],
      [
        teams(
          `${application("network: isolated, allowEgressTo: [b, c]")}, ${application("network: isolated", "b")}, ${application("network: isolated, allowIngressFrom: [a]", "c")}`,
        ),
        "[team-egress] eks-blueprints:teams.a.allowEgressTo[0]: has no effect: team b is isolated, and its pods accept no traffic from a; add a to `allowIngressFrom` of b",
      ],
      [
        `${section("cluster", "{ ipFamily: ipv6 }")}\n${team("network: isolated, loadBalancers: [10.0.240.0/24, '2001:db8::/32']")}`,
        "[team-isolation] eks-blueprints:teams.a.loadBalancers[0]: has no effect: load balancers connect to IPv6 addresses of pods from IPv6 addresses, not from 10.0.240.0/24; list the IPv6 ranges of their subnets",
      ],
      [
        `${section("network", "{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2] } }")}\n${team("network: isolated")}`,
        "[team-isolation] eks-blueprints:teams.a.loadBalancers: no load balancer may connect, because network.existing has no public subnets; list the ranges of the load balancers' subnets, or write [] for none",
      ],
      [
        `${section("cluster", "{ existing: { name: shop } }")}\n${team("network: isolated")}`,
        "[team-isolation] eks-blueprints:teams.a.network: on an existing cluster, a network policy engine must be installed; turn on network policies in its VPC CNI add-on, or install another CNI that enforces them",
      ],
      [
        teams(`${application("allowIngressFrom: [b]")}, ${application("", "b")}`),
        "[team-ingress] eks-blueprints:teams.a.allowIngressFrom: has no effect: pods accept traffic from every team while `network` is open; write `network: isolated`, or remove the key",
      ],
    ]);
  });
});
