import { cluster, itValidates, pool, section } from "./rows";

const admin = "arn:aws:iam::111122223333:role/Admin";

describe("settings: cluster.access and ARNs", () => {
  itValidates({
    "admins and access entries": [
      [
        cluster("{ creatorAdmin: false }"),
        "cluster.creatorAdmin: `false` leaves nobody in charge of the cluster; name somebody in cluster.admins",
      ],
      [cluster(`{ creatorAdmin: false, admins: ["${admin}"] }`)],
      [cluster(`{ creatorAdmin: false, access: { a: { principal: "${admin}", policy: clusterAdmin } } }`)],
      [cluster(`{ admins: ["${admin}", "${admin}"] }`), `cluster.admins[1]: ${admin} is there twice; remove one`],
      [
        `aws:assumeRoles: [{ roleArn: "${admin}" }]\n${cluster(`{ admins: ["${admin}"] }`)}`,
        `cluster.admins[0]: ${admin} creates the cluster (aws:assumeRoles) and is its admin by that; remove it here, or set cluster.creatorAdmin to false`,
      ],
      [`aws:assumeRoles: [{ roleArn: "${admin}" }]\n${cluster(`{ admins: ["${admin}"], creatorAdmin: false }`)}`],
      [
        cluster(`{ access: { a: { principal: "${admin}", policy: clusterAdmin, namespaces: [a, a], groups: [system:masters] } } }`),
        "cluster.access.a.policy: `clusterAdmin` is for the whole cluster; write `admin` for all rights within namespaces, or remove `namespaces`",
        'cluster.access.a.groups[0]: EKS refuses groups that begin with "system:", found "system:masters"; use `policy`, or a group of your own with a role binding',
        "cluster.access.a.namespaces[1]: a is there twice; remove one",
      ],
    ],
    "partitions and regions of ARNs": [
      [
        `aws:region: cn-north-1\n${cluster(`{ admins: ["${admin}"] }`)}`,
        `cluster.admins[0]: expected an ARN of partition aws-cn, to which cn-north-1 belongs, found ${admin}; write arn:aws-cn:...`,
      ],
      [
        `${section("iam", "{ permissionsBoundary: 'arn:aws-cn:iam::111122223333:policy/a' }")}\n${pool("{ policies: ['arn:aws-cn:iam::aws:policy/b'] }")}`,
        "iam.permissionsBoundary: expected an ARN of partition aws, to which eu-west-1 belongs, found arn:aws-cn:iam::111122223333:policy/a; write arn:aws:...",
        "nodePools.a.policies[0]: expected an ARN of partition aws, to which eu-west-1 belongs, found arn:aws-cn:iam::aws:policy/b; write arn:aws:...",
      ],
      [
        cluster("{ encryption: { kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/a' } }"),
        "cluster.encryption.kmsKeyArn: expected a key in eu-west-1, found one in us-east-1",
      ],
      [
        cluster("{ kubeconfig: { roleArn: 'arn:aws-us-gov:iam::111122223333:role/a' } }"),
        "cluster.kubeconfig.roleArn: expected an ARN of partition aws, to which eu-west-1 belongs, found arn:aws-us-gov:iam::111122223333:role/a; write arn:aws:...",
      ],
    ],
  });
});
