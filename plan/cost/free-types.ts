/** Types of AWS resources that cost nothing by themselves: what they cause is charged elsewhere. */
const free: readonly RegExp[] = [
  /^aws:(iam|vpc|autoscaling|resourcegroups|ram|ssm\/association|acm\/certificate|ssoadmin|identitystore)[/:]/,
  /^aws:ec2\/(vpc|subnet|internetGateway|egressOnlyInternetGateway|route|securityGroup|networkAcl|default|mainRoute|launch|keyPair|placementGroup|eipAssociation|flowLog|vpcDhcp|tag|networkInterface|volumeAttachment|vpcIpv4|ami|managedPrefixList|customerGateway|vpcPeering)(?!Endpoint:)/,
  /^aws:ec2\/vpcEndpoint(Policy|RouteTable|Subnet|SecurityGroup|Service)/,
  /^aws:eks\/(access|identityProvider|podIdentity|clusterAuth)/,
  /^aws:kms\/(alias|grant|keyPolicy)/,
  /^aws:s3\/bucket(?!:|V2:)/,
  /^aws:(sqs\/queue(Policy|Redrive)|sns\/topic|cloudwatch\/(event|log(?!Group:)|dashboard|metricStream)|secretsmanager\/secret(?!:)|ecr\/(?!repository:)|efs\/(?!fileSystem:)|route53\/record|lb\/(?!loadBalancer:)|alb\/(?!loadBalancer:))/,
];

/** Whether a type of AWS resource costs nothing by itself. */
export function isFree(type: string): boolean {
  return free.some((pattern) => pattern.test(type));
}
