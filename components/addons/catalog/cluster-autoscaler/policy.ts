import type { Statement } from "../../../iam/policy";
import type { Context } from "../../../util/context";

/**
 * Permissions of the cluster autoscaler: it reads all groups, and changes those of this cluster, by their common tag. In EKS it reads
 * this cluster's node groups, which it identifies by the tags of their Auto Scaling groups (aws_manager.go, getASGTemplate).
 * Source: kubernetes/autoscaler, README of the AWS provider (2026-08-22), which recommends the condition.
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
