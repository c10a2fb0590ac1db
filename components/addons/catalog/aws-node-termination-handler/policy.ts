import type { Input } from "@pulumi/pulumi";
import type { Statement } from "../../../iam/policy";

/**
 * Permissions of the termination handler in queue mode: its own queue, and completing lifecycle actions.
 * IAM cannot limit the read actions of EC2 and Auto Scaling; lifecycle actions are limited to groups with this cluster's tag.
 * Source: aws/aws-node-termination-handler, README (2026-07-21), where all resources are `*`.
 */
export function nodeTerminationHandlerStatements(queueArn: Input<string>, clusterName: string): readonly Statement[] {
  return [
    {
      Effect: "Allow",
      Action: ["autoscaling:DescribeAutoScalingInstances", "autoscaling:DescribeTags", "ec2:DescribeInstances"],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: "autoscaling:CompleteLifecycleAction",
      Resource: "*",
      Condition: { StringEquals: { [`autoscaling:ResourceTag/kubernetes.io/cluster/${clusterName}`]: "owned" } },
    },
    { Effect: "Allow", Action: ["sqs:DeleteMessage", "sqs:ReceiveMessage"], Resource: queueArn },
  ];
}
