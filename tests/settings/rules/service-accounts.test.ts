import { cluster, itValidates, section } from "./rows";

const accounts = (yaml: string) => section("serviceAccounts", yaml);
const policy = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
const target = "arn:aws:iam::444455556666:role/Reports";
const irsa =
  "a target role needs Pod Identity, and these pods use IRSA (`cluster.identity: irsa`, or they run on Fargate); remove it, and give the pods a statement with `sts:AssumeRole` on that role";

describe("settings: service accounts without a team", () => {
  itValidates({
    "names and permissions": [
      [accounts(`{ jobs/runner: { policies: ["${policy}"] }, jobs/reports: { targetRoleArn: "${target}" } }`)],
      [
        accounts(`{ runner: { policies: ["${policy}"] } }`),
        'serviceAccounts.runner: invalid name: expected the namespace and name of a service account such as jobs/runner, each of up to 63 lowercase letters, digits and -, found "runner"',
      ],
      [
        accounts("{ jobs/runner: {} }"),
        'serviceAccounts["jobs/runner"]: gives no permissions; set `policies`, `statements`, `targetRoleArn` or `roleArn`',
      ],
      [
        accounts(`{ jobs/default: { policies: ["${policy}"] } }`),
        'serviceAccounts["jobs/default"]: Kubernetes creates service account default itself; add `roleOnly: true`',
      ],
      [accounts(`{ jobs/default: { policies: ["${policy}"], roleOnly: true } }`)],
      [
        accounts('{ jobs/runner: { policies: ["arn:aws-cn:iam::aws:policy/a"], targetRoleArn: "arn:aws-cn:iam::444455556666:role/b" } }'),
        'serviceAccounts["jobs/runner"].policies[0]: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:iam::aws:policy/a; write arn:aws:...',
        'serviceAccounts["jobs/runner"].targetRoleArn: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:iam::444455556666:role/b; write arn:aws:...',
      ],
    ],
    "target roles": [
      [
        `${cluster("{ identity: irsa }")}\n${accounts(`{ jobs/runner: { targetRoleArn: "${target}" } }`)}`,
        `serviceAccounts["jobs/runner"].targetRoleArn: ${irsa}`,
      ],
      [
        `${section("fargate", "{ jobs: { selectors: [{ namespace: jobs }] } }")}\n${accounts(`{ jobs/runner: { targetRoleArn: "${target}" }, web/runner: { targetRoleArn: "${target}" } }`)}\n${section("nodePools", "{ a: {} }")}`,
        `serviceAccounts["jobs/runner"].targetRoleArn: ${irsa}`,
      ],
      [
        `${cluster("{ identity: irsa }")}\n${section("teams", `{ a: { kind: application, members: ["${target}"], serviceAccounts: { web: { targetRoleArn: "${target}" } } } }`)}`,
        `teams.a.serviceAccounts.web.targetRoleArn: ${irsa}`,
      ],
    ],
    "existing roles": [
      [accounts(`{ jobs/runner: { roleArn: "${target}", targetRoleArn: "${target}" } }`)],
      [
        accounts(`{ jobs/runner: { roleArn: "${target}", policies: ["${policy}"] } }`),
        'serviceAccounts["jobs/runner"].policies: the stack does not manage the permissions of an existing role (`roleArn`); add them to the role, and remove the key',
      ],
      [
        section(
          "teams",
          `{ a: { kind: application, members: ["${target}"], serviceAccounts: { web: { roleArn: "arn:aws-cn:iam::444455556666:role/b", statements: [{ Action: s3:GetObject, Resource: "*" }] } } } }`,
        ),
        "teams.a.serviceAccounts.web.roleArn: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:iam::444455556666:role/b; write arn:aws:...",
        "teams.a.serviceAccounts.web.statements: the stack does not manage the permissions of an existing role (`roleArn`); add them to the role, and remove the key",
      ],
    ],
    "namespaces of teams": [
      [
        `${section("teams", `{ a: { kind: application, members: ["${target}"] } }`)}\n${accounts(`{ team-a/web: { policies: ["${policy}"] } }`)}`,
        'serviceAccounts["team-a/web"]: namespace team-a belongs to team `a`; declare it as `teams.a.serviceAccounts.web`, and remove this entry',
      ],
    ],
  });
});
