import { readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { parse } from "yaml";
import { awsLimits } from "../../../components/reference/aws-limits";
import { policyLength } from "../../../components/util/policy-size";
import { report, warnings } from "../support";
import { itValidates, pool, section } from "./rows";

const json = (value: unknown) => JSON.stringify(value);
const names = (count: number, prefix = "k") => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const map = (count: number, prefix = "k") => Object.fromEntries(names(count, prefix).map((name) => [name, "x"]));
const taints = (count: number, prefix = "t") => names(count, prefix).map((key) => ({ key, effect: "NoSchedule" }));
const policies = (count: number) => names(count, "p").map((name) => `arn:aws:iam::111122223333:policy/${name}`);
const cidrs = (count: number) => Array.from({ length: count }, (_, index) => `198.51.${index >> 8}.${index & 255}/32`);
const account = (permissions: object) =>
  section(
    "teams",
    json({ a: { kind: "application", members: ["arn:aws:iam::111122223333:role/a"], serviceAccounts: { s: permissions } } }),
  );
const statement = (more: object = {}) => ({ Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*", ...more });

/** A statement of which only the condition is long, so that it cannot be divided. */
const conditional = (length: number) => ({
  Effect: "Allow",
  ...statement({ Condition: { StringEquals: { "aws:PrincipalTag/a": "x".repeat(length) } } }),
});

/** Settings with so much of what is limited, the limit as it follows from the table, and the path of the message. */
interface LimitRow {
  readonly limit: number;
  readonly settings: (count: number) => string;
  readonly path: string;
}

/** What is rejected beyond the limit. */
const hard: Readonly<Record<string, LimitRow>> = {
  "taints of a managed pool, by their tags": {
    limit: awsLimits.tagsPerResource.value - 5,
    settings: (count) => pool(json({ taints: taints(count) })),
    path: "nodePools.a.taints",
  },
  "labels of a managed pool": {
    limit: awsLimits.tagsPerResource.value - 5,
    settings: (count) => pool(json({ labels: map(count) })),
    path: "nodePools.a.labels",
  },
  "labels of a pool per zone": {
    limit: awsLimits.tagsPerResource.value - 7,
    settings: (count) => pool(json({ spread: "perZone", labels: map(count) })),
    path: "nodePools.a.labels",
  },
  "labels of a self-managed pool in a stack with 10 tags": {
    limit: awsLimits.tagsPerResource.value - 4 - 10,
    settings: (count) => `${section("tags", json(map(10, "tag")))}\n${pool(json({ kind: "selfManaged", labels: map(count) }))}`,
    path: "nodePools.a.labels",
  },
  "characters of a label's key on a self-managed pool": {
    limit: 82,
    settings: (count) =>
      pool(json({ kind: "selfManaged", labels: { [`${"a.".repeat((count - 21) / 2)}${count % 2 ? "bc" : "b"}/${"n".repeat(19)}`]: "x" } })),
    path: "nodePools.a.labels",
  },
  "characters of a taint's key on a managed pool": {
    limit: 63,
    settings: (count) => pool(json({ taints: [{ key: `a.b/${"n".repeat(count - 4)}`, effect: "NoSchedule" }] })),
    path: "nodePools.a.taints[0].key",
  },
  "tags of the stack": { limit: 45, settings: (count) => section("tags", json(map(count))), path: "tags" },
  "tags of a team": {
    limit: awsLimits.tagsPerResource.value - 1 - 30,
    settings: (count) =>
      `${section("tags", json(map(30)))}\n${section("teams", json({ a: { kind: "platform", members: ["arn:aws:iam::111122223333:role/a"], costAllocation: map(count, "c") } }))}`,
    path: "teams.a.costAllocation",
  },
  "policies of a pool": {
    limit: awsLimits.managedPoliciesPerRole.quota.highest - 3,
    settings: (count) => pool(json({ policies: policies(count) })),
    path: "nodePools.a.policies",
  },
  "characters of a condition of a pool": {
    limit: awsLimits.inlinePoliciesOfRole.value - policyLength([conditional(0)]),
    settings: (count) => pool(json({ statements: [conditional(count)] })),
    path: "nodePools.a.statements[0]",
  },
  "policies of a service account": {
    limit: awsLimits.managedPoliciesPerRole.quota.highest,
    settings: (count) => account({ policies: policies(count) }),
    path: "teams.a.serviceAccounts.s.policies",
  },
  "ranges of the public endpoint": {
    limit: awsLimits.publicAccessCidrs.value,
    settings: (count) => section("cluster", json({ endpoint: { public: { cidrs: cidrs(count) } } })),
    path: "cluster.endpoint.public.cidrs",
  },
  "ranges of the public endpoint beside those of the NAT gateways": {
    limit: awsLimits.publicAccessCidrs.value - 3,
    settings: (count) =>
      `${section("network", "{ nat: perZone, zones: 3 }")}\n${section("cluster", json({ endpoint: { private: false, public: { cidrs: cidrs(count) } } }))}`,
    path: "cluster.endpoint.public.cidrs",
  },
  "tags of a stack with self-managed groups per zone": {
    limit: 44,
    settings: (count) => `${section("tags", json(map(count)))}\n${pool(json({ kind: "selfManaged", spread: "perZone" }))}`,
    path: "tags",
  },
};

/** What gives a finding beyond an account's default quota. */
const quotas: Readonly<Record<string, LimitRow & { readonly code: string }>> = {
  "managed groups": { limit: 30, settings: (count) => section("nodePools", json(mapOf(count, {}))), path: "nodePools", code: "L-6D54EA21" },
  "managed groups per zone": {
    limit: 10,
    settings: (count) => section("nodePools", json(mapOf(count, { spread: "perZone" }))),
    path: "nodePools",
    code: "L-6D54EA21",
  },
  "nodes of a group": {
    limit: awsLimits.nodesPerManagedGroup.value,
    settings: (count) => pool(json({ size: { min: 1, max: count } })),
    path: "nodePools.a.size.max",
    code: "L-BD136A63",
  },
  "Fargate profiles": {
    limit: awsLimits.fargateProfiles.value,
    settings: (count) => section("fargate", json(mapOf(count, { selectors: [{ namespace: "a" }] }))),
    path: "fargate",
    code: "L-33415657",
  },
  "selectors of a Fargate profile": {
    limit: awsLimits.fargateSelectors.value,
    settings: (count) => section("fargate", json({ a: { selectors: names(count, "n").map((namespace) => ({ namespace })) } })),
    path: "fargate.a.selectors",
    code: "L-D78D8AF8",
  },
  "labels of a Fargate selector": {
    limit: awsLimits.fargateSelectorLabels.value,
    settings: (count) => section("fargate", json({ a: { selectors: [{ namespace: "a", labels: map(count) }] } })),
    path: "fargate.a.selectors[0].labels",
    code: "L-23414FF3",
  },
  "sources of the private endpoint": {
    limit: awsLimits.securityGroupRules.value - 1,
    settings: (count) => section("cluster", json({ endpoint: { private: { cidrs: cidrs(count) } } })),
    path: "cluster.endpoint.private",
    code: "L-0EA8095F",
  },
  "policies of a service account": {
    limit: awsLimits.managedPoliciesPerRole.value,
    settings: (count) => account({ policies: policies(count) }),
    path: "teams.a.serviceAccounts.s.policies",
    code: "L-0DA4ABF3",
  },
  "policies of a pool": {
    limit: awsLimits.managedPoliciesPerRole.value - 3,
    settings: (count) => pool(json({ policies: policies(count) })),
    path: "nodePools.a.policies",
    code: "L-0DA4ABF3",
  },
};

function mapOf(count: number, entry: object): Record<string, object> {
  return Object.fromEntries(names(count, "n").map((name) => [name, entry]));
}

describe("limits of AWS", () => {
  for (const [what, { limit, settings, path }] of Object.entries(hard)) {
    it(`accept ${limit} ${what} and reject more`, () => {
      expect(report(settings(limit))).to.deep.equal([]);
      fc.assert(
        fc.property(fc.integer({ min: limit + 1, max: limit + 4 }), (count) => {
          const lines = report(settings(count));
          expect(lines).to.have.length(1);
          expect(lines[0]).to.include(`eks-blueprints:${path}`);
        }),
        { numRuns: 4 },
      );
    });
  }
});

describe("default quotas of AWS", () => {
  for (const [what, { limit, settings, path, code }] of Object.entries(quotas)) {
    it(`give a finding beyond ${limit} ${what}`, () => {
      const found = (count: number) => warnings(settings(count)).filter((line) => line.startsWith("[aws-quota]"));
      expect(found(limit)).to.deep.equal([]);
      expect(found(limit + 1)).to.have.length(1);
      expect(found(limit + 1)[0])
        .to.include(`[aws-quota] eks-blueprints:${path}: `)
        .and.to.include(code);
    });
  }
});

describe("settings: tags and IAM", () => {
  itValidates({
    "tags of roles": [
      [
        section("tags", "{ owner: a, Owner: b }"),
        "tags.Owner: IAM roles cannot have the tag keys owner and Owner, which differ in case alone; use one of them",
      ],
      [section("tags", '{ a: "x\\ty" }'), 'tags.a: expected only letters, digits, spaces and _ . : / = + - @, found "\\t"'],
      [section("tags", '{ a: "größe 1" }')],
      [
        `${section("tags", "{ CostCenter: a }")}\n${section("teams", "{ a: { kind: platform, members: ['arn:aws:iam::111122223333:role/a'], costAllocation: { costcenter: b } } }")}`,
        "teams.a.costAllocation.costcenter: IAM roles cannot have the tag keys CostCenter and costcenter, which differ in case alone; use one of them",
      ],
      [
        `${section("tags", "{ Team: a }")}\n${section("teams", "{ a: { kind: platform, members: ['arn:aws:iam::111122223333:role/a'] } }")}`,
        "tags.Team: IAM roles cannot have the tag keys team and Team, which differ in case alone; use one of them",
      ],
      [section("tags", "{ Team: a }")],
    ],
    statements: [
      [
        account({ statements: [statement({ Sid: "A" }), statement({ Sid: "A" })] }),
        "teams.a.serviceAccounts.s.statements[1].Sid: A is the Sid of statement 1 already; choose another",
      ],
      [
        account({ statements: [statement({ Action: ["s3.GetObject", "s4:GetObject", "s3:Get:Object", "*", "S3:get*"] })] }),
        'teams.a.serviceAccounts.s.statements[0].Action[0]: expected an action such as s3:GetObject, found "s3.GetObject"',
        "teams.a.serviceAccounts.s.statements[0].Action[1]: IAM has no service s4; did you mean s3?",
        'teams.a.serviceAccounts.s.statements[0].Action[2]: expected an action such as s3:GetObject, found "s3:Get:Object"',
      ],
      [
        account({
          statements: [
            statement({
              Condition: { StringEqual: { "aws:SourceAccount": "1" }, "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": "a" } },
            }),
          ],
        }),
        "teams.a.serviceAccounts.s.statements[0].Condition.StringEqual: IAM has no condition operator StringEqual; did you mean StringEquals?",
      ],
      [
        account({ statements: [statement({ Resource: "arn:aws:s3:::łódź/*" })] }),
        'teams.a.serviceAccounts.s.statements[0].Resource: expected the characters of Latin-1, all that IAM policies accept (up to U+00FF), found U+0142 in "arn:aws:s3:::łódź/*"',
      ],
      [
        account({ statements: [statement({ Resource: "bucket" })] }),
        'teams.a.serviceAccounts.s.statements[0].Resource: expected an ARN such as arn:aws:s3:::bucket/*, or *, found "bucket"',
      ],
      [account({ statements: [statement({ Resource: names(300, "arn:aws:s3:::a-bucket-with-a-long-name-") })] })],
    ],
  });

  it("give a finding for a service that may be newer than the table", () => {
    const line = warnings(account({ statements: [statement({ Action: "quantumledger9:Get*" })] }));
    expect(line).to.deep.equal([
      "[iam-unknown-service] eks-blueprints:teams.a.serviceAccounts.s.statements[0].Action: no service quantumledger9 is known here, so quantumledger9:Get* may grant nothing; check the prefix in AWS's service authorization reference",
    ]);
  });
});

describe("labels and taints that EKS rejects", () => {
  it("are reported with their paths", () => {
    const { config } = parse(readFileSync("tests/fixtures/cases/labels-and-taints.yaml", "utf8"));
    const path = "eks-blueprints:nodePools";
    expect(report(json(config))).to.deep.equal([
      `${path}.m.labels["node.kubernetes.io/lifecycle"]: EKS accepts no label with the prefix node.kubernetes.io/ on managed groups; use another prefix, or \`kind: selfManaged\``,
      `${path}.m2.labels["topology.kubernetes.io/zone"]: EKS accepts no label with the prefix topology.kubernetes.io/ on managed groups; use another prefix, or \`kind: selfManaged\``,
      `${path}.m2.labels["kubernetes.io/arch"]: EKS accepts no label with the prefix kubernetes.io/ on managed groups; use another prefix, or \`kind: selfManaged\``,
      `${path}.t2.taints[0].key: EKS accepts no taint with the prefix eks.amazonaws.com/ on managed groups; use another prefix, or \`kind: selfManaged\``,
      `${path}.t2.taints[1].key: Kubernetes sets and removes this taint itself as the state of the node changes; use a key of your own`,
      `${path}.s.labels["a.very.long.prefix.of.a.company.that.likes.domains.example.com/some-label-that-is-long-too"]: expected a key of at most 82 characters, because its Auto Scaling tag has a prefix and tag keys have at most 128 characters, found 90`,
    ]);
  });
});
