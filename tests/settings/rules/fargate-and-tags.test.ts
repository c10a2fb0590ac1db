import { itValidates, section } from "./rows";

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
