import type { Partition } from "./regions";

/** AWS permissions with which ACK manages the resources of a service. */
export interface AckService {
  /** AWS managed policies. */
  readonly policies?: readonly string[];
  readonly statements?: readonly AckStatement[];
}

interface AckStatement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  /** Default: all. */
  readonly Resource?: (partition: Partition) => string;
  readonly Condition?: Record<string, Record<string, string>>;
}

const allow = (...Action: readonly string[]): AckStatement => ({ Effect: "Allow", Action });

/** A role that the service uses for a resource, such as that of a Lambda function. */
const passRoleTo = (service: string): AckStatement => ({
  Effect: "Allow",
  Action: ["iam:PassRole"],
  Condition: { StringEquals: { "iam:PassedToService": `${service}.amazonaws.com` } },
});

const iamActions = [
  ..."GetGroup CreateGroup DeleteGroup UpdateGroup GetRole CreateRole DeleteRole UpdateRole UpdateAssumeRolePolicy".split(" "),
  ..."PutRolePermissionsBoundary PutUserPermissionsBoundary GetUser CreateUser DeleteUser UpdateUser".split(" "),
  ..."GetPolicy CreatePolicy DeletePolicy GetPolicyVersion CreatePolicyVersion DeletePolicyVersion ListPolicyVersions ListPolicyTags".split(
    " ",
  ),
  ..."ListAttachedGroupPolicies GetGroupPolicy PutGroupPolicy AttachGroupPolicy DetachGroupPolicy DeleteGroupPolicy".split(" "),
  ..."ListAttachedRolePolicies ListRolePolicies GetRolePolicy PutRolePolicy AttachRolePolicy DetachRolePolicy DeleteRolePolicy".split(" "),
  ..."ListAttachedUserPolicies ListUserPolicies GetUserPolicy PutUserPolicy AttachUserPolicy DetachUserPolicy DeleteUserPolicy".split(" "),
  ..."ListRoleTags ListUserTags TagPolicy UntagPolicy TagRole UntagRole TagUser UntagUser".split(" "),
  ..."CreateOpenIDConnectProvider DeleteOpenIDConnectProvider GetOpenIDConnectProvider ListOpenIDConnectProviderTags".split(" "),
  ..."AddClientIDToOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider TagOpenIDConnectProvider".split(" "),
  ..."UntagOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint".split(" "),
].map((action) => `iam:${action}`);

/**
 * Permissions by the name of the service in ACK. Source: `config/iam/recommended-policy-arn` and `recommended-inline-policy` of
 * aws-controllers-k8s/<service>-controller (read 2026-11-30).
 */
export const ackServices = {
  acm: {
    statements: [
      allow("acm:DescribeCertificate", "acm:ImportCertificate", "acm:RequestCertificate", "acm:UpdateCertificateOptions"),
      allow("acm:DeleteCertificate", "acm:AddTagsToCertificate", "acm:RemoveTagsFromCertificate", "acm:ListTagsForCertificate"),
      allow("acm:ExportCertificate", "acm-pca:IssueCertificate", "acm-pca:GetCertificate", "acm-pca:ListPermissions"),
    ],
  },
  apigatewayv2: { policies: ["AmazonAPIGatewayAdministrator", "AmazonAPIGatewayInvokeFullAccess"] },
  cloudwatchlogs: {
    statements: [
      allow(
        "logs:CreateLogGroup",
        "logs:DeleteLogGroup",
        "logs:DescribeLogGroups",
        "logs:PutRetentionPolicy",
        "logs:DeleteRetentionPolicy",
      ),
      allow("logs:DescribeSubscriptionFilters", "logs:ListTagsForResource", "logs:TagLogGroup", "logs:UntagLogGroup"),
      allow("logs:TagResource", "logs:UntagResource"),
    ],
  },
  documentdb: { policies: ["AmazonDocDBFullAccess"] },
  dynamodb: { policies: ["AmazonDynamoDBFullAccess"] },
  ec2: { policies: ["AmazonEC2FullAccess"] },
  ecr: { policies: ["AmazonEC2ContainerRegistryFullAccess"] },
  efs: { policies: ["AmazonElasticFileSystemFullAccess"] },
  eks: { statements: [allow("eks:*", "iam:GetRole", "iam:PassRole")] },
  elasticache: { policies: ["AmazonElastiCacheFullAccess"] },
  elbv2: { policies: ["ElasticLoadBalancingFullAccess"] },
  eventbridge: { policies: ["AmazonEventBridgeFullAccess"] },
  iam: { statements: [allow(...iamActions)] },
  kafka: { policies: ["AmazonMSKFullAccess"] },
  kms: {
    statements: [
      allow("kms:CreateAlias", "kms:CreateKey", "kms:DeleteAlias", "kms:Describe*", "kms:GenerateRandom", "kms:Get*", "kms:List*"),
      allow("kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource"),
      allow("iam:ListGroups", "iam:ListRoles", "iam:ListUsers", "iam:CreateServiceLinkedRole"),
    ],
  },
  lambda: { statements: [allow("lambda:*", "s3:Get*", "ecr:Get*", "ecr:BatchGet*"), passRoleTo("lambda")] },
  memorydb: { policies: ["AmazonMemoryDBFullAccess"] },
  opensearchservice: { policies: ["AmazonOpenSearchServiceFullAccess"] },
  rds: {
    policies: ["AmazonRDSFullAccess"],
    statements: [
      {
        ...allow(
          ...["CreateSecret", "UpdateSecret", "GetSecretValue", "DeleteSecret", "TagResource"].map((action) => `secretsmanager:${action}`),
        ),
        Resource: (partition) => `arn:${partition}:secretsmanager:*:*:secret:rds!*`,
      },
      { ...allow("kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"), Resource: (partition) => `arn:${partition}:kms:*:*:key/*` },
    ],
  },
  route53: { policies: ["AmazonRoute53FullAccess"] },
  s3: { statements: [allow("s3:*", "s3-object-lambda:*"), passRoleTo("s3")] },
  secretsmanager: { policies: ["SecretsManagerReadWrite"] },
  sfn: { policies: ["AWSStepFunctionsFullAccess"] },
  sns: { policies: ["AmazonSNSFullAccess"] },
  sqs: { policies: ["AmazonSQSFullAccess"] },
  ssm: { policies: ["AmazonSSMFullAccess"] },
} as const satisfies Readonly<Record<string, AckService>>;

export type AckServiceName = keyof typeof ackServices;

export const ackServiceNames = Object.keys(ackServices) as [AckServiceName, ...AckServiceName[]];

/** Managed policies, by name, and statements for several services. */
export function ackPermissions(partition: Partition, services: readonly AckServiceName[]) {
  const chosen = services.map((service): AckService => ackServices[service]);
  return {
    policies: chosen.flatMap(({ policies = [] }) => policies),
    statements: chosen.flatMap(({ statements = [] }) =>
      statements.map(({ Action, Resource, ...statement }) => ({
        ...statement,
        Action: [...Action],
        Resource: Resource ? Resource(partition) : "*",
      })),
    ),
  };
}
