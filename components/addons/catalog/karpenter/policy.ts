import { type Input, interpolate } from "@pulumi/pulumi";
import { instanceVolumeKeyStatements } from "../../../iam/kms-grants";
import type { Statement } from "../../../iam/policy";
import { ec2Principals } from "../../../reference/aws-names";
import type { Context } from "../../../util/context";

/** Resources that the policy of Karpenter's controller refers to. */
export interface KarpenterSubjects {
  readonly context: Context;
  readonly clusterArn: Input<string>;
  readonly accountId: Input<string>;
  /** Of Linux nodes, and of Windows nodes if there are some. */
  readonly nodeRoleArns: readonly Input<string>[];
  readonly queueArn: Input<string>;
  /** ARNs of customer managed keys of the nodes' volumes. */
  readonly volumeKeyArns: readonly string[];
}

/**
 * Permissions of Karpenter's controller: to start, tag and terminate only instances with this cluster's tags.
 * Source: karpenter-provider-aws v1.14, cloudformation.yaml (2026-08-21), all six policies.
 */
export function karpenterStatements(subjects: KarpenterSubjects): readonly Statement[] {
  return [
    ...nodeLifecycle(subjects.context),
    ...iamIntegration(subjects),
    {
      Sid: "AllowAPIServerEndpointDiscovery",
      Effect: "Allow",
      Resource: subjects.clusterArn,
      Action: "eks:DescribeCluster",
    },
    {
      Sid: "AllowInterruptionQueueActions",
      Effect: "Allow",
      Resource: subjects.queueArn,
      Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
    },
    {
      Sid: "AllowZonalShiftStatusReadOnly",
      Effect: "Allow",
      Resource: "*",
      Action: ["arc-zonal-shift:GetManagedResource"],
      Condition: { StringEquals: { "arc-zonal-shift:ResourceIdentifier": subjects.clusterArn } },
    },
    ...resourceDiscovery(subjects),
    ...instanceVolumeKeyStatements(subjects.volumeKeyArns),
  ];
}

function nodeLifecycle({ partition, region, clusterName }: Context): readonly Statement[] {
  const ec2 = (account: "" | "*", ...kinds: string[]) => kinds.map((kind) => `arn:${partition}:ec2:${region}:${account}:${kind}/*`);
  const onCreate = ec2("*", "fleet", "instance", "volume", "network-interface", "launch-template", "spot-instances-request");
  const owned = { [`aws:ResourceTag/kubernetes.io/cluster/${clusterName}`]: "owned" };
  const ofAPool = { "aws:ResourceTag/karpenter.sh/nodepool": "*" };
  const asked = { [`aws:RequestTag/kubernetes.io/cluster/${clusterName}`]: "owned", "aws:RequestTag/eks:eks-cluster-name": clusterName };
  const askedOfAPool = { "aws:RequestTag/karpenter.sh/nodepool": "*" };
  return [
    {
      Sid: "AllowScopedEC2InstanceAccessActions",
      Effect: "Allow",
      Resource: [...ec2("", "image", "snapshot"), ...ec2("*", "security-group", "subnet", "capacity-reservation", "placement-group")],
      Action: ["ec2:RunInstances", "ec2:CreateFleet"],
    },
    {
      Sid: "AllowScopedEC2LaunchTemplateAccessActions",
      Effect: "Allow",
      Resource: ec2("*", "launch-template"),
      Action: ["ec2:RunInstances", "ec2:CreateFleet"],
      Condition: { StringEquals: owned, StringLike: ofAPool },
    },
    {
      Sid: "AllowScopedEC2InstanceActionsWithTags",
      Effect: "Allow",
      Resource: onCreate,
      Action: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"],
      Condition: { StringEquals: asked, StringLike: askedOfAPool },
    },
    {
      Sid: "AllowScopedResourceCreationTagging",
      Effect: "Allow",
      Resource: onCreate,
      Action: "ec2:CreateTags",
      Condition: {
        StringEquals: { ...asked, "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"] },
        StringLike: askedOfAPool,
      },
    },
    {
      Sid: "AllowScopedResourceTagging",
      Effect: "Allow",
      Resource: ec2("*", "instance"),
      Action: "ec2:CreateTags",
      Condition: {
        StringEquals: owned,
        StringLike: ofAPool,
        StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": clusterName },
        "ForAllValues:StringEquals": { "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"] },
      },
    },
    {
      Sid: "AllowScopedDeletion",
      Effect: "Allow",
      Resource: ec2("*", "instance", "launch-template"),
      Action: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
      Condition: { StringEquals: owned, StringLike: ofAPool },
    },
  ];
}

/** Permissions to pass the node role to instances, and to manage instance profiles for it. */
function iamIntegration({ context, accountId, nodeRoleArns }: KarpenterSubjects): readonly Statement[] {
  const { partition, region, clusterName } = context;
  const profiles = instanceProfiles(partition, accountId);
  const tags = (kind: "RequestTag" | "ResourceTag") => ({
    [`aws:${kind}/kubernetes.io/cluster/${clusterName}`]: "owned",
    [`aws:${kind}/topology.kubernetes.io/region`]: region,
  });
  const asked = { ...tags("RequestTag"), "aws:RequestTag/eks:eks-cluster-name": clusterName };
  return [
    {
      Sid: "AllowPassingInstanceRole",
      Effect: "Allow",
      Resource: nodeRoleArns.length === 1 ? nodeRoleArns[0]! : [...nodeRoleArns],
      Action: "iam:PassRole",
      Condition: {
        StringEquals: { "iam:PassedToService": [...new Set([ec2Principals.aws, ec2Principals["aws-cn"], ec2Principals[partition]])] },
      },
    },
    {
      Sid: "AllowScopedInstanceProfileCreationActions",
      Effect: "Allow",
      Resource: profiles,
      Action: ["iam:CreateInstanceProfile"],
      Condition: { StringEquals: asked, StringLike: { "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass": "*" } },
    },
    {
      Sid: "AllowScopedInstanceProfileTagActions",
      Effect: "Allow",
      Resource: profiles,
      Action: ["iam:TagInstanceProfile"],
      Condition: {
        StringEquals: { ...tags("ResourceTag"), ...asked },
        StringLike: { "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass": "*", "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass": "*" },
      },
    },
    {
      Sid: "AllowScopedInstanceProfileActions",
      Effect: "Allow",
      Resource: profiles,
      Action: ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
      Condition: { StringEquals: tags("ResourceTag"), StringLike: { "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass": "*" } },
    },
  ];
}

function resourceDiscovery({ context, accountId }: KarpenterSubjects): readonly Statement[] {
  const { partition, region } = context;
  return [
    {
      Sid: "AllowRegionalReadActions",
      Effect: "Allow",
      Resource: "*",
      Action: [
        "ec2:DescribeCapacityReservations",
        "ec2:DescribeImages",
        "ec2:DescribeInstances",
        "ec2:DescribeInstanceStatus",
        "ec2:DescribeInstanceTypeOfferings",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplates",
        "ec2:DescribePlacementGroups",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSpotPriceHistory",
        "ec2:DescribeSubnets",
      ],
      Condition: { StringEquals: { "aws:RequestedRegion": region } },
    },
    {
      Sid: "AllowSSMReadActions",
      Effect: "Allow",
      Resource: `arn:${partition}:ssm:${region}::parameter/aws/service/*`,
      Action: "ssm:GetParameter",
    },
    { Sid: "AllowPricingReadActions", Effect: "Allow", Resource: "*", Action: "pricing:GetProducts" },
    { Sid: "AllowUnscopedInstanceProfileListAction", Effect: "Allow", Resource: "*", Action: "iam:ListInstanceProfiles" },
    {
      Sid: "AllowInstanceProfileReadActions",
      Effect: "Allow",
      Resource: instanceProfiles(partition, accountId),
      Action: "iam:GetInstanceProfile",
    },
  ];
}

function instanceProfiles(partition: Context["partition"], accountId: Input<string>): Input<string> {
  return interpolate`arn:${partition}:iam::${accountId}:instance-profile/*`;
}
