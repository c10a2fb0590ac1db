import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { isWindows } from "../../../reference/ami-of-family";
import { replacedOnChange } from "../../../util/immutable-fields";
import { defaultArchitectures } from "../../../util/karpenter/instances";
import { nodePoolSpec } from "../../../util/karpenter/node-pool-spec";
import { keepSecret } from "../../../util/section-secrets";
import type { InstallContext } from "../../addon";
import { amiLabel, type NodeClassPlace, nodeClassSpec, type PoolResources } from "./node-class";
import type { KarpenterOptions } from "./options";

export interface PoolsSite
  extends Pick<InstallContext, "context" | "cluster" | "network" | "profile" | "kubernetesVersion">,
    Pick<NodeClassPlace, "identity" | "windowsIdentity"> {
  /** AWS resources by pool. */
  readonly poolResources: Readonly<Record<string, PoolResources>>;
}

/**
 * A NodePool and its EC2NodeClass for each pool. A NodePool is deleted after its instances, then the class and, after it, the
 * controller: destroying the stack leaves no instances behind.
 */
export function karpenterPools(
  name: string,
  { nodePools, ssm }: Pick<KarpenterOptions, "nodePools" | "ssm">,
  { context, cluster, network, profile, kubernetesVersion, identity, windowsIdentity, poolResources }: PoolsSite,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const ipv6 = cluster.ipFamily === "ipv6";
  const place: Omit<NodeClassPlace, "architectures"> = {
    clusterName: context.clusterName,
    region: context.region,
    tags: context.tags,
    securityGroupId: cluster.securityGroupId,
    ...(!profile.ownNetwork && { subnetIds: network.privateSubnetIds }),
    localZoneSubnetIds: network.localZoneSubnetIds,
    identity,
    windowsIdentity,
    kubernetesVersion,
    ssm,
    ipv6,
    prefixDelegation: profile.podNetworking.prefixDelegation || ipv6,
    customNetworking: profile.podNetworking.customNetworking,
  };
  const patient = { ...opts, customTimeouts: { delete: "30m" } }; // nodes drain first
  return Object.entries(nodePools).flatMap(([pool, options]) => {
    const windows = isWindows(options.ami);
    const architectures = windows ? (["amd64"] as const) : defaultArchitectures(options, profile.nodePools);
    const { userData, ...classSpec } = nodeClassSpec(options, { ...place, architectures }, poolResources[pool]);
    const spec = {
      ...classSpec,
      ...(userData !== undefined && { userData: options.userData.length > 0 ? keepSecret(context, "addons", userData) : userData }),
    };
    const nodeClass = new k8s.apiextensions.CustomResource(
      `${name}-${pool}-class`,
      { apiVersion: "karpenter.k8s.aws/v1", kind: "EC2NodeClass", metadata: { name: pool }, spec },
      patient,
    );
    const labeled = { ...options, taints: options.taints ?? [], labels: { ...options.labels, [amiLabel]: options.ami } };
    const os = windows ? "windows" : "linux";
    const poolSpec = nodePoolSpec(labeled, { os, architectures, nodeClass: pool, group: "karpenter.k8s.aws", nitro: ipv6 });
    const nodePool = new k8s.apiextensions.CustomResource(
      `${name}-${pool}`,
      { apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name: pool }, spec: poolSpec },
      { ...patient, dependsOn: nodeClass, ...replacedOnChange("karpenter.sh/v1", "NodePool") },
    );
    return [nodeClass, nodePool];
  });
}
