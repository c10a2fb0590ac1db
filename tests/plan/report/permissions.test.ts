import { expect } from "chai";
import type { AwsGrant, Permissions, Subject } from "../../../plan/permissions/types";
import { type Layout, linesOf } from "../../../plan/report/layout";
import { permissions } from "../../../plan/report/sections/permissions";

const layout: Layout = { width: 200, colors: false };
const subject = (name: string, more: Partial<Subject> = {}): Subject => ({
  id: name,
  name,
  teams: [],
  aws: [],
  kubernetes: [],
  unknown: [],
  ...more,
});
const of = (more: Partial<Permissions>): Permissions => ({
  tables: { iamActions: "2026-01-01", managedPolicies: "2026-01-02", kubernetes: "v1" },
  people: [],
  roles: [],
  serviceAccounts: [],
  teams: [],
  everyone: [],
  kubernetesRoles: {},
  unknown: [],
  ...more,
});
const textOf = (more: Partial<Permissions>) => permissions(of(more)).flatMap((block) => linesOf(block, layout));
const grant = (more: Partial<AwsGrant>): AwsGrant => ({
  effect: "Allow",
  service: "s3",
  levels: {},
  resources: ["*"],
  conditions: [],
  path: [{ kind: "inlinePolicy", name: "p" }],
  ...more,
});
const level = (actions: string[], count: number, total = 50) => ({ actions, count, of: total });

/** What the text says of AWS grants. */
const awsOf = (...aws: AwsGrant[]) =>
  textOf({ roles: [subject("r", { aws })] })
    .filter((line) => line.includes("  AWS  "))
    .map((line) =>
      line
        .trim()
        .replace(/^AWS +/, "")
        .split(/ {2,}/),
    );

describe("plan: Permissions section", () => {
  it("is empty without principals", () => {
    expect(permissions(of({}))).to.deep.equal([]);
  });

  it("shows each principal with what it may do, by which path, and what is unknown", () => {
    const lines = textOf({
      people: [
        subject("jane", {
          teams: ["burnham"],
          boundary: "limit",
          assumes: ["arn:r"],
          kubernetes: [
            {
              role: "ClusterRole view",
              namespaces: ["a", "b"],
              path: [
                { kind: "accessEntry", name: "e" },
                { kind: "group", name: "g" },
                { kind: "binding", name: "RoleBinding m" },
              ],
            },
            { role: "AmazonEKSClusterAdminPolicy", namespaces: null, cluster: "shop", path: [{ kind: "cluster", name: "shop" }] },
          ],
          unknown: ["what policy x allows"],
        }),
      ],
      roles: [subject("reader", { id: "arn:r", trusts: ["jane", "ec2.amazonaws.com"] })],
    });
    expect(lines.slice(0, -1)).to.deep.equal([
      "  People",
      "    jane (team burnham; boundary limit)",
      "      Kubernetes  ClusterRole view in a, b                               access entry e -> group g -> RoleBinding m",
      "      Kubernetes  AmazonEKSClusterAdminPolicy in the whole cluster shop  created cluster shop",
      "      may assume  reader",
      "      unknown     what policy x allows",
      "  Roles",
      "    reader",
      "      assumed by  jane, ec2.amazonaws.com",
    ]);
  });

  it("adds up the statements of one policy by service", () => {
    const all = grant({ levels: { list: level(["*"], 50) } });
    const some = grant({
      levels: { write: level(["PutObject"], 1) },
      resources: ["arn:a", "arn:b"],
      conditions: ["Bool aws:SecureTransport"],
    });
    expect(awsOf(all, some)).to.deep.equal([["s3: all list, 1 write on any resource, some with conditions", "inline policy p"]]);
    expect(awsOf(some, some)).to.deep.equal([["s3: 1 write on 2 resources, with conditions", "inline policy p"]]);
  });

  it("shows denials, all services, and actions that the table does not have", () => {
    expect(
      awsOf(
        grant({ effect: "Deny", levels: { write: level(["PutObject"], 1) } }),
        grant({ service: "*" }),
        grant({ service: "*", except: ["iam:*"], path: [{ kind: "managedPolicy", name: "m" }] }),
        grant({ service: "newer", unlisted: ["Do*"], path: [{ kind: "iamGroup", name: "g" }] }),
      ),
    ).to.deep.equal([
      ["denied: s3: 1 write on any resource; everything on any resource", "inline policy p"],
      ["everything but iam:* on any resource", "managed policy m"],
      ["newer: Do* on any resource", "IAM group g"],
    ]);
  });

  it("keeps control characters of names as text", () => {
    const name = "a\u001b[31m\nb";
    const text = textOf({
      people: [subject(name, { kubernetes: [{ role: name, namespaces: [name], path: [{ kind: "group", name }] }] })],
    }).join("\n");
    expect(text).not.to.include("\u001b");
    expect(text).to.include("a\\u001b[31m\\nb");
  });
});
