import type { Statement } from "../../../iam/policy";
import type { Context } from "../../../util/context";

/**
 * Rights of the cluster autoscaler: it sees all groups, and changes those of this cluster, by a tag that they all carry. Of EKS it sees
 * this cluster's node groups: it asks by the tags of the groups that it scales (aws_manager.go, getASGTemplate).
 * Source: kubernetes/autoscaler, README of the AWS provider (2026-08-22), which only advises the condition.
 */
export function clusterAutoscalerStatements({ partition, region, clusterName }: Context): readonly Statement[] {
  return [
    {
      Effect: "Allow",
      Action: [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeAutoScalingInstances",
        "autoscaling:DescribeLaunchConfigurations",
        "autoscaling:DescribeScalingActivities",
        "ec2:DescribeImages",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplateVersions",
        "ec2:GetInstanceTypesFromInstanceRequirements",
      ],
      Resource: "*",
    },
    { Effect: "Allow", Action: "eks:DescribeNodegroup", Resource: `arn:${partition}:eks:${region}:*:nodegroup/${clusterName}/*` },
    {
      Effect: "Allow",
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      Resource: "*",
      Condition: { StringEquals: { [`autoscaling:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned" } },
    },
  ];
}
