import { blocks, exceeded, nameAndPrefix, partOf, type ResourceType, uses } from "./resource-type";

export const servicesTypes = {
  "aws:amp/scraper:Scraper": {
    immutable: ["source"],
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
    immutable: ["kmsKeyArn"],
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
    immutable: ["workspaceId"],
    references: [partOf("workspaceId", "aws:amp/workspace:Workspace")],
  },
  "aws:acm/certificate:Certificate": {
    name: false,
    immutable: ["domainName", "subjectAlternativeNames", "validationMethod", "keyAlgorithm", "certificateAuthorityArn", "options"],
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    immutable: ["certificateArn", "validationRecordFqdns"],
    references: [uses("certificateArn", "aws:acm/certificate:Certificate")],
  },
  "aws:cloudformation/stack:Stack": { immutable: ["name", "onFailure", "disableRollback", "timeoutInMinutes"] },
  "aws:cloudwatch/eventRule:EventRule": { immutable: [...nameAndPrefix, "eventBusName"], name: { maxLength: 64 } },
  "aws:cloudwatch/eventTarget:EventTarget": {
    immutable: ["rule", "targetId", "eventBusName"],
    references: [blocks("rule", "aws:cloudwatch/eventRule:EventRule"), uses("arn", "aws:sqs/queue:Queue")],
  },
  "aws:cloudwatch/logGroup:LogGroup": { immutable: [...nameAndPrefix, "logGroupClass"], name: { maxLength: 512 } },
  "aws:grafana/roleAssociation:RoleAssociation": {
    immutable: ["role", "workspaceId"],
    references: [partOf("workspaceId", "aws:grafana/workspace:Workspace")],
  },
  "aws:grafana/workspace:Workspace": {
    immutable: ["authenticationProviders", "kmsKeyId"],
    references: [uses("roleArn", "aws:iam/role:Role")],
  },
  "aws:cognito/userPoolClient:UserPoolClient": {
    immutable: ["userPoolId", "generateSecret"],
    name: { maxLength: 128 },
    references: [partOf("userPoolId", "aws:cognito/userPool:UserPool")],
  },
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": {
    immutable: ["ecrRepositoryPrefix", "upstreamRegistryUrl", "upstreamRepositoryPrefix"],
    name: false,
    references: [uses("credentialArn", "aws:secretsmanager/secret:Secret"), uses("customRoleArn", "aws:iam/role:Role")],
  },
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": {
    immutable: ["prefix"],
    name: false,
    references: [uses("customRoleArn", "aws:iam/role:Role")],
  },
  "aws:guardduty/detectorFeature:DetectorFeature": { immutable: ["detectorId", "name"], name: false },
  "aws:kms/alias:Alias": { immutable: nameAndPrefix, name: { maxLength: 256 }, references: [uses("targetKeyId", "aws:kms/key:Key")] },
  "aws:kms/grant:Grant": {
    immutable: ["constraints", "granteePrincipal", "grantCreationTokens", "keyId", "name", "operations", "retiringPrincipal"],
    references: [uses("keyId", "aws:kms/key:Key"), uses("granteePrincipal", "aws:iam/role:Role")],
  },
  "aws:kms/key:Key": {
    immutable: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    name: { maxLength: 32 },
    references: [blocks("subnets", "aws:ec2/subnet:Subnet"), blocks("securityGroups", "aws:ec2/securityGroup:SecurityGroup")],
  },
  "aws:lb/targetGroup:TargetGroup": { name: { maxLength: 32 } },
  "aws:route53/record:Record": { name: false, immutable: ["zoneId", "name", "setIdentifier"] },
  "aws:route53/zone:Zone": { name: false },
  "aws:rolesanywhere/profile:Profile": {
    references: [uses("roleArns", "aws:iam/role:Role")],
  },
  "aws:rolesanywhere/trustAnchor:TrustAnchor": {},
  "aws:secretsmanager/secret:Secret": { immutable: nameAndPrefix, name: { maxLength: 512 } },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    immutable: ["secretBinary", "secretId", "secretString"],
    name: false,
    references: [partOf("secretId", "aws:secretsmanager/secret:Secret")],
  },
  "aws:ssm/activation:Activation": {
    immutable: ["description", "expirationDate", "iamRole", "name", "registrationLimit"],
    name: false,
    references: [uses("iamRole", "aws:iam/role:Role")],
  },
  "aws:sqs/queue:Queue": { immutable: [...nameAndPrefix, "fifoQueue"], name: { maxLength: 80 } },
  "aws:sqs/queuePolicy:QueuePolicy": { immutable: ["queueUrl"], references: [partOf("queueUrl", "aws:sqs/queue:Queue")] },
  "aws:vpclattice/serviceNetwork:ServiceNetwork": { immutable: ["name"], name: { maxLength: 63 } },
  "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": {
    immutable: ["serviceNetworkIdentifier", "vpcIdentifier", "privateDnsEnabled", "dnsOptions"],
    references: [
      blocks("serviceNetworkIdentifier", "aws:vpclattice/serviceNetwork:ServiceNetwork"),
      blocks("vpcIdentifier", "aws:ec2/vpc:Vpc"),
      blocks("securityGroupIds", "aws:ec2/securityGroup:SecurityGroup"),
    ],
  },
} satisfies Readonly<Record<string, ResourceType>>;
