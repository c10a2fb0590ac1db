// Input properties that cannot change in place: a change of one replaces the resource.
// Sources: AWS: `ForceNew` in the schemas of terraform-provider-aws, on which @pulumi/aws stands. Checked against copies of 2025 and 2026: EKS
// cluster, node group, add-on and access entry, VPC endpoint, NAT gateway, Auto Scaling group, IAM policy and OIDC provider; the others have
// stood so for years. Kubernetes: the table `forceNew` of pulumi-kubernetes (provider/pkg/provider/diff.go), its Helm release and its provider
// (2026-07-01).
import { parsePath, valueAt } from "../diff/paths";
import type { Values } from "../types";

const names = ["name", "namePrefix"];
/** Every AWS resource stays in its region (@pulumi/aws 7). */
const region = ["region"];

const securityGroupRule = [
  "cidrBlocks",
  "fromPort",
  "ipv6CidrBlocks",
  "prefixListIds",
  "protocol",
  "securityGroupId",
  "self",
  "sourceSecurityGroupId",
  "toPort",
  "type",
];

const flowLog = [
  "deliverCrossAccountRole",
  "destinationOptions",
  "eniId",
  "iamRoleArn",
  "logDestination",
  "logDestinationType",
  "logFormat",
  "maxAggregationInterval",
  "subnetId",
  "trafficType",
  "transitGatewayAttachmentId",
  "transitGatewayId",
  "vpcId",
];

const eksCluster = [
  "name",
  "roleArn",
  "accessConfig.bootstrapClusterCreatorAdminPermissions",
  "bootstrapSelfManagedAddons",
  "kubernetesNetworkConfig.serviceIpv4Cidr",
  "outpostConfig",
  "remoteNetworkConfig",
];

const eksNodeGroup = [
  "amiType",
  "capacityType",
  "clusterName",
  "diskSize",
  "instanceTypes",
  "launchTemplate.id",
  "launchTemplate.name",
  "nodeGroupName",
  "nodeGroupNamePrefix",
  "nodeRoleArn",
  "remoteAccess",
  "subnetIds",
];

const aws: Readonly<Record<string, readonly string[]>> = {
  "autoscaling/group:Group": [...names, "initialLifecycleHooks"],
  "autoscaling/tag:Tag": ["autoscalingGroupName", "tag.key"],
  "cloudformation/stack:Stack": ["name", "onFailure", "disableRollback", "timeoutInMinutes"],
  "cloudwatch/eventRule:EventRule": [...names, "eventBusName"],
  "cloudwatch/eventTarget:EventTarget": ["rule", "targetId", "eventBusName"],
  "cloudwatch/logGroup:LogGroup": [...names, "logGroupClass"],
  "ec2/defaultSecurityGroup:DefaultSecurityGroup": ["vpcId"],
  "ec2/eip:Eip": ["address", "customerOwnedIpv4Pool", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"],
  "ec2/flowLog:FlowLog": flowLog,
  "ec2/keyPair:KeyPair": ["keyName", "keyNamePrefix", "publicKey"],
  "ec2/launchConfiguration:LaunchConfiguration": [
    ...names,
    "associatePublicIpAddress",
    "ebsBlockDevices",
    "ebsOptimized",
    "enableMonitoring",
    "ephemeralBlockDevices",
    "iamInstanceProfile",
    "imageId",
    "instanceType",
    "keyName",
    "metadataOptions",
    "placementTenancy",
    "rootBlockDevice",
    "securityGroups",
    "spotPrice",
    "userData",
    "userDataBase64",
  ],
  "ec2/launchTemplate:LaunchTemplate": names,
  "ec2/natGateway:NatGateway": ["allocationId", "availabilityMode", "connectivityType", "privateIp", "subnetId", "vpcId"],
  "ec2/placementGroup:PlacementGroup": ["name", "partitionCount", "spreadLevel", "strategy"],
  "ec2/route:Route": ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId", "routeTableId"],
  "ec2/routeTable:RouteTable": ["vpcId"],
  "ec2/routeTableAssociation:RouteTableAssociation": ["gatewayId", "subnetId"],
  "ec2/securityGroup:SecurityGroup": [...names, "description", "vpcId"],
  "ec2/securityGroupRule:SecurityGroupRule": securityGroupRule,
  "ec2/subnet:Subnet": [
    "availabilityZone",
    "availabilityZoneId",
    "cidrBlock",
    "ipv4IpamPoolId",
    "ipv4NetmaskLength",
    "ipv6IpamPoolId",
    "ipv6Native",
    "ipv6NetmaskLength",
    "outpostArn",
    "vpcId",
  ],
  "ec2/vpc:Vpc": ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  "ec2/vpcEndpoint:VpcEndpoint": [
    "dnsOptions.privateDnsPreference",
    "dnsOptions.privateDnsSpecifiedDomains",
    "resourceConfigurationArn",
    "serviceName",
    "serviceNetworkArn",
    "serviceRegion",
    "vpcEndpointType",
    "vpcId",
  ],
  "eks/accessEntry:AccessEntry": ["clusterName", "principalArn", "type"],
  "eks/accessPolicyAssociation:AccessPolicyAssociation": ["accessScope", "clusterName", "policyArn", "principalArn"],
  "eks/addon:Addon": ["addonName", "clusterName", "namespaceConfig"],
  "eks/cluster:Cluster": eksCluster,
  "eks/fargateProfile:FargateProfile": ["clusterName", "fargateProfileName", "podExecutionRoleArn", "selectors", "subnetIds"],
  "eks/nodeGroup:NodeGroup": eksNodeGroup,
  "eks/podIdentityAssociation:PodIdentityAssociation": ["clusterName", "namespace", "serviceAccount"],
  "iam/instanceProfile:InstanceProfile": [...names, "path"],
  "iam/openIdConnectProvider:OpenIdConnectProvider": ["url"],
  "iam/policy:Policy": [...names, "description", "path"],
  "iam/role:Role": [...names, "path"],
  "iam/rolePolicy:RolePolicy": [...names, "role"],
  "iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn", "role"],
  "iam/userPolicy:UserPolicy": [...names, "user"],
  "kms/alias:Alias": names,
  "kms/key:Key": ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
  "sqs/queue:Queue": [...names, "fifoQueue"],
  "sqs/queuePolicy:QueuePolicy": ["queueUrl"],
  "vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["securityGroupId"],
  "vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["securityGroupId"],
};

const roleBinding = ["roleRef"];
const workload = ["spec.selector"];

/** Beyond `metadata.name` and `metadata.namespace`, which no object can change. Group and kind, of any version. */
const kubernetes: Readonly<Record<string, readonly string[]>> = {
  "apps:DaemonSet": workload,
  "apps:Deployment": workload,
  "apps:StatefulSet": [
    ...workload,
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
  ],
  "batch:Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "core:ConfigMap": ["binaryData", "data"],
  "core:PersistentVolumeClaim": ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
  "core:PersistentVolume": ["spec.csi", "spec.hostPath", "spec.local", "spec.nfs"],
  "core:ResourceQuota": ["spec.scopes"],
  "core:Secret": ["type", "stringData", "data"],
  "core:Service": ["spec.clusterIP"],
  "rbac.authorization.k8s.io:ClusterRoleBinding": roleBinding,
  "rbac.authorization.k8s.io:RoleBinding": roleBinding,
  "storage.k8s.io:StorageClass": ["parameters", "provisioner"],
};

const release = ["name", "namespace"];

/** What makes the provider manage another cluster or account. */
const providers: Readonly<Record<string, readonly string[]>> = {
  kubernetes: ["clusterIdentifier"],
  aws: ["region"],
};

/** AWS types whose properties can be added in place but never taken away (`ForceNewIfChange` in terraform-provider-aws, read 2026-11). */
const irremovable: Readonly<Record<string, readonly string[]>> = {
  "aws:eks/cluster:Cluster": ["encryptionConfig"],
};

/**
 * AWS properties that a resource may take on and give up in place, but never change for another (likewise: Auto Mode's node role goes with its
 * last built-in pool; `ipFamily` is computed where it is not given).
 */
const settled: Readonly<Record<string, readonly string[]>> = {
  "eks/cluster:Cluster": ["computeConfig.nodeRoleArn", "kubernetesNetworkConfig.ipFamily"],
};

/** Properties of a resource type that replace the resource where they go, and only there. */
export function replacedWithout(type: string): readonly string[] {
  return irremovable[type] ?? [];
}

/**
 * Properties of a resource type whose change replaces the resource, as paths such as `kubernetesNetworkConfig.ipFamily`.
 * Nothing for types that the tables do not hold.
 * @param was inputs before; what can be set and given up in place counts only where it was set and still is
 * @param now inputs after
 */
export function replacedBy(type: string, was?: Values, now?: Values): readonly string[] {
  const [provider = "", module = "", name = ""] = type.split(":");
  if (provider === "aws") {
    const once = settled[`${module}:${name}`] ?? [];
    const isSet = (property: string) =>
      [was, now].every((inputs) => inputs === undefined || valueAt(inputs, parsePath(property)) !== undefined);
    return [...(aws[`${module}:${name}`] ?? []), ...once.filter(isSet), ...region];
  }
  if (provider === "pulumi" && module === "providers") return providers[name] ?? [];
  if (provider !== "kubernetes") return [];
  const group = module.split("/")[0]!;
  if (group === "helm.sh") return release;
  return [...(kubernetes[`${group}:${name}`] ?? []), "metadata.name", "metadata.namespace"];
}
