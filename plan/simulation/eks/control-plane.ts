// The EKS cluster itself, with its network and roles.

import type { Child, Scope } from "../expansion/scope";
import { derive, type Input, type Inputs, TrackedValue } from "../expansion/tracked-value";
import { registerServiceRole, type ServiceRole } from "./service-role";

/** The network in the arguments, else the default VPC. */
export interface ClusterNetwork {
  readonly vpcId: TrackedValue;
  readonly subnetIds: TrackedValue;
}

export function networkOf(scope: Scope): ClusterNetwork {
  const { args } = scope;
  const found = args.has("vpcId") ? undefined : scope.invoke("aws:ec2/getVpc:getVpc", { default: true });
  const vpcId = found?.get("id") ?? args.get("vpcId")!;
  const [all, publics, privates] = [args.get("subnetIds"), args.get("publicSubnetIds"), args.get("privateSubnetIds")];
  if (all) return { vpcId, subnetIds: all };
  if (publics || privates) {
    return { vpcId, subnetIds: derive([publics ?? [], privates ?? []], ([a, b]: (readonly string[])[]) => [...a!, ...b!]) };
  }
  if (!found) return { vpcId, subnetIds: new TrackedValue([]) };
  return { vpcId, subnetIds: scope.invoke("aws:ec2/getSubnets:getSubnets", { filters: [{ name: "vpc-id", values: [vpcId] }] }).get("ids") };
}

/** Additional policies of a cluster's role in Auto Mode. */
const autoModePolicies = [
  "AmazonEKSComputePolicy",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
];

export interface ClusterRoles {
  /** Absent if the caller passed a role. */
  readonly service?: ServiceRole;
  /** Role as a value, given or made. */
  readonly serviceRole: TrackedValue;
  readonly serviceRoleArn: TrackedValue;
  /** Role of the nodes of Auto Mode. */
  readonly autoNode?: ServiceRole;
}

export async function registerRoles(scope: Scope, partition: TrackedValue, autoMode: boolean): Promise<ClusterRoles> {
  const given = scope.args.get("serviceRole");
  const service = given
    ? undefined
    : await registerServiceRole(scope, `${scope.name}-eksRole`, {
        service: "eks.amazonaws.com",
        description: "Allows EKS to manage clusters on your behalf.",
        policies: ["AmazonEKSClusterPolicy", ...(autoMode ? autoModePolicies : [])],
        actions: ["sts:AssumeRole", "sts:TagSession"],
        partition,
      });
  const autoNode =
    autoMode && scope.args.plain("autoMode", "createNodeRole") !== false
      ? await registerServiceRole(scope, `${scope.name}-nodeRole`, {
          service: "ec2.amazonaws.com",
          policies: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"],
          partition,
        })
      : undefined;
  return {
    service,
    serviceRole: given ?? service!.role.reference,
    serviceRoleArn: given ? scope.lookUp(given).out("arn") : service!.role.out("arn"),
    autoNode,
  };
}

/** Inputs of Auto Mode. EKS requires all of them or none. */
function autoModeInputs({ args }: Scope, roles: ClusterRoles, networkConfig: Input): Inputs {
  const computeConfig = derive(
    [args.get("autoMode", "computeConfig"), roles.autoNode?.role.out("arn")],
    ([own, nodeRoleArn]: [object | null, string | null]) => ({
      enabled: true,
      nodeRoleArn: nodeRoleArn ?? undefined,
      nodePools: ["general-purpose", "system"],
      ...own,
    }),
  );
  const together = derive(
    { computeConfig, storageConfig: { blockStorage: { enabled: true } }, kubernetesNetworkConfig: networkConfig },
    (all: Inputs) => all,
  );
  return {
    computeConfig: together.get("computeConfig"),
    storageConfig: together.get("storageConfig"),
    kubernetesNetworkConfig: together.get("kubernetesNetworkConfig"),
  };
}

function networkConfigOf({ args }: Scope, autoMode: boolean): Input {
  if (!args.has("kubernetesServiceIpAddressRange") && !args.has("ipFamily") && !autoMode) return undefined;
  return derive([args.get("kubernetesServiceIpAddressRange"), args.get("ipFamily")], ([range, family]: (string | null)[]) => ({
    serviceIpv4Cidr: (family ?? "ipv4") === "ipv4" ? (range ?? undefined) : undefined,
    ipFamily: family ?? "ipv4",
    elasticLoadBalancing: autoMode ? { enabled: true } : undefined,
  }));
}

interface ControlPlaneArgs {
  readonly subnetIds: TrackedValue;
  readonly securityGroupId: TrackedValue | undefined;
  readonly roles: ClusterRoles;
  readonly autoMode: boolean;
}

export function registerControlPlane(scope: Scope, { subnetIds, securityGroupId, roles, autoMode }: ControlPlaneArgs): Promise<Child> {
  const { args, name } = scope;
  const networkConfig = networkConfigOf(scope, autoMode);
  const mode = args.get("authenticationMode");
  return scope.add(
    "aws:eks/cluster:Cluster",
    `${name}-eksCluster`,
    {
      name: args.get("name"),
      roleArn: roles.serviceRoleArn,
      ...(autoMode ? autoModeInputs(scope, roles, networkConfig) : { kubernetesNetworkConfig: networkConfig }),
      bootstrapSelfManagedAddons: autoMode ? false : (args.get("bootstrapSelfManagedAddons") ?? true),
      vpcConfig: {
        securityGroupIds: securityGroupId ? [securityGroupId] : undefined,
        subnetIds,
        endpointPrivateAccess: args.get("endpointPrivateAccess"),
        endpointPublicAccess: args.get("endpointPublicAccess"),
        publicAccessCidrs: args.has("publicAccessCidrs") ? args.get("publicAccessCidrs") : undefined,
      },
      version: args.get("version"),
      enabledClusterLogTypes: args.get("enabledClusterLogTypes"),
      tags: derive([args.get("clusterTags"), args.get("tags")], ([own, shared]: (object | null)[]) => ({
        Name: `${name}-eksCluster`,
        ...own,
        ...shared,
      })),
      encryptionConfig: encryptionConfigOf(scope),
      accessConfig: mode && { authenticationMode: mode, bootstrapClusterCreatorAdminPermissions: true },
      upgradePolicy: args.get("upgradePolicy"),
      deletionProtection: args.get("deletionProtection"),
    },
    {
      ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions", "bootstrapSelfManagedAddons"],
      dependsOn: [roles.service, roles.autoNode].flatMap((role) => role?.resolved ?? []),
    },
  );
}

export function encryptionConfigOf({ args }: Scope): TrackedValue | undefined {
  if (!args.has("encryptionConfigKeyArn")) return undefined;
  return derive(args.get("encryptionConfigKeyArn"), (keyArn: string) => ({ provider: { keyArn }, resources: ["secrets"] }));
}
