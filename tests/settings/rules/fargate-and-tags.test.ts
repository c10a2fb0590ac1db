import { itValidates, section } from "./rows";

const policy = "'arn:aws:iam::111122223333:policy/a'";
const statement = "{ Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' }";

describe("settings: fargate and tags", () => {
  itValidates({
    "Fargate profiles": [
      [
        section("fargate", "{ eks-a: { selectors: [{ namespace: a }] } }"),
        'fargate.eks-a: invalid name: names that begin with "eks-" are reserved by EKS',
      ],
      [
        section("fargate", "{ a: { selectors: [{ namespace: a, labels: { a: 1 b, 'x*': 'y*' } }] } }"),
        'fargate.a.selectors[0].labels.a: expected at most 63 letters, digits, -, _ and ., found "1 b"',
      ],
      [
        [
          section("fargate", "{ f: { selectors: [{ namespace: a }], roleArn: 'arn:aws:iam::111122223333:role/nodes' } }"),
          section("nodePools", "{ a: { roleArn: 'arn:aws:iam::111122223333:role/nodes' } }"),
        ].join("\n"),
        "fargate.f.roleArn: pool a has the same role, and EKS accepts one access entry per role; use another role",
      ],
      [
        section(
          "fargate",
          `{ f: { selectors: [{ namespace: a }], policies: [${policy}], statements: [${statement}], tags: { team: a } } }`,
        ),
      ],
      [
        section(
          "fargate",
          `{ f: { selectors: [{ namespace: a }], roleArn: 'arn:aws:iam::111122223333:role/f', statements: [${statement}] } }`,
        ),
        "fargate.f.statements: the stack does not manage the permissions of an existing role (`roleArn`); add them to the role, and remove the key",
      ],
      [
        section("fargate", `{ f: { selectors: [{ namespace: a }], policies: [${policy}, ${policy}], tags: { aws:a: b } } }`),
        'fargate.f.tags["aws:a"]: AWS keeps keys that begin with "aws:" to itself; use a key of your own',
        "fargate.f.policies[1]: duplicate entry arn:aws:iam::111122223333:policy/a; remove one",
      ],
      [
        section("fargate", "{ f: { selectors: [{ namespace: a }], policies: ['arn:aws-cn:iam::111122223333:policy/a'] } }"),
        "fargate.f.policies[0]: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:iam::111122223333:policy/a; write arn:aws:...",
      ],
    ],
    tags: [
      [section("tags", "{ aws:owner: x }"), 'tags["aws:owner"]: AWS keeps keys that begin with "aws:" to itself; use a key of your own'],
      [section("tags", "{ a: 'x?' }"), 'tags.a: expected only letters, digits, spaces and _ . : / = + - @, found "?"'],
      [section("tags", `{ a: '${"x".repeat(257)}' }`), "tags.a: expected a value of at most 256 characters, found 257"],
      [section("tags", `{ ${"k".repeat(129)}: a }`), `tags.${"k".repeat(129)}: expected a key of 1 to 128 characters, found 129`],
      [
        section("tags", `{ ${Array.from({ length: 46 }, (_, i) => `k${i}: x`).join(", ")} }`),
        "tags: expected at most 45 tags, found 46; remove some",
      ],
    ],
  });
});
