import { expect } from "chai";
import { type Call, isAllowed } from "../../../harness/mocks/iam-evaluation";
import type { Resources } from "../../../harness/mocks/mocks";
import { registered } from "../../fixtures";

const group = "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1234:autoScalingGroupName/eks-general";
const of = (cluster: string) => ({ [`autoscaling:ResourceTag/k8s.io/cluster-autoscaler/${cluster}`]: "owned" });

/** Calls of kubernetes/autoscaler, cluster-autoscaler/cloudprovider/aws/auto_scaling_groups.go and aws_wrapper.go. */
describe("IAM policy of cluster-autoscaler", () => {
  let resources: Resources;
  before(async () => {
    resources = await registered({ addons: { "cluster-autoscaler": true } });
  });
  const allowed = (action: string, resource = group, context: Call["context"] = {}) =>
    isAllowed(resources, "eks-cluster-autoscaler-cluster-autoscaler", { action, resource, context });

  for (const action of ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"]) {
    it(`allows ${action} only on this cluster's groups`, async () => {
      expect(await allowed(action, group, of("shop"))).to.equal(true);
      for (const other of ["shop-2", "sho"]) expect(await allowed(action, group, of(other)), other).to.equal(false);
      expect(await allowed(action)).to.equal(false);
    });
  }

  it("allows describing groups, images and instance types", async () => {
    for (const action of [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeAutoScalingInstances",
      "autoscaling:DescribeLaunchConfigurations",
      "autoscaling:DescribeScalingActivities",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:GetInstanceTypesFromInstanceRequirements",
    ])
      expect(await allowed(action, "*"), action).to.equal(true);
    const nodes = (cluster: string) => `arn:aws:eks:eu-west-1:123456789012:nodegroup/${cluster}/general/1234`;
    expect(await allowed("eks:DescribeNodegroup", nodes("shop"))).to.equal(true);
    expect(await allowed("eks:DescribeNodegroup", nodes("shop-2"))).to.equal(false);
  });
});
