import { itValidates, itWarns, section } from "./rows";

const arn = (path: string) => `arn:aws:iam::111122223333:${path}`;
const who = `members: ["${arn("role/Dev")}"]`;
const teams = (yaml: string) => section("teams", `{ ${yaml} }`);
const application = (yaml: string, name = "a") => `${name}: { kind: application, ${who}, ${yaml} }`;
const rootOnNodes =
  "`privileged` pods use their node's network and can become root on it, which no network policy holds back; write `baseline` or `restricted`, or `network: open`";
/** One application team `a`. */
const team = (yaml: string) => teams(application(yaml));
const fargate = section("fargate", "{ f: { selectors: [{ namespace: team-a, labels: { on: fargate } }] } }");

describe("settings: teams", () => {
  itValidates({
    "members and roles": [
      [teams("a: { kind: application }"), "teams.a: nobody is in it; name `members`, `createUsers` or a `role`"],
      [teams("a: { kind: platform }"), "teams.a: nobody is in it; name `members`, `createUsers` or a `role`"],
      [teams(`a: { kind: application, role: "${arn("role/x")}" }`)],
      [teams("a: { kind: application, createUsers: [ana, ana] }"), "teams.a.createUsers[1]: ana is there twice; remove one"],
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
        `teams.a.members[0]: expected the ARN of an IAM role or user such as arn:aws:iam::111122223333:role/Admin, found "${arn("group/devs")}"; that is a group, which EKS does not take`,
      ],
      [
        `aws:region: cn-north-1\n${team("serviceAccounts: { s: { policies: ['arn:aws:iam::aws:policy/P'] } }")}`,
        `teams.a.members[0]: expected an ARN of partition aws-cn, to which cn-north-1 belongs, found ${arn("role/Dev")}; write arn:aws-cn:...`,
        "teams.a.serviceAccounts.s.policies[0]: expected an ARN of partition aws-cn, to which cn-north-1 belongs, found arn:aws:iam::aws:policy/P; write arn:aws-cn:...",
      ],
      [
        `aws:assumeRoles: [{ roleArn: "${arn("role/Dev")}" }]\n${team("")}`,
        `teams.a.members[0]: ${arn("role/Dev")} creates the cluster (aws:assumeRoles) and is its admin by that; remove it here, or set cluster.creatorAdmin to false`,
      ],
    ],
    namespaces: [
      [
        team("namespaces: [kube-system, default, kube-mine]"),
        "teams.a.namespaces[0]: kube-system is reserved; take a namespace of the team's own",
        "teams.a.namespaces[1]: default is reserved; take a namespace of the team's own",
        "teams.a.namespaces[2]: kube-mine is reserved; take a namespace of the team's own",
      ],
      [
        teams(`${application("namespaces: [x]")}, ${application("namespaces: [y, x]", "b")}`),
        "teams.b.namespaces[1]: x belongs to team a already; name another",
      ],
      [
        teams(`${application("namespaces: [team-b]")}, ${application("", "b")}`),
        "teams.b.namespaces[0]: team-b belongs to team a already; name another",
      ],
      [team("namespaces: [x, x]"), "teams.a.namespaces[1]: x is there twice; remove one"],
      [
        team("namespaces: [Shop]"),
        'teams.a.namespaces[0]: expected a Kubernetes namespace: up to 63 small letters, digits and -, found "Shop"',
      ],
    ],
    "names of teams and tenants": [
      [
        teams(`"<b>": { kind: application, ${who} }`),
        'teams["<b>"]: a name that does not fit: expected a DNS label: 1 to 58 small letters, digits and -, found "<b>"',
      ],
      [
        section("tenants", `{ names: [${"a".repeat(59)}] }`),
        `tenants.names[0]: expected a DNS label: 1 to 58 small letters, digits and -, found "${"a".repeat(59)}"`,
      ],
      [section("tenants", `{ names: [${"a".repeat(58)}] }`)],
      [section("tenants", "{ names: [acme, acme] }"), "tenants.names[1]: acme is there twice; remove one"],
      [`${team("")}\n${section("tenants", "{ names: [a] }")}`, "tenants.names[0]: a is a team already; name tenants and teams differently"],
      [
        `${section("teamTemplates", "{ standard: {} }")}\n${section("tenants", "{ template: standrd, names: [a] }")}`,
        'tenants.template: unknown template "standrd"; did you mean standard?',
      ],
      [team("template: constructor"), 'teams.a.template: unknown template "constructor"; add it to teamTemplates'],
      [teams("a: { kind: aplication }"), 'teams.a.kind: expected platform or application, found "aplication"; did you mean application?'],
      [teams(`a: { ${who} }`), "teams.a.kind: missing; expected platform or application"],
      [
        teams(`a: { kind: platform, ${who}, qouta: {} }`),
        "teams.a.qouta: unknown key; known are kind, members, createUsers, role, sessionTags and costAllocation",
      ],
      [team("qouta: {}"), "teams.a.qouta: unknown key; did you mean quota?"],
      [team("accessLevel: owner"), 'teams.a.accessLevel: expected view, edit or admin, found "owner"'],
    ],
    "network isolation": [
      [
        teams(
          `${application("network: isolated, allowIngressFrom: [c, a, p]")}, p: { kind: platform, ${who} }, cc: { kind: application, ${who} }`,
        ),
        "teams.a.allowIngressFrom[0]: unknown team c; add it to teams, or remove it",
        "teams.a.allowIngressFrom[1]: pods of a team always accept traffic from their own team; remove it",
        "teams.a.allowIngressFrom[2]: p is a platform team, which has no pods; remove it",
      ],
      [
        `${team("network: isolated")}\n${fargate}\n${section("nodePools", "{ n: {} }")}`,
        "teams.a.network: isolation would be on paper: pods on Fargate hear everybody, and a profile takes pods of team-a; write `network: open`",
      ],
      [
        `${team("network: isolated, namespaces: [b]")}\n${fargate}`,
        "teams.a.network: isolation would be on paper: pods on Fargate hear everybody; add a pool to `nodePools`, or write `network: open`",
      ],
      [
        `${section("tenants", "{ names: [b, c] }")}\n${fargate}`,
        "tenants.names[0]: isolation would be on paper: pods on Fargate hear everybody; add a pool to `nodePools`, or write `network: open`",
      ],
      [`${team("namespaces: [b], network: isolated")}\n${fargate}\n${section("nodePools", "{ n: {} }")}`],
    ],
    "labels, tags and service accounts": [
      [
        team("labels: { 'a b': c, pod-security.kubernetes.io/enforce: x, team: b, x: '<b>' }, costAllocation: { kubernetes.io/x: y }"),
        'teams.a.labels["a b"]: expected a key such as team or example.com/team (letters, digits, -, _ and ., 63 at most), found "a b"',
        'teams.a.labels["pod-security.kubernetes.io/enforce"]: is set by `podSecurity`; use that key',
        "teams.a.labels.team: is the team's name already; remove it",
        'teams.a.labels.x: expected letters, digits, -, _ and ., 63 at most, found "<b>"',
        'teams.a.costAllocation["kubernetes.io/x"]: Kubernetes keeps this prefix to itself; use one of your own',
      ],
      [
        team("sessionTags: { 'aws:x': y, team: b }"),
        'teams.a.sessionTags["aws:x"]: AWS keeps keys that begin with "aws:" to itself; use a key of your own',
        "teams.a.sessionTags.team: is the team's name already; remove it",
      ],
      [
        team("serviceAccounts: { default: {}, s: { namespace: team-b } }"),
        "teams.a.serviceAccounts.default: Kubernetes makes this one itself; take another name",
        "teams.a.serviceAccounts.s.namespace: team-b is not the team's; did you mean team-a?",
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
            "teamTemplates.t.podSecurity: tenants share nodes, on which `privileged` pods can become root; write `baseline` or `restricted`, or give the tenants another template",
          ] as const,
      ),
    ],
    "quota, limits, nodePool and priority": [
      [
        team("quota: { requests.cpu: ten bananas }"),
        'teams.a.quota["requests.cpu"]: expected a Kubernetes quantity such as "10", 500m or 20Gi or a whole number from 0, found "ten bananas"',
      ],
      [
        team("quota: { pod: 1 }"),
        'teams.a.quota.pod: a name that does not fit: expected a resource that Kubernetes counts, such as requests.cpu, pods or count/jobs.batch, found "pod"; did you mean pods?',
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
        "teams.c.nodePool: n belongs to team b already; make a pool for each",
      ],
      [team("priority: 2000000"), "teams.a.priority: expected a whole number from -1000000 to 1000000, found 2000000"],
      [
        teams(`a: { kind: application, members: [${Array.from({ length: 60 }, (_, i) => `"${arn(`role/developers/${i}`)}"`)}] }`),
        "teams.a.members: too many for a trust policy, which holds 4096 characters at most; let a role stand for them, such as a permission set of IAM Identity Center",
      ],
    ],
  });

  describe("warnings", () => {
    const pools = section("nodePools", "{ n: { instanceTypes: [m7g.large], size: { min: 1, max: 3 } } }");
    const quota = "[team-quota] eks-blueprints:teams.a.quota";
    itWarns([
      [
        `${pools}\n${team('quota: { requests.cpu: "7", requests.memory: 25Gi }')}`,
        `${quota}["requests.cpu"]: 7 is more than the pools can hold, which is 6 CPUs at their largest; raise size.max of a pool, or lower the quota`,
        `${quota}["requests.memory"]: 25Gi is more than the pools can hold, which is 24Gi at their largest; raise size.max of a pool, or lower the quota`,
      ],
      [`${pools}\n${team('quota: { requests.cpu: "6", requests.memory: 24Gi }')}`],
      [`${pools}\n${team("")}`], // the default quota is not checked
      [
        team("podSecurity: privileged"),
        "[privileged-pods] eks-blueprints:teams.a.podSecurity: `privileged` pods can become root on their nodes, and so read what other teams run there; write `baseline` or `restricted`",
      ],
      [
        `${pools}\n${team('namespaces: [x, y], quota: { requests.cpu: "4" }')}`,
        `${quota}["requests.cpu"]: 4 in each of 2 namespaces is more than the pools can hold, which is 6 CPUs at their largest; raise size.max of a pool, or lower the quota`,
      ],
      [`${section("nodePools", "{ n: { instanceTypes: [m7g.metal] } }")}\n${team('quota: { requests.cpu: "1000" }')}`],
      [`${section("cluster", "{ autoMode: true }")}\n${team('quota: { requests.cpu: "1000" }')}`],
      [
        teams(`p: { kind: platform, ${who}, createUsers: [ana] }, a: { kind: application, ${who}, createUsers: [ana] }`),
        `[team-administrator] eks-blueprints:teams.a.members[0]: ${arn("role/Dev")} is in platform team p too, and may do everything everywhere; take it out of one of the two if that is not meant`,
        "[team-administrator] eks-blueprints:teams.a.createUsers[0]: ana is in platform team p too, and may do everything everywhere; take it out of one of the two if that is not meant",
      ],
      [teams(`${application("")}, ${application("", "b")}`)], // a member of two application teams is valid
      [
        team("limits: false"),
        "[team-limits] eks-blueprints:teams.a.limits: without defaults, pods that name no requests are refused by the quota; remove the key to have defaults, or write `quota: false`",
      ],
      [team("limits: false, quota: false")],
      [
        team("network: isolated, loadBalancers: all"),
        "[team-isolation] eks-blueprints:teams.a.loadBalancers: private subnets hold other teams' pods too, which are heard like load balancers; write the ranges of subnets that hold none",
      ],
      [
        `${section("network", "{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-1, subnet-2] } }")}\n${team("network: isolated")}`,
        "[team-isolation] eks-blueprints:teams.a.loadBalancers: no load balancer is heard, because network.existing names no public subnets; write the ranges of the load balancers' subnets, or [] for none",
      ],
      [
        `${section("cluster", "{ existing: { name: shop } }")}\n${team("network: isolated")}`,
        "[team-isolation] eks-blueprints:teams.a.network: on an existing cluster something must enforce network policies; turn the policy agent of its VPC CNI on, or install another CNI that enforces them",
      ],
      [
        teams(`${application("allowIngressFrom: [b]")}, ${application("", "b")}`),
        "[team-ingress] eks-blueprints:teams.a.allowIngressFrom: has no effect: pods accept traffic from every team while `network` is open; write `network: isolated`, or remove the key",
      ],
    ]);
  });
});
