import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import { autoModeGroup } from "../reference/aws-names";
import type { AutoModePoolSettings } from "../settings/types";
import type { Context } from "../util/context";
import { efaSecurityGroupArgs } from "../util/efa-security-group";
import { replacedOnChange } from "../util/immutable-fields";
import { nodePoolSpec } from "../util/karpenter/node-pool-spec";
import { recordedSettings } from "../util/section-secrets";
import { mergeTags } from "../util/tags";
import { autoModeClassSpec } from "./auto-mode-class";

/** Args of `AutoModePool`. */
export interface AutoModePoolArgs {
  /** Name, region, partition and tags of the stack. */
  readonly context: Context;
  /** The cluster, with the Kubernetes provider for objects. */
  readonly cluster: Pick<ClusterHandle, "securityGroupId" | "provider">;
  /** Key of the pool in the settings. */
  readonly pool: string;
  /** Settings of the pool. */
  readonly settings: AutoModePoolSettings;
  /** Name of the nodes' role, which may join. */
  readonly roleName: pulumi.Input<string>;
  /** CPU architectures, by their Kubernetes names, if the settings name none. */
  readonly architectures: readonly string[];
  /** ID of the VPC of the cluster. */
  readonly vpcId: pulumi.Input<string>;
  /** Ids of the subnets, if they have no discovery tag. */
  readonly subnetIds?: readonly pulumi.Input<string>[];
  /** Ids of subnets for pods. Default: those of the nodes. */
  readonly podSubnetIds?: readonly pulumi.Input<string>[];
  /** Subnets in Local Zones by zone. */
  readonly localZoneSubnetIds?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * A node pool of EKS Auto Mode: a NodePool and the NodeClass of its instances, with a security group for EFA and a placement group if the settings ask for them.
 * The NodePool is deleted first, after its instances.
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
    const tagged = { ...context, tags: mergeTags(context.tags, settings.tags) };
    const efaSecurityGroupId = settings.efa
      ? new aws.ec2.SecurityGroup(`${name}-efa`, efaSecurityGroupArgs({ context: tagged, pool, vpcId: args.vpcId }), { parent: this }).id
      : undefined;
    const placementGroup = settings.placementGroup
      ? new aws.ec2.PlacementGroup(`${name}-placement`, { strategy: settings.placementGroup, tags: tagged.tags }, { parent: this }).name
      : undefined;
    const classSpec = autoModeClassSpec(settings, {
      ...args,
      securityGroupId: cluster.securityGroupId,
      podSubnetIds: args.podSubnetIds ?? [],
      efaSecurityGroupId,
      placementGroup,
    });
    const nodeClass = new k8s.apiextensions.CustomResource(
      `${name}-class`,
      { apiVersion: `${autoModeGroup}/v1`, kind: "NodeClass", metadata: { name: pool }, spec: classSpec },
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
