import type { Context } from "../../shared/context";
import type { Statement } from "../../shared/policy";

/**
 * Rights of the cluster autoscaler: it sees all groups, and changes those of this cluster, by a tag that they all carry.
 * Source: kubernetes/autoscaler, README of the AWS provider (2026-08-22), which only advises the condition.
 */
export function clusterAutoscalerStatements({ clusterName }: Context): readonly Statement[] {
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
        "eks:DescribeNodegroup",
      ],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      Resource: "*",
      Condition: { StringEquals: { [`autoscaling:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned" } },
    },
  ];
}
