import { type Input, interpolate } from "@pulumi/pulumi";
import type { Statement } from "../../../iam/policy";
import { loadBalancingService } from "../../../reference/aws-names";
import type { Context } from "../../../util/context";
import { type WebProtection, webProtectionStatements } from "./web-protection";

/** Tag that the controller sets on all resources that it creates; its value is the name of the cluster (pkg/deploy/tracking/provider.go). */
const clusterTag = "elbv2.k8s.aws/cluster";
const inRequest = `aws:RequestTag/${clusterTag}`;
const onResource = `aws:ResourceTag/${clusterTag}`;

/**
 * Permissions of the AWS Load Balancer Controller: the calls of the published policy, on resources of this cluster's controller. The published
 * policy only checks that a tag exists, so that every cluster could change the load balancers of all others.
 * Targets may be registered in any target group, since a TargetGroupBinding may name one that the controller did not create.
 * Source: kubernetes-sigs/aws-load-balancer-controller v3.5.0 docs/install/iam_policy*.json and pkg/ (2026-08-17); condition keys that each call
 * supports: Service Authorization Reference (2026-09-26).
 * @param vpcId VPC of the cluster, in which the controller creates security groups and adds rules to those of nodes
 * @param protection services that the controller attaches to load balancers
 */
export function loadBalancerControllerStatements(context: Context, vpcId: Input<string>, protection: WebProtection): readonly Statement[] {
  const tagged = { StringEquals: { [onResource]: context.clusterName } };
  const tagging = { StringEquals: { [inRequest]: context.clusterName } };
  return [
    ...reading,
    ...securityGroups(context, vpcId),
    ...loadBalancers(context, { tagged, tagging }),
    ...webProtectionStatements(protection, tagged.StringEquals),
  ];
}

const reading: readonly Statement[] = [
  {
    Effect: "Allow",
    Action: ["iam:CreateServiceLinkedRole"],
    Resource: "*",
    Condition: { StringEquals: { "iam:AWSServiceName": loadBalancingService } },
  },
  {
    Effect: "Allow",
    Action: [
      "ec2:DescribeAccountAttributes",
      "ec2:DescribeAddresses",
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeInternetGateways",
      "ec2:DescribeVpcs",
      "ec2:DescribeVpcPeeringConnections",
      "ec2:DescribeSubnets",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeInstances",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeTags",
      "ec2:GetCoipPoolUsage",
      "ec2:DescribeCoipPools",
      "ec2:GetSecurityGroupsForVpc",
      "ec2:DescribeIpamPools",
      "ec2:DescribeRouteTables",
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeLoadBalancerAttributes",
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeListenerCertificates",
      "elasticloadbalancing:DescribeSSLPolicies",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetGroupAttributes",
      "elasticloadbalancing:DescribeTargetHealth",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTrustStores",
      "elasticloadbalancing:DescribeListenerAttributes",
      "elasticloadbalancing:DescribeCapacityReservation",
    ],
    Resource: "*",
  },
  {
    Effect: "Allow",
    Action: [
      "cognito-idp:DescribeUserPoolClient",
      "acm:ListCertificates",
      "acm:DescribeCertificate",
      "iam:ListServerCertificates",
      "iam:GetServerCertificate",
    ],
    Resource: "*",
  },
];

function securityGroups({ partition, region, clusterName }: Context, vpcId: Input<string>): readonly Statement[] {
  const groups = `arn:${partition}:ec2:*:*:security-group/*`;
  // any account: another account may share the VPC
  const vpc = interpolate`arn:${partition}:ec2:${region}:*:vpc/${vpcId}`;
  return [
    { Effect: "Allow", Action: "ec2:CreateSecurityGroup", Resource: vpc },
    { Effect: "Allow", Action: "ec2:CreateSecurityGroup", Resource: groups, Condition: { StringEquals: { [inRequest]: clusterName } } },
    {
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: groups,
      Condition: { StringEquals: { "ec2:CreateAction": "CreateSecurityGroup", [inRequest]: clusterName } },
    },
    {
      Effect: "Allow",
      Action: ["ec2:CreateTags", "ec2:DeleteTags"],
      Resource: groups,
      Condition: { StringEquals: { [onResource]: clusterName }, Null: { [inRequest]: "true" } },
    },
    {
      Effect: "Allow",
      Action: ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress", "ec2:DeleteSecurityGroup"],
      Resource: groups,
      Condition: { StringEquals: { [onResource]: clusterName } },
    },
    // Security groups of nodes and pods do not have the controller's tag. EKS tags the group that it creates for a cluster with the cluster's name.
    {
      Effect: "Allow",
      Action: ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"],
      Resource: groups,
      Condition: {
        ArnLike: { "ec2:Vpc": vpc },
        Null: { [onResource]: "true" },
        StringEqualsIfExists: { "aws:ResourceTag/aws:eks:cluster-name": clusterName },
      },
    },
  ];
}

type Conditions = Readonly<Record<"tagged" | "tagging", NonNullable<Statement["Condition"]>>>;

function loadBalancers({ partition, clusterName }: Context, { tagged, tagging }: Conditions): readonly Statement[] {
  const here = `arn:${partition}:elasticloadbalancing:*:*`;
  const balancers = [`${here}:targetgroup/*/*`, `${here}:loadbalancer/net/*/*`, `${here}:loadbalancer/app/*/*`];
  const rules = ["listener-rule/net", "listener-rule/app"].map((kind) => `${here}:${kind}/*/*/*`);
  const listeners = [...["listener/net", "listener/app"].map((kind) => `${here}:${kind}/*/*/*`), ...rules];
  return [
    {
      Effect: "Allow",
      Action: ["elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup"],
      Resource: "*",
      Condition: tagging,
    },
    {
      Effect: "Allow",
      Action: ["elasticloadbalancing:AddTags"],
      Resource: balancers,
      Condition: {
        StringEquals: { ...tagging.StringEquals, "elasticloadbalancing:CreateAction": ["CreateTargetGroup", "CreateLoadBalancer"] },
      },
    },
    {
      Effect: "Allow",
      Action: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
      Resource: [...balancers, ...listeners],
      Condition: { ...tagged, Null: { [inRequest]: "true" } },
    },
    // At creation, and on listeners that are older than the controller's tags.
    {
      Effect: "Allow",
      Action: ["elasticloadbalancing:AddTags"],
      Resource: listeners,
      Condition: { ...tagging, StringEqualsIfExists: { [onResource]: clusterName } },
    },
    {
      Effect: "Allow",
      Action: [
        "elasticloadbalancing:ModifyLoadBalancerAttributes",
        "elasticloadbalancing:SetIpAddressType",
        "elasticloadbalancing:SetSecurityGroups",
        "elasticloadbalancing:SetSubnets",
        "elasticloadbalancing:DeleteLoadBalancer",
        "elasticloadbalancing:ModifyTargetGroup",
        "elasticloadbalancing:ModifyTargetGroupAttributes",
        "elasticloadbalancing:DeleteTargetGroup",
        "elasticloadbalancing:ModifyCapacityReservation",
        "elasticloadbalancing:ModifyIpPools",
        "elasticloadbalancing:CreateListener",
        "elasticloadbalancing:DeleteListener",
        "elasticloadbalancing:ModifyListener",
        "elasticloadbalancing:ModifyListenerAttributes",
        "elasticloadbalancing:AddListenerCertificates",
        "elasticloadbalancing:RemoveListenerCertificates",
        "elasticloadbalancing:CreateRule",
        "elasticloadbalancing:DeleteRule",
        "elasticloadbalancing:ModifyRule",
      ],
      Resource: "*",
      Condition: tagged,
    },
    // The Service Authorization Reference lists no condition key for this call: if AWS passes the rule's tags, they must be the cluster's.
    {
      Effect: "Allow",
      Action: ["elasticloadbalancing:SetRulePriorities"],
      Resource: rules,
      Condition: { StringEqualsIfExists: { [onResource]: clusterName } },
    },
    {
      Effect: "Allow",
      Action: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
      Resource: `${here}:targetgroup/*/*`,
    },
  ];
}
