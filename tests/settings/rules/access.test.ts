import { cluster, itValidates, pool, section } from "./rows";

const admin = "arn:aws:iam::111122223333:role/Admin";

describe("settings: cluster.access and ARNs", () => {
  itValidates({
    "admins and access entries": [
      [
        cluster("{ creatorAdmin: false }"),
        "cluster.creatorAdmin: `false` leaves the cluster without an administrator; add one to cluster.admins",
      ],
      [cluster(`{ creatorAdmin: false, admins: ["${admin}"] }`)],
      [cluster(`{ creatorAdmin: false, access: { a: { principal: "${admin}", policy: clusterAdmin } } }`)],
      [cluster("{ access: { a: { permissionSet: PlatformOps, policy: view } } }")],
      [cluster("{ access: { a: { policy: view } } }"), "cluster.access.a.principal: missing; write `principal` or `permissionSet`"],
      [
        cluster(`{ access: { a: { principal: "${admin}", permissionSet: Ops, policy: view } } }`),
        "cluster.access.a.permissionSet: `principal` and `permissionSet` name the same thing; remove one",
      ],
      [cluster(`{ admins: ["${admin}", "${admin}"] }`), `cluster.admins[1]: duplicate entry ${admin}; remove one`],
      [
        `aws:assumeRoles: [{ roleArn: "${admin}" }]\n${cluster(`{ admins: ["${admin}"] }`)}`,
        `cluster.admins[0]: ${admin} creates the cluster (aws:assumeRoles) and so is already its administrator; remove it here, or set cluster.creatorAdmin to false`,
      ],
      [`aws:assumeRoles: [{ roleArn: "${admin}" }]\n${cluster(`{ admins: ["${admin}"], creatorAdmin: false }`)}`],
      [
        cluster(`{ access: { a: { principal: "${admin}", policy: clusterAdmin, namespaces: [a, a], groups: [system:masters] } } }`),
        "cluster.access.a.policy: `clusterAdmin` applies to the whole cluster; write `admin` for full access within namespaces, or remove `namespaces`",
        'cluster.access.a.groups[0]: EKS rejects groups that begin with "system:", found "system:masters"; use `policy`, or another group with a role binding',
        "cluster.access.a.namespaces[1]: duplicate entry a; remove one",
      ],
    ],
    "user names and types of entries": [
      [cluster(`{ access: { a: { principal: "${admin}", policy: view, username: ops } } }`)],
      [cluster(`{ access: { a: { principal: "${admin}", type: EC2_LINUX } } }`)],
      [cluster(`{ access: { a: { principal: "${admin}", policy: view, namespaces: ["dev-*"] } } }`)],
      [
        cluster(`{ access: { a: { principal: "${admin}", policy: view, username: "system:ops" } } }`),
        'cluster.access.a.username: EKS rejects user names that begin with system:, eks:, aws:, amazon: or iam:, found "system:ops"; use another one',
      ],
      [
        cluster('{ access: { a: { principal: "arn:aws:iam::111122223333:user/kim", type: EC2_LINUX, policy: view } } }'),
        "cluster.access.a.principal: type EC2_LINUX requires the ARN of an IAM role, found arn:aws:iam::111122223333:user/kim",
        "cluster.access.a.policy: EKS determines the access of nodes (type EC2_LINUX); remove the key",
      ],
      [
        cluster(`{ admins: ["${admin}"], access: { a: { principal: "${admin}", type: EC2_LINUX } } }`),
        "cluster.access.a.type: cluster.admins grants the same role other access, and EKS accepts one access entry per role; remove one",
      ],
      [
        `${section("teams", `{ dev: { kind: application, members: ["${admin}"] } }`)}\n${cluster(`{ access: { a: { principal: "${admin}", type: EC2_LINUX } } }`)}`,
        "cluster.access.a.type: team dev grants the same role other access, and EKS accepts one access entry per role; remove one",
      ],
      [
        cluster(
          `{ access: { a: { principal: "${admin}", policy: view, username: a }, b: { principal: "${admin}", policy: edit, username: b } } }`,
        ),
        "cluster.access.b.username: differs from that of cluster.access.a, which has the same principal; use one of both",
      ],
      [
        `${pool(`{ roleArn: "${admin}" }`)}\n${cluster(`{ access: { a: { principal: "${admin}", type: EC2_LINUX } } }`)}`,
        "cluster.access.a: pool a has this role, and EKS accepts one access entry per role, which comes with the nodes; remove this one",
      ],
      [
        `${section("fargate", `{ f: { selectors: [{ namespace: a }], roleArn: "${admin}" } }`)}\n${section("teams", `{ dev: { kind: platform, role: "${admin}" } }`)}\n${cluster(`{ admins: ["${admin}"], autoMode: { pools: { b: { roleArn: "${admin}" } } }, access: { c: { principal: "${admin}", policy: view } } }`)}`,
        "cluster.autoMode.pools.b.roleArn: Fargate profile f has this role too, and EKS accepts one access entry per role; use another role, or none: the stack's own is shared",
        ...["cluster.admins[0]", "cluster.access.c", "teams.dev.role"].map(
          (path) =>
            `${path}: Fargate profile f has this role, and EKS accepts one access entry per role, which comes with the nodes; remove this one`,
        ),
      ],
    ],
    "partitions and regions of ARNs": [
      [
        `aws:region: cn-north-1\n${cluster(`{ admins: ["${admin}"] }`)}`,
        `cluster.admins[0]: expected an ARN of partition aws-cn for cn-north-1, found ${admin}; write arn:aws-cn:...`,
      ],
      [
        `${section("iam", "{ permissionsBoundary: 'arn:aws-cn:iam::111122223333:policy/a' }")}\n${pool("{ policies: ['arn:aws-cn:iam::aws:policy/b'] }")}`,
        "iam.permissionsBoundary: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:iam::111122223333:policy/a; write arn:aws:...",
        "nodePools.a.policies[0]: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:iam::aws:policy/b; write arn:aws:...",
      ],
      [
        cluster("{ encryption: { kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/a' } }"),
        "cluster.encryption.kmsKeyArn: expected a key in eu-west-1, found one in us-east-1",
      ],
      [
        cluster("{ kubeconfig: { roleArn: 'arn:aws-us-gov:iam::111122223333:role/a' } }"),
        "cluster.kubeconfig.roleArn: expected an ARN of partition aws for eu-west-1, found arn:aws-us-gov:iam::111122223333:role/a; write arn:aws:...",
      ],
      [
        [
          section("network", "{ flowLogs: { bucketArn: 'arn:aws-cn:s3:::logs' } }"),
          cluster("{ roleArn: 'arn:aws-cn:iam::111122223333:role/a' }"),
          pool("{ roleArn: 'arn:aws-cn:iam::111122223333:role/b' }"),
          section("fargate", "{ f: { selectors: [{ namespace: a }], roleArn: 'arn:aws-cn:iam::111122223333:role/c' } }"),
        ].join("\n"),
        "network.flowLogs.bucketArn: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:s3:::logs; write arn:aws:...",
        "cluster.roleArn: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:iam::111122223333:role/a; write arn:aws:...",
        "nodePools.a.roleArn: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:iam::111122223333:role/b; write arn:aws:...",
        "fargate.f.roleArn: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:iam::111122223333:role/c; write arn:aws:...",
      ],
    ],
  });
});
