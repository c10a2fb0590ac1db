import { expect } from "chai";
import { awsGrants } from "../../../plan/permissions/aws-grants";
import type { Statement } from "../../../plan/permissions/iam-document";
import { actionsOf, managedPolicy } from "../../../plan/permissions/tables";
import type { PathStep } from "../../../plan/permissions/types";

const path: readonly PathStep[] = [{ kind: "inlinePolicy", name: "p" }];
const grants = (...statements: Statement[]) => awsGrants([{ statements, path }]);
const allow = (Action: string | string[], more: Statement = {}): Statement => ({ Effect: "Allow", Action, Resource: "*", ...more });
const counts = (all: ReturnType<typeof grants>) =>
  all.map(({ effect, service, levels }) => [
    effect,
    service,
    Object.fromEntries(Object.entries(levels).map(([level, { count }]) => [level, count])),
  ]);
const ofLevel = (service: string, level: string) => actionsOf(service)!.find(([own]) => own === level)![1].length;

describe("awsGrants", () => {
  it("groups the actions of a statement by service and access level", () => {
    const found = grants(allow(["s3:GetObject", "s3:PutObject", "S3:putobjecttagging", "s3:ListBucket", "s3:PutBucketPolicy", "sqs:*"]));
    expect(counts(found).slice(0, 1)).to.deep.equal([
      ["Allow", "s3", { list: 1, permissionsManagement: 1, read: 1, tagging: 1, write: 1 }],
    ]);
    const sqs = found.find(({ service }) => service === "sqs")!;
    for (const { count, of, actions } of Object.values(sqs.levels)) expect([count, actions]).to.deep.equal([of, ["*"]]);
  });

  it("counts the actions that a wildcard stands for", () => {
    const { levels } = grants(allow("ec2:Describe*"))[0]!;
    expect(levels.list!.count).to.be.above(100).and.at.most(ofLevel("ec2", "list"));
    expect(levels.list!.actions).to.deep.equal(["Describe*"]);
  });

  it("keeps resources and conditions of each statement", () => {
    const [grant] = grants(
      allow("s3:GetObject", { Resource: ["arn:aws:s3:::a/*"], Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    );
    expect(grant).to.deep.include({ resources: ["arn:aws:s3:::a/*"], conditions: ["Bool aws:SecureTransport"], path });
  });

  it("lists actions and services that the table does not have", () => {
    const found = grants(allow(["s3:GetObject", "s3:MadeUp", "newer:*"]));
    expect(found.map(({ service, unlisted }) => [service, unlisted])).to.deep.equal([
      ["s3", ["MadeUp"]],
      ["newer", ["*"]],
    ]);
  });

  it("grants all services for * and for NotAction", () => {
    const found = grants(allow("*"), { Effect: "Allow", NotAction: "iam:*", Resource: "*" });
    expect(found.map(({ service, except }) => [service, except])).to.deep.equal([
      ["*", undefined],
      ["*", ["iam:*"]],
    ]);
    expect(found[0]!.levels.write).to.deep.equal({ actions: ["*"], count: null, of: null });
  });

  it("does not count what is denied on all resources without condition, and shows denials", () => {
    const denial: Statement = { Effect: "Deny", Action: "s3:Put*", Resource: "*" };
    expect(counts(grants(allow(["s3:GetObject", "s3:PutObject"]), denial)).slice(0, 1)).to.deep.equal([["Allow", "s3", { read: 1 }]]);
    const conditional = { ...denial, Condition: { Bool: { "aws:SecureTransport": "false" } } };
    expect(counts(grants(allow(["s3:GetObject", "s3:PutObject"]), conditional))[0]).to.deep.equal(["Allow", "s3", { read: 1, write: 1 }]);
    expect(grants(denial)[0]).to.include({ effect: "Deny", service: "s3" });
  });

  it("counts only what a boundary also allows, and names it in the path", () => {
    const step: PathStep = { kind: "boundary", name: "limit" };
    const [grant] = awsGrants([{ statements: [allow(["s3:GetObject", "s3:PutObject"])], path }], { step, statements: [allow("s3:Get*")] });
    expect(counts([grant!])).to.deep.equal([["Allow", "s3", { read: 1 }]]);
    expect(grant!.path).to.deep.equal([...path, step]);
  });

  it("takes an unknown boundary for no limit", () => {
    const boundary = { step: { kind: "boundary", name: "limit" } as const, statements: undefined };
    expect(counts(awsGrants([{ statements: [allow("s3:GetObject")], path }], boundary))).to.deep.equal([["Allow", "s3", { read: 1 }]]);
  });
});

describe("managedPolicy", () => {
  it("knows the policies of nodes, and none by a name of Object.prototype", () => {
    expect(managedPolicy("AmazonEKSWorkerNodePolicy")).to.have.length.above(0);
    expect(managedPolicy("constructor")).to.equal(undefined);
    expect(actionsOf("constructor")).to.equal(undefined);
  });
});
