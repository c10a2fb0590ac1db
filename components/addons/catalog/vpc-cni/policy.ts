import type { Statement } from "../../../iam/policy";
import type { Context } from "../../../util/context";

/** Permissions on clusters with IPv6, for which AWS has no managed policy. Source: EKS user guide, IAM policy of the VPC CNI for IPv6 (2026). */
export function ipv6Statements({ partition }: Pick<Context, "partition">): readonly Statement[] {
  return [
    {
      Effect: "Allow",
      Action: [
        "ec2:AssignIpv6Addresses",
        "ec2:DescribeInstances",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeTags",
      ],
      Resource: "*",
    },
    { Effect: "Allow", Action: "ec2:CreateTags", Resource: `arn:${partition}:ec2:*:*:network-interface/*` },
  ];
}
