import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import { autoModeGroup } from "../reference/aws-names";
import type { AutoModePoolSettings } from "../settings/types";
import type { Context } from "../util/context";
import { replacedOnChange } from "../util/immutable-fields";
import { nodePoolSpec } from "../util/karpenter/node-pool-spec";
import { subnetSelectorTerms } from "../util/karpenter/subnet-terms";
import { recordedSettings } from "../util/section-secrets";
import { mergeTags } from "../util/tags";

export interface AutoModePoolArgs {
  readonly context: Context;
  readonly cluster: Pick<ClusterHandle, "securityGroupId" | "provider">;
  /** Key of the pool in the settings. */
  readonly pool: string;
  readonly settings: AutoModePoolSettings;
  /** Name of the nodes' role, which may join. */
  readonly roleName: pulumi.Input<string>;
  /** CPU architectures, by their Kubernetes names, if the settings name none. */
  readonly architectures: readonly string[];
  /** Ids of the subnets, if they have no discovery tag. */
  readonly subnetIds?: readonly pulumi.Input<string>[];
  /** Ids of subnets for pods. Default: those of the nodes. */
  readonly podSubnetIds?: readonly pulumi.Input<string>[];
  /** Subnets in Local Zones by zone. */
  readonly localZoneSubnetIds?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * A node pool of EKS Auto Mode: a NodePool and the NodeClass of its instances. The NodePool is deleted first, after its instances.
 */
export class AutoModePool extends pulumi.ComponentResource {
  /** The NodePool; deleted when no workload needs its nodes. */
  readonly nodePool: pulumi.CustomResource;

  /** @param opts `dependsOn`: resources that must exist before the first node, such as NAT routes */
  constructor(name: string, args: AutoModePoolArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const { context, cluster, pool, settings, architectures } = args;
    const inputs = { clusterName: context.clusterName, pool, settings: recordedSettings(context, ["cluster"], settings) };
    super("eks-blueprints:index:AutoModePool", name, inputs, { ...opts, dependsOn: [] });
    const patient = { parent: this, provider: cluster.provider, customTimeouts: { delete: "30m" } }; // nodes drain first
    const nodeClass = new k8s.apiextensions.CustomResource(
      `${name}-class`,
      { apiVersion: `${autoModeGroup}/v1`, kind: "NodeClass", metadata: { name: pool }, spec: nodeClassSpec(args) },
      { ...patient, dependsOn: opts.dependsOn },
    );
    const spec = nodePoolSpec(settings, { architectures, nodeClass: pool, group: autoModeGroup });
    this.nodePool = new k8s.apiextensions.CustomResource(
      name,
      { apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name: pool }, spec },
      { ...patient, dependsOn: nodeClass, ...replacedOnChange("karpenter.sh/v1", "NodePool") },
    );
    this.registerOutputs();
  }
}

/** The `spec` of a NodeClass. Source: EKS user guide, "Create a Node Class for Amazon EKS" (2026). */
function nodeClassSpec({ context, cluster, settings, roleName, podSubnetIds = [], ...place }: AutoModePoolArgs) {
  const { disk, reservations, securityGroupIds } = settings;
  const groups = [cluster.securityGroupId, ...securityGroupIds].map((id) => ({ id }));
  const tags = mergeTags(passedOn(context.tags), settings.tags);
  return {
    role: roleName,
    subnetSelectorTerms: subnetSelectorTerms(settings, { ...place, clusterName: context.clusterName }),
    securityGroupSelectorTerms: groups,
    // both or none
    ...(podSubnetIds.length > 0 && { podSubnetSelectorTerms: podSubnetIds.map((id) => ({ id })), podSecurityGroupSelectorTerms: groups }),
    ephemeralStorage: {
      size: `${disk.sizeGiB}Gi`,
      ...(disk.iops !== undefined && { iops: disk.iops }),
      ...(disk.throughput !== undefined && { throughput: disk.throughput }),
      ...(disk.kmsKeyArn !== undefined && { kmsKeyID: disk.kmsKeyArn }),
    },
    ...(reservations && { capacityReservationSelectorTerms: reservations.map((id) => ({ id })) }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}

/** Tags of the stack, but for those that EKS refuses on instances. */
function passedOn(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !/^(kubernetes\.io\/cluster\/|karpenter\.sh\/|eks:)/.test(key)));
}
