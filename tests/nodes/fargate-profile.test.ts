import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { FargateProfile } from "../../components/nodes/fargate-profile";
import type { ValidatedFargateProfileArgs } from "../../components/nodes/fargate-profile-args";
import { context } from "../harness/mocks/context";
import { type MockOptions, startMocks } from "../harness/mocks/mocks";

const profileType = "aws:eks/fargateProfile:FargateProfile";

async function make(args: Partial<ValidatedFargateProfileArgs> = {}, options?: MockOptions) {
  const mocks = startMocks(options);
  const outputs = await mocks.run(() => {
    const route = new aws.sqs.Queue("route");
    const profile = new FargateProfile(
      "eks-batch",
      {
        context,
        clusterName: "shop",
        profile: "batch",
        settings: { selectors: [{ namespace: "batch", labels: { compute: "fargate" } }] },
        subnetIds: ["subnet-b", "subnet-a"],
        ...args,
      },
      { dependsOn: [route] },
    );
    new aws.sqs.Queue("after", {}, { dependsOn: [profile] });
    return { podExecutionRoleArn: profile.podExecutionRoleArn };
  });
  return { resources: mocks.resources, invokes: mocks.invokes, outputs };
}

describe("FargateProfile", () => {
  it("matches pods by namespace and labels on the private subnets", async () => {
    const { resources, outputs } = await make();
    const { fargateProfileName, ...inputs } = resources.named("eks-batch", profileType).inputs;
    expect(fargateProfileName).to.match(/^fargate-batch-[0-9a-f]{7}$/);
    expect(inputs).to.deep.equal({
      clusterName: "shop",
      podExecutionRoleArn: outputs.podExecutionRoleArn,
      subnetIds: ["subnet-b", "subnet-a"],
      selectors: [{ namespace: "batch", labels: { compute: "fargate" } }],
      tags: { owner: "platform" },
    });
  });

  it("has a pod execution role that only this cluster's profiles can assume, in every partition", async () => {
    const { resources } = await make({ context: { ...context, partition: "aws-cn", region: "cn-north-1" } });
    const role = resources.only("aws:iam/role:Role");
    expect(JSON.parse(role.inputs.assumeRolePolicy).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "eks-fargate-pods.amazonaws.com" },
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws-cn:eks:cn-north-1:123456789012:fargateprofile/shop/*" } },
      },
    ]);
    expect(role.inputs.permissionsBoundary).to.equal(context.iam.permissionsBoundary);
    expect(resources.only("aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs.policyArn).to.equal(
      "arn:aws-cn:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy",
    );
  });

  it("uses an existing pod execution role without creating one", async () => {
    const roleArn = "arn:aws:iam::123456789012:role/fargate";
    const { resources, outputs } = await make({ settings: { selectors: [{ namespace: "batch", labels: {} }], roleArn, logging: true } });
    expect(outputs.podExecutionRoleArn).to.equal(roleArn);
    expect(resources.only(profileType).inputs.podExecutionRoleArn).to.equal(roleArn);
    expect(resources.all.filter(({ type }) => type.startsWith("aws:iam/"))).to.deep.equal([]);
  });

  it("gives its role further permissions, and its resources tags of its own", async () => {
    const [own, another] = ["aws:policy/AmazonEKSFargatePodExecutionRolePolicy", "111122223333:policy/logs"].map(
      (name) => `arn:aws:iam::${name}`,
    );
    const statements = [{ Effect: "Allow" as const, Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*" }];
    const selectors = [{ namespace: "batch", labels: {} }];
    const { resources } = await make({ settings: { selectors, policies: [another!], statements, tags: { owner: "jobs", cost: "a" } } });
    expect(resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn)).to.deep.equal([
      own,
      another,
    ]);
    expect(JSON.parse(resources.only("aws:iam/rolePolicy:RolePolicy").inputs.policy).Statement).to.deep.equal(statements);
    for (const type of [profileType, "aws:iam/role:Role"])
      expect(resources.only(type).inputs.tags).to.deep.equal({ owner: "jobs", cost: "a" });
  });

  it("gets a new name only when an immutable property changes", async () => {
    const name = async (args: Partial<ValidatedFargateProfileArgs>) =>
      (await make(args)).resources.only(profileType).inputs.fargateProfileName;
    const before = await name({});
    expect(await name({ subnetIds: ["subnet-a", "subnet-b"] })).to.equal(before);
    expect(await name({ context: { ...context, tags: {} } })).to.equal(before);
    expect(await name({ subnetIds: ["subnet-a", "subnet-b", "subnet-c"] })).to.not.equal(before);
    expect(await name({ settings: { selectors: [{ namespace: "other", labels: {} }] } })).to.not.equal(before);
  });

  it("waits for its dependencies, but its role does not", async () => {
    const { resources } = await make();
    expect(resources.only(profileType).dependencies).to.include(resources.named("route").urn);
    expect(resources.waitsFor(resources.only("aws:iam/role:Role"), resources.named("route"))).to.equal(false);
    expect(resources.waitsFor(resources.named("after"), resources.only(profileType))).to.equal(true);
  });

  it("looks up the account with its explicit provider", async () => {
    const mocks = startMocks();
    await mocks.run(() => {
      const provider = new aws.Provider("elsewhere", { region: "eu-west-1" });
      new FargateProfile(
        "eks-batch",
        { context, clusterName: "shop", profile: "batch", settings: { selectors: [{ namespace: "batch", labels: {} }] }, subnetIds: [] },
        { providers: [provider] },
      );
    });
    expect(mocks.invokes).to.have.lengthOf(1);
    expect(mocks.invokes[0]!.provider ?? "").to.match(/::elsewhere::/);
  });

  it("works with Pulumi's stock mocks", async () => {
    expect((await make({}, { stock: true })).resources.ofType(profileType)).to.have.lengthOf(1);
  });
});
