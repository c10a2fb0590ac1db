import { expect } from "chai";
import { type Call, isAllowed, tags } from "../../../harness/mocks/iam-evaluation";
import type { Resources } from "../../../harness/mocks/mocks";
import { registered } from "../../fixtures";

const ec2 = "arn:aws:ec2:eu-west-1:123456789012";
const iam = "arn:aws:iam::123456789012";
const instance = `${ec2}:instance/i-0123456789abcdef0`;
const template = `${ec2}:launch-template/lt-0123456789abcdef0`;
const fleet = `${ec2}:fleet/fleet-1`;
const profile = `${iam}:instance-profile/shop_1234`;
const region = { "aws:RequestedRegion": "eu-west-1" };

/** Tags of pkg/apis/v1/ec2nodeclass.go and pkg/providers/instance/instance.go, getTags. */
const nodeTags = (cluster: string) => ({
  [`kubernetes.io/cluster/${cluster}`]: "owned",
  "eks:eks-cluster-name": cluster,
  "karpenter.sh/nodepool": "general",
  "karpenter.k8s.aws/ec2nodeclass": "general",
});
/** Tags of pkg/providers/instanceprofile/instanceprofile.go. */
const profileTags = (cluster: string) => ({ ...nodeTags(cluster), "topology.kubernetes.io/region": "eu-west-1" });
const others = ["shop-2", "sho"];

/** Calls of karpenter-provider-aws 1.14, each with its file below pkg/. */
describe("IAM policy of karpenter", () => {
  let resources: Resources;
  before(async () => {
    resources = await registered({ addons: { karpenter: true } });
  });
  const allowed = (action: string, resource: string, context: Call["context"] = {}) =>
    isAllowed(resources, "eks-karpenter-karpenter", { action, resource, context });

  for (const [action, resource, source] of [
    ["ec2:CreateLaunchTemplate", template, "providers/launchtemplate/launchtemplate.go"],
    ["ec2:CreateFleet", fleet, "providers/instance/instance.go"],
    ["ec2:RunInstances", instance, "called by CreateFleet"],
  ] as const) {
    it(`allows ${action} only with this cluster's tags (${source})`, async () => {
      expect(await allowed(action, resource, tags("RequestTag", nodeTags("shop")))).to.equal(true);
      for (const other of others) expect(await allowed(action, resource, tags("RequestTag", nodeTags(other))), other).to.equal(false);
      expect(await allowed(action, resource)).to.equal(false);
      const tagging = { "ec2:CreateAction": action.slice("ec2:".length), ...tags("RequestTag", nodeTags("shop")) };
      expect(await allowed("ec2:CreateTags", resource, tagging)).to.equal(true);
    });
  }

  it("allows starting instances only from this cluster's launch templates", async () => {
    expect(await allowed("ec2:RunInstances", template, tags("ResourceTag", nodeTags("shop")))).to.equal(true);
    for (const other of others)
      expect(await allowed("ec2:RunInstances", template, tags("ResourceTag", nodeTags(other))), other).to.equal(false);
  });

  it("allows deleting only this cluster's instances and launch templates (providers/instance/instance.go, providers/launchtemplate)", async () => {
    for (const [action, resource] of [
      ["ec2:TerminateInstances", instance],
      ["ec2:DeleteLaunchTemplate", template],
    ] as const) {
      expect(await allowed(action, resource, tags("ResourceTag", nodeTags("shop")))).to.equal(true);
      for (const other of others) expect(await allowed(action, resource, tags("ResourceTag", nodeTags(other))), other).to.equal(false);
      expect(await allowed(action, resource, tags("ResourceTag", { Name: "by hand" }))).to.equal(false);
    }
  });

  it("allows naming its own instances, but not claiming another cluster's (controllers/nodeclaim/tagging/controller.go)", async () => {
    const named = { "eks:eks-cluster-name": "shop", "karpenter.sh/nodeclaim": "general-x", Name: "node" };
    const tag = (owner: string, requested: Record<string, string>) =>
      allowed("ec2:CreateTags", instance, {
        ...tags("ResourceTag", nodeTags(owner)),
        ...tags("RequestTag", requested),
        "aws:TagKeys": Object.keys(requested),
      });
    expect(await tag("shop", named)).to.equal(true);
    expect(await tag("shop-2", named)).to.equal(false);
    expect(await tag("shop", { ...named, "eks:eks-cluster-name": "shop-2" })).to.equal(false);
    expect(await tag("shop", { team: "web" })).to.equal(false);
    expect(await tag("shop-2", { "kubernetes.io/cluster/shop": "owned" })).to.equal(false);
  });

  it("allows passing only the nodes' role, and only to EC2", async () => {
    const role = `${iam}:role/eks-karpenter-nodes-role`;
    const toEc2 = { "iam:PassedToService": "ec2.amazonaws.com" };
    const policy = resources.named("eks-karpenter-karpenter-policy", "aws:iam/rolePolicy:RolePolicy").inputs.policy as string;
    const passed = JSON.parse(policy).Statement.find(({ Sid }: { Sid: string }) => Sid === "AllowPassingInstanceRole").Resource;
    expect(await allowed("iam:PassRole", passed, toEc2)).to.equal(true);
    expect(await allowed("iam:PassRole", passed, { "iam:PassedToService": "lambda.amazonaws.com" })).to.equal(false);
    for (const other of [`${passed}-2`, `${role}-of-another`, `${iam}:role/admin`])
      expect(await allowed("iam:PassRole", other, toEc2), other).to.equal(false);
  });

  it("allows changing only this cluster's instance profiles (providers/instanceprofile/instanceprofile.go)", async () => {
    expect(await allowed("iam:CreateInstanceProfile", profile, tags("RequestTag", profileTags("shop")))).to.equal(true);
    for (const action of ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"])
      expect(await allowed(action, profile, tags("ResourceTag", profileTags("shop"))), action).to.equal(true);
    expect(
      await allowed("iam:TagInstanceProfile", profile, {
        ...tags("ResourceTag", profileTags("shop")),
        ...tags("RequestTag", profileTags("shop")),
      }),
    ).to.equal(true);
    for (const other of others) {
      expect(await allowed("iam:CreateInstanceProfile", profile, tags("RequestTag", profileTags(other))), other).to.equal(false);
      for (const action of ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"])
        expect(await allowed(action, profile, tags("ResourceTag", profileTags(other))), `${action} ${other}`).to.equal(false);
      const claim = { ...tags("ResourceTag", profileTags(other)), ...tags("RequestTag", profileTags("shop")) };
      expect(await allowed("iam:TagInstanceProfile", profile, claim), other).to.equal(false);
    }
    expect(await allowed("iam:GetInstanceProfile", profile)).to.equal(true);
  });

  it("allows reading its own queue, its own cluster, and EC2 data of its region", async () => {
    const policy = resources.named("eks-karpenter-karpenter-policy", "aws:iam/rolePolicy:RolePolicy").inputs.policy as string;
    const queue = JSON.parse(policy).Statement.find(({ Sid }: { Sid: string }) => Sid === "AllowInterruptionQueueActions").Resource;
    for (const action of ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueUrl"]) {
      expect(await allowed(action, queue), action).to.equal(true);
      expect(await allowed(action, `${queue}-2`), action).to.equal(false);
    }
    expect(await allowed("eks:DescribeCluster", "arn:aws:eks:eu-west-1:123456789012:cluster/shop")).to.equal(true);
    expect(await allowed("eks:DescribeCluster", "arn:aws:eks:eu-west-1:123456789012:cluster/shop-2")).to.equal(false);
    for (const action of ["Instances", "Subnets", "SecurityGroups", "Images", "InstanceTypes", "LaunchTemplates", "SpotPriceHistory"])
      expect(await allowed(`ec2:Describe${action}`, "*", region), action).to.equal(true);
    const image =
      "arn:aws:ssm:eu-west-1::parameter/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/recommended/image_id";
    const read = { action: "ssm:GetParameter", resource: image, unlisted: true }; // the library lists no parameter ARNs without an account
    expect(await isAllowed(resources, "eks-karpenter-karpenter", read)).to.equal(true);
    expect(await allowed("ssm:GetParameter", "arn:aws:ssm:eu-west-1:123456789012:parameter/shop/password")).to.equal(false);
  });
  it("allows using the keys of its nodes' volumes, and grants only to AWS services", async () => {
    const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const nodePools = { a: { disk: { kmsKeyArn: key } }, b: { volumes: { data: { device: "/dev/xvdf", sizeGiB: 1, kmsKeyArn: key } } } };
    const found = await registered({ addons: { karpenter: { nodePools } } });
    const may = (action: string, resource: string, context: Record<string, string> = {}) =>
      isAllowed(found, "eks-karpenter-karpenter", { action, resource, context });
    for (const action of ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:DescribeKey"]) {
      expect(await may(action, key), action).to.equal(true);
      expect(await may(action, key.replace("1234abcd", "0000abcd")), action).to.equal(false);
    }
    expect(await may("kms:CreateGrant", key)).to.equal(false);
    expect(await may("kms:CreateGrant", key, { "kms:GrantIsForAWSResource": "true" })).to.equal(true);
  });
});
