import * as aws from "@pulumi/aws";
import { assert } from "chai";
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
    assert.match(fargateProfileName, /^fargate-batch-[0-9a-f]{7}$/);
    assert.deepEqual(inputs, {
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
    assert.deepEqual(JSON.parse(role.inputs.assumeRolePolicy).Statement, [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "eks-fargate-pods.amazonaws.com" },
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws-cn:eks:cn-north-1:111122223333:fargateprofile/shop/*" } },
      },
    ]);
    assert.equal(role.inputs.permissionsBoundary, context.iam.permissionsBoundary);
    assert.equal(
      resources.only("aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs.policyArn,
      "arn:aws-cn:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy",
    );
  });

  it("gets a new name only when an immutable property changes", async () => {
    const name = async (args: Partial<ValidatedFargateProfileArgs>) =>
      (await make(args)).resources.only(profileType).inputs.fargateProfileName;
    const before = await name({});
    assert.equal(await name({ subnetIds: ["subnet-a", "subnet-b"] }), before);
    assert.equal(await name({ context: { ...context, tags: {} } }), before);
    assert.notEqual(await name({ subnetIds: ["subnet-a", "subnet-b", "subnet-c"] }), before);
    assert.notEqual(await name({ settings: { selectors: [{ namespace: "other", labels: {} }] } }), before);
  });

  it("waits for its dependencies, but its role does not", async () => {
    const { resources } = await make();
    assert.include(resources.only(profileType).dependencies, resources.named("route").urn);
    assert.isFalse(resources.waitsFor(resources.only("aws:iam/role:Role"), resources.named("route")));
    assert.isTrue(resources.waitsFor(resources.named("after"), resources.only(profileType)));
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
    assert.lengthOf(mocks.invokes, 1);
    assert.match(mocks.invokes[0]!.provider ?? "", /::elsewhere::/);
  });

  it("works with Pulumi's stock mocks", async () => {
    assert.lengthOf((await make({}, { stock: true })).resources.ofType(profileType), 1);
  });
});
