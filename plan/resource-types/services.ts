import { blocks, exceeded, partOf, type ResourceType, uses } from "./resource-type";

export const servicesTypes = {
  "aws:amp/scraper:Scraper": {
    name: false,
    references: [
      blocks("source.eks.subnetIds", "aws:ec2/subnet:Subnet"),
      blocks("source.eks.securityGroupIds", "aws:ec2/securityGroup:SecurityGroup"),
      uses("destination.amp.workspaceArn", "aws:amp/workspace:Workspace"),
    ],
    quota: {
      name: "scrapers per region",
      limit: 10,
      code: "ServiceQuotaExceededException",
      message: exceeded("scrapers"),
    },
  },
  "aws:amp/workspace:Workspace": {
    name: false,
    references: [uses("kmsKeyArn", "aws:kms/key:Key")],
    quota: {
      name: "workspaces per region",
      limit: 25,
      code: "ServiceQuotaExceededException",
      message: exceeded("workspaces"),
    },
  },
  "aws:amp/workspaceConfiguration:WorkspaceConfiguration": {
    references: [partOf("workspaceId", "aws:amp/workspace:Workspace")],
  },
  "aws:acm/certificate:Certificate": {
    name: false,
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    references: [uses("certificateArn", "aws:acm/certificate:Certificate")],
  },
  "aws:cloudformation/stack:Stack": {},
  "aws:cloudwatch/eventRule:EventRule": { name: { maxLength: 64 } },
  "aws:cloudwatch/eventTarget:EventTarget": {
    references: [blocks("rule", "aws:cloudwatch/eventRule:EventRule"), uses("arn", "aws:sqs/queue:Queue")],
  },
  "aws:cloudwatch/logGroup:LogGroup": { name: { maxLength: 512 } },
  "aws:grafana/roleAssociation:RoleAssociation": {
    references: [partOf("workspaceId", "aws:grafana/workspace:Workspace")],
  },
  "aws:grafana/workspace:Workspace": {
    references: [uses("roleArn", "aws:iam/role:Role")],
  },
  "aws:cognito/userPoolClient:UserPoolClient": {
    name: { maxLength: 128 },
    references: [partOf("userPoolId", "aws:cognito/userPool:UserPool")],
  },
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": {
    name: false,
    references: [uses("credentialArn", "aws:secretsmanager/secret:Secret"), uses("customRoleArn", "aws:iam/role:Role")],
  },
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": {
    name: false,
    references: [uses("customRoleArn", "aws:iam/role:Role")],
  },
  "aws:guardduty/detectorFeature:DetectorFeature": { name: false },
  "aws:kms/alias:Alias": { name: { maxLength: 256 }, references: [uses("targetKeyId", "aws:kms/key:Key")] },
  "aws:kms/grant:Grant": {
    references: [uses("keyId", "aws:kms/key:Key"), uses("granteePrincipal", "aws:iam/role:Role")],
  },
  "aws:kms/key:Key": {},
  "aws:lb/loadBalancer:LoadBalancer": {
    name: { maxLength: 32 },
    references: [blocks("subnets", "aws:ec2/subnet:Subnet"), blocks("securityGroups", "aws:ec2/securityGroup:SecurityGroup")],
  },
  "aws:lb/targetGroup:TargetGroup": { name: { maxLength: 32 } },
  "aws:route53/record:Record": { name: false },
  "aws:route53/zone:Zone": { name: false },
  "aws:rolesanywhere/profile:Profile": {
    references: [uses("roleArns", "aws:iam/role:Role")],
  },
  "aws:rolesanywhere/trustAnchor:TrustAnchor": {},
  "aws:secretsmanager/secret:Secret": { name: { maxLength: 512 } },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    immutable: ["secretString"],
    name: false,
    references: [partOf("secretId", "aws:secretsmanager/secret:Secret")],
  },
  "aws:ssm/activation:Activation": {
    name: false,
    references: [uses("iamRole", "aws:iam/role:Role")],
  },
  "aws:sqs/queue:Queue": { name: { maxLength: 80 } },
  "aws:sqs/queuePolicy:QueuePolicy": { references: [partOf("queueUrl", "aws:sqs/queue:Queue")] },
  "aws:vpclattice/serviceNetwork:ServiceNetwork": { name: { maxLength: 63 } },
  "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": {
    references: [
      blocks("serviceNetworkIdentifier", "aws:vpclattice/serviceNetwork:ServiceNetwork"),
      blocks("vpcIdentifier", "aws:ec2/vpc:Vpc"),
      blocks("securityGroupIds", "aws:ec2/securityGroup:SecurityGroup"),
    ],
  },
} satisfies Readonly<Record<string, ResourceType>>;
