import * as aws from "@pulumi/aws";
import type { InvokeOptions } from "@pulumi/pulumi";
import { answered } from "../util/answered";
import { SettingsError } from "../util/settings-error";
import { controlPlaneSubnetType } from "../util/tags";

/** Data of an existing cluster. */
export interface ExistingClusterFacts {
  /** Name of the cluster. */
  readonly name: string;
  /** ARN of the cluster. */
  readonly arn: string;
  /** Kubernetes version, such as `1.35`. */
  readonly version: string;
  /** URL of the API server. */
  readonly endpoint: string;
  /** Base64. */
  readonly certificateAuthority: string;
  /** Of IPv4, or of IPv6 where Services have such addresses. */
  readonly serviceCidr: string;
  /** Of pods and Services. Default: ipv4. */
  readonly ipFamily?: "ipv4" | "ipv6";
  /** The security group that EKS created for it. */
  readonly securityGroupId: string;
  /** ID of the VPC of the cluster. */
  readonly vpcId: string;
  /**
   * Its subnets without automatic public addresses, or all subnets if there are none such; in the order of their zones. Without those that
   * a stack of this project created for the control plane alone.
   */
  readonly privateSubnetIds: readonly string[];
  /** Zone of each private subnet, in the same order. */
  readonly zones: readonly string[];
  /** Its other subnets. */
  readonly publicSubnetIds: readonly string[];
  /** Issuer without `https://`. */
  readonly oidcIssuer: string;
}

/**
 * Looks up an existing cluster and its subnets, before any resource is created.
 * @param opts `provider`, if it is not the default one
 * @throws SettingsError if the cluster does not support access entries
 */
export async function lookUpCluster(name: string, opts?: InvokeOptions): Promise<ExistingClusterFacts> {
  const cluster = await aws.eks.getCluster({ name }, opts);
  if (cluster.accessConfigs?.[0]?.authenticationMode === "CONFIG_MAP") {
    const message = `expected a cluster with access entries, found ${name} in authentication mode CONFIG_MAP; set it to API_AND_CONFIG_MAP first`;
    throw new SettingsError([{ path: "eks-blueprints:cluster.existing.name", message }]);
  }
  const lookup = { asked: "aws.eks.getCluster", args: { name }, answer: cluster };
  const need = <T>(path: string, value: T | null | undefined) => answered(lookup, path, value);
  const networking = cluster.kubernetesNetworkConfigs?.[0];
  const ipv6 = networking?.ipFamily === "ipv6";
  const subnetIds = need("vpcConfig.subnetIds", cluster.vpcConfig?.subnetIds);
  return {
    name,
    arn: need("arn", cluster.arn),
    version: need("version", cluster.version),
    endpoint: need("endpoint", cluster.endpoint),
    certificateAuthority: need("certificateAuthorities[0].data", cluster.certificateAuthorities?.[0]?.data),
    serviceCidr: ipv6
      ? need("kubernetesNetworkConfigs[0].serviceIpv6Cidr", networking.serviceIpv6Cidr)
      : need("kubernetesNetworkConfigs[0].serviceIpv4Cidr", networking?.serviceIpv4Cidr),
    ...(ipv6 && { ipFamily: "ipv6" as const }),
    securityGroupId: need("vpcConfig.clusterSecurityGroupId", cluster.vpcConfig.clusterSecurityGroupId),
    vpcId: need("vpcConfig.vpcId", cluster.vpcConfig.vpcId),
    oidcIssuer: need("identities[0].oidcs[0].issuer", cluster.identities?.[0]?.oidcs?.[0]?.issuer).replace(/^https:\/\//, ""),
    ...(await lookUpSubnets(subnetIds, opts)),
  };
}

type SubnetFacts = Pick<ExistingClusterFacts, "privateSubnetIds" | "zones" | "publicSubnetIds">;

async function lookUpSubnets(ids: readonly string[], opts?: InvokeOptions): Promise<SubnetFacts> {
  const found = await Promise.all(
    ids.map(async (id) => {
      const answer = await aws.ec2.getSubnet({ id }, opts);
      const zone = answered({ asked: "aws.ec2.getSubnet", args: { id }, answer }, "availabilityZone", answer.availabilityZone);
      return { id, zone, isPrivate: !answer.mapPublicIpOnLaunch, forNodes: answer.tags?.SubnetType !== controlPlaneSubnetType };
    }),
  );
  const subnets = found.filter(({ forNodes }) => forNodes);
  subnets.sort((one, other) => compare(one.zone, other.zone) || compare(one.id, other.id));
  const withoutPublicAddress = subnets.filter(({ isPrivate }) => isPrivate);
  const privateSubnets = withoutPublicAddress.length > 0 ? withoutPublicAddress : subnets;
  return {
    privateSubnetIds: privateSubnets.map(({ id }) => id),
    zones: privateSubnets.map(({ zone }) => zone),
    publicSubnetIds: subnets.filter((subnet) => !privateSubnets.includes(subnet)).map(({ id }) => id),
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
