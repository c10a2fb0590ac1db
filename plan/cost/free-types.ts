/** AWS resources that cost nothing by themselves: what they cause is charged elsewhere. By module, then by name; a prefix ends with `*`. */
const free: Readonly<Record<string, readonly string[]>> = {
  acm: ["certificate*"],
  amp: ["alertManagerDefinition", "queryLoggingConfiguration", "resourcePolicy", "ruleGroupNamespace", "workspaceConfiguration"],
  alb: ["listener*", "targetGroup*"],
  autoscaling: ["attachment", "lifecycleHook", "notification", "policy", "schedule", "tag", "trafficSourceAttachment"],
  // event rules of AWS services cost nothing
  cloudwatch: ["eventPermission", "eventRule", "eventTarget", "logGroupPolicy", "logResourcePolicy", "logStream", "logSubscriptionFilter"],
  cloudformation: ["stack*"],
  cognito: ["userPoolClient"], // its users are charged with the user pool
  ebs: ["encryptionByDefault", "defaultKmsKey"],
  ec2: [
    ...[
      "ami*",
      "customerGateway",
      "default*",
      "egressOnlyInternetGateway",
      "eipAssociation",
      "eipDomainName",

      "internetGateway*",
    ],
    ...["instanceMetadataDefaults", "keyPair", "launchConfiguration", "launchTemplate", "mainRouteTableAssociation", "managedPrefixList*"],
    ...[
      "networkAcl*",
      "networkInterface*",
      "peeringConnectionOptions",
      "placementGroup",
      "route",
      "routeTable*",
      "securityGroup*",
      "subnet*",
    ],
    ...["tag", "volumeAttachment", "vpc", "vpcDhcpOptions*", "vpcEndpointConnectionNotification", "vpcEndpointPolicy"],
    ...["vpcEndpointRouteTableAssociation", "vpcEndpointSecurityGroupAssociation", "vpcEndpointService*", "vpcEndpointSubnetAssociation"],
    ...["vpcIpv4CidrBlockAssociation", "vpcIpv6CidrBlockAssociation", "vpcPeeringConnection*", "vpnGateway*", "vpnGatewayRoutePropagation"],
  ],
  ecr: ["lifecyclePolicy", "registry*", "replicationConfiguration", "repositoryPolicy", "repositoryCreationTemplate"],
  efs: ["accessPoint", "backupPolicy", "fileSystemPolicy", "mountTarget"],
  eks: ["accessEntry", "accessPolicyAssociation", "identityProviderConfig", "podIdentityAssociation"],
  fsx: ["ontapStorageVirtualMachine"], // with its file system
  grafana: ["roleAssociation", "workspaceSamlConfiguration"],
  guardduty: ["detectorFeature"], // agents are charged by vCPU of the nodes
  iam: ["*"],
  identitystore: ["*"],
  kms: ["alias", "grant", "keyPolicy"],
  lb: ["listener*", "targetGroup*"],
  ram: ["*"],
  rolesanywhere: ["*"],
  resourcegroups: ["*"],
  route53: ["record", "zoneAssociation", "vpcAssociationAuthorization"],
  s3: [
    "bucketAcl",
    "bucketLifecycleConfiguration*",
    "bucketPolicy",
    "bucketPublicAccessBlock",
    "bucketVersioning*",
    "bucketOwnershipControls",
    "bucketServerSideEncryptionConfiguration*",
    "bucketObject*",
  ],
  secretsmanager: ["secretPolicy", "secretRotation", "secretVersion"],
  servicequotas: ["*"],
  sns: ["topic", "topicPolicy"],
  sqs: ["queue", "queuePolicy", "redrivePolicy", "redriveAllowPolicy"], // requests of interruption queues are far below the free million
  ssoadmin: ["*"],
  ssm: ["activation", "association", "document", "parameter"],
  vpc: ["securityGroup*"],
  vpclattice: ["serviceNetwork*"], // services in it cost by the hour
};

/** Whether a type of AWS resource, such as `aws:ec2/subnet:Subnet`, costs nothing by itself. */
export function isFree(type: string): boolean {
  const [, module = "", name = ""] = /^aws:([^/:]+)\/([^:]+):/.exec(type) ?? [];
  return (free[module] ?? []).some((each) => (each.endsWith("*") ? name.startsWith(each.slice(0, -1)) : name === each));
}
