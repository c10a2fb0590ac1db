// Properties that overrides cannot set, because the change guard, the drain, rules or other resources rely on the settings.
import { isRecord } from "../../util/is-record";

/** Why a property cannot be set, and what to do instead. */
export interface ProtectedProperty {
  readonly reason: string;
  readonly fix: string;
}

type Properties = Readonly<Record<string, ProtectedProperty>>;

const bySetting = (setting: string, reason: string): ProtectedProperty => ({ reason, fix: `set ${setting}` });

const identity: ProtectedProperty = {
  reason: "other resources, the drain and the add-on guard find the object by it",
  fix: "remove it from the override",
};
const joinsCluster: ProtectedProperty = { reason: "it ties the resource to the cluster of this stack", fix: "remove it from the override" };
const joinsVpc: ProtectedProperty = {
  reason: "it ties the resource to the VPC of this stack",
  fix: "set network.existing to use another VPC",
};
const addressPlan: ProtectedProperty = {
  reason: "the subnets of all zones follow one address plan, which the change guard watches",
  fix: "set network.cidr and network.zones",
};
const size = bySetting("nodePools.<name>.size", "autoscalers, capacity checks and node placement follow the setting");
const autoMode = bySetting("cluster.autoMode", "node roles and add-ons follow the setting");
const endpoint = bySetting("cluster.endpoint", "access of nodes and of `pulumi up` to the endpoint is checked by the setting");
const logGroupName: ProtectedProperty = {
  reason: "the services that write to the log group know it by its name",
  fix: "remove it from the override",
};
const podIdentity: ProtectedProperty = { reason: "pods get their role by it", fix: "remove it from the override" };
const accessEntry = bySetting("cluster.access", "the resource and what it grants follow the setting");
/** Source: AWS provider, aws_iam_role: both manage the policies of a role exclusively (2026-11). */
const permissions = bySetting(
  "`policies` or `statements` of the pool, the Fargate profile, the service account, the add-on or `cluster.remoteNetworks`",
  "the AWS provider would remove the policies that the stack attaches as resources of their own",
);
const replacedFirst: ProtectedProperty = {
  reason: "a replacement starts before the old one goes, and two cannot have one name",
  fix: "remove it from the override",
};

const byType: Readonly<Record<string, Properties>> = {
  "aws:eks/cluster:Cluster": {
    name: bySetting("cluster.name", "names, tags, policies and the kubeconfig use it"),
    version: bySetting("cluster.version", "add-on versions, AMIs and the change guard follow the setting"),
    deletionProtection: bySetting("cluster.deletionProtection", "`pulumi destroy` is refused by the setting"),
    encryptionConfig: bySetting("cluster.encryption", "the change guard watches the setting"),
    enabledClusterLogTypes: bySetting("cluster.logs", "the log group is created by the setting"),
    upgradePolicy: bySetting("cluster.supportType", "the check of version support reads the setting"),
    bootstrapSelfManagedAddons: bySetting("addons", "this project installs all add-ons"),
    computeConfig: autoMode,
    storageConfig: autoMode,
    "kubernetesNetworkConfig.elasticLoadBalancing": autoMode,
    "kubernetesNetworkConfig.serviceIpv4Cidr": bySetting("cluster.serviceCidr", "the change guard watches the setting"),
    "kubernetesNetworkConfig.ipFamily": bySetting("cluster.ipFamily", "the VPC, nodes, the CNI and user data follow the setting"),
    "accessConfig.authenticationMode": bySetting("cluster.authenticationMode", "the change guard watches the setting"),
    "accessConfig.bootstrapClusterCreatorAdminPermissions": bySetting("cluster.creatorAdmin", "the change guard watches the setting"),
    "vpcConfig.subnetIds": bySetting("network.zones or network.existing", "the change guard watches the subnets of the control plane"),
    "vpcConfig.endpointPrivateAccess": endpoint,
    "vpcConfig.endpointPublicAccess": endpoint,
    "vpcConfig.publicAccessCidrs": endpoint,
  },
  "aws:ec2/vpc:Vpc": {
    cidrBlock: addressPlan,
    enableDnsHostnames: { reason: "private endpoints need it", fix: "remove it from the override" },
    enableDnsSupport: { reason: "private endpoints need it", fix: "remove it from the override" },
  },
  "aws:ec2/subnet:Subnet": { cidrBlock: addressPlan, availabilityZone: addressPlan, availabilityZoneId: addressPlan },
  "aws:cloudwatch/logGroup:LogGroup": { name: logGroupName, namePrefix: logGroupName },
  "aws:iam/role:Role": {
    path: bySetting("iam.path", "the change guard watches the setting"),
    inlinePolicies: permissions,
    managedPolicyArns: permissions,
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": { url: joinsCluster, clientIdLists: joinsCluster },
  "aws:eks/addon:Addon": {
    addonName: { reason: "versions, permissions and order follow the add-on", fix: "set addons.custom for another add-on" },
    addonVersion: bySetting("addons.<name>.version", "permissions, objects and the check of versions follow the setting"),
    configurationValues: bySetting("addons.<name>.values", "it is JSON in one string, so an override would replace all of it"),
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": { namespace: podIdentity, serviceAccount: podIdentity },
  "aws:eks/accessEntry:AccessEntry": { principalArn: accessEntry },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": { principalArn: accessEntry },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    serviceName: bySetting("network.endpoints", "routes, security groups and checks of reachable services follow the setting"),
  },
  "aws:eks/nodeGroup:NodeGroup": { nodeGroupName: replacedFirst, scalingConfig: size },
  "aws:autoscaling/group:Group": {
    name: replacedFirst,
    minSize: size,
    maxSize: size,
    desiredCapacity: size,
    tags: bySetting("tags", "a list of tags would replace those by which nodes join the cluster"),
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    name: replacedFirst,
    userData: bySetting("nodePools.<name>.userData", "nodes join the cluster by it"),
    tagSpecifications: bySetting("tags", "a list of tags would replace those of the stack and the cluster"),
  },
  "kubernetes:helm.sh/v3:Release": {
    name: identity,
    namespace: identity,
    version: bySetting("addons.<name>.version", "permissions, objects and the check of versions follow the setting"),
  },
};

const ofObjects: Properties = { apiVersion: identity, kind: identity, "metadata.name": identity, "metadata.namespace": identity };

const ofAws: Properties = {
  clusterName: joinsCluster,
  vpcId: joinsVpc,
  region: bySetting("aws:region", "all resources of a stack are in one region"),
};

/** Tags and labels by which controllers, IAM conditions and the drain find the resources of the cluster. */
const reservedKeys: Readonly<Record<string, RegExp>> = {
  tags: /^(aws:|eks:|eks-blueprints\/|([a-z0-9-]+\.)*(kubernetes\.io|k8s\.io|karpenter\.sh|k8s\.aws|csi\.aws\.com)\/)/,
  "metadata.labels": /^eks-blueprints\//,
  "metadata.annotations": /^eks-blueprints\//,
};

const reserved: ProtectedProperty = {
  reason: "Kubernetes, IAM conditions and the drain find what belongs to the cluster by it",
  fix: "remove it from the override",
};

/** Why an override cannot set a property to a value; undefined if it can. */
export function protectedProperty(type: string, path: readonly string[], value: unknown): ProtectedProperty | undefined {
  const name = path.join(".");
  const general = type.startsWith("aws:") ? ofAws : type === "kubernetes:helm.sh/v3:Release" ? {} : ofObjects;
  for (const [protectedName, found] of Object.entries({ ...general, ...byType[type] })) {
    if (name === protectedName || (!isRecord(value) && protectedName.startsWith(`${name}.`))) return found;
  }
  if (Object.hasOwn(reservedKeys, name) && !isRecord(value)) return reserved; // all of them would be removed
  const [map, key] = [path.slice(0, -1).join("."), path.at(-1)!];
  return Object.hasOwn(reservedKeys, map) && reservedKeys[map]!.test(key) ? reserved : undefined;
}
