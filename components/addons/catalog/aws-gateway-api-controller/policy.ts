import type { Statement } from "../../../iam/policy";
import { latticePrincipal, logDeliveryPrincipal } from "../../../reference/aws-names";
import type { Context } from "../../../util/context";

/**
 * Manages services, target groups and associations in VPC Lattice, and access logs of these. AWS supports neither tags nor names as limits for most of the calls.
 * Source: aws/aws-application-networking-k8s v2.1.3 files/controller-installation/recommended-inline-policy.json.
 */
export function latticeControllerStatements({ partition }: Pick<Context, "partition">): readonly Statement[] {
  const linkedRole = (principal: string, name: string): Statement => ({
    Effect: "Allow",
    Action: "iam:CreateServiceLinkedRole",
    Resource: `arn:${partition}:iam::*:role/aws-service-role/${principal}/${name}`,
    Condition: { StringLike: { "iam:AWSServiceName": principal } },
  });
  return [
    {
      Effect: "Allow",
      Action: [
        ...["vpc-lattice:*", "ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeTags", "ec2:DescribeSecurityGroups"],
        ...[
          "logs:CreateLogDelivery",
          "logs:GetLogDelivery",
          "logs:DescribeLogGroups",
          "logs:PutResourcePolicy",
          "logs:DescribeResourcePolicies",
        ],
        ...["logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries", "firehose:TagDeliveryStream"],
        ...[
          "tag:GetResources",
          "tag:TagResources",
          "tag:UntagResources",
          "s3:GetBucketPolicy",
          "s3:PutBucketPolicy",
          "acm:ListCertificates",
        ],
      ],
      Resource: "*",
    },
    linkedRole(latticePrincipal, "AWSServiceRoleForVpcLattice"),
    linkedRole(logDeliveryPrincipal, "AWSServiceRoleForLogDelivery"),
  ];
}
