import * as pulumi from "@pulumi/pulumi";
import { destroyGuard } from "../cluster/destroy-guard";
import { controlPlaneSubnets } from "../cluster/subnets";
import type { ClusterHandle } from "../cluster/types";
import { ChangeGuard } from "../lifecycle/change-guard/change-guard";
import { guardedFacts } from "../lifecycle/change-guard/stack-facts";
import { AddonGuard, Drain, NodeDrain, Sweep, type SweepArgs } from "../lifecycle/drain/resources";
import { FirstResourceGate } from "../lifecycle/first-resource-gate";
import type { Network } from "../networking/network";
import { isOfOperator, operatorSettings } from "../reference/operators";
import { partitionOf } from "../reference/partition";
import { blockingDrivers, dataStoresOf } from "./data-stores";
import type { EnvironmentArgs } from "./resolve-settings";

interface Whole {
  readonly network: Network;
  readonly cluster: ClusterHandle;
  /** All components of the environment; each includes its children. */
  readonly everything: readonly pulumi.Resource[];
}

/** The first and last resources of an environment. They stop an update or a destroy that could not complete, before it begins. */
export class LifecycleGuards {
  private readonly gate = new FirstResourceGate();
  private nodeDrain: NodeDrain[] = [];
  private readonly objects: pulumi.Output<string>[] = [];

  constructor(
    private readonly name: string,
    private readonly args: EnvironmentArgs,
  ) {}

  /** Options with which the environment's children wait for the change guard. */
  gated(opts: pulumi.ComponentResourceOptions = {}): pulumi.ComponentResourceOptions {
    return { ...opts, transformations: [...(opts.transformations ?? []), this.gate.transformation, this.remember] };
  }

  /** A transformation that changes nothing: it records every object of an operator's kinds, from any add-on or program. */
  private readonly remember: pulumi.ResourceTransformation = ({ type, props }) => {
    if (type.startsWith("kubernetes:") && isOfOperator(props)) this.objects.push(objectName(props.kind, props.metadata));
    return undefined;
  };

  /** Prevents the removal of an operator while objects exist that only it can finalize; it checks last, before the first delete. */
  guardAddons({ network, cluster, everything }: Whole, opts: pulumi.CustomResourceOptions): AddonGuard {
    const { settings, region, existingCluster, addonPlan } = this.args;
    const { name: clusterName } = settings.cluster;
    const ours = [...addonPlan.enabled].filter(([, { managedByGitops }]) => !managedByGitops); // others are created and deleted by the repository
    const operators = operatorSettings(Object.fromEntries(ours.map(([addon, { options }]) => [addon, options])));
    const { arn: clusterArn, kubeconfig } = cluster;
    const place = { clusterName, clusterArn, region, vpcId: network.vpcId, ...this.login(), kubeconfig };
    const objects = [...this.objects];
    return new AddonGuard(
      `${this.name}-addon-guard`,
      { ...place, existing: existingCluster !== undefined, operators, objects },
      { ...opts, dependsOn: [...everything] },
    );
  }

  /** Registers the change guard: no resource of the environment changes before it has passed. */
  refuseChanges(opts: { readonly parent: pulumi.Resource }): void {
    const { settings, zones } = this.args;
    const controlPlane = (subnets: readonly string[]) => controlPlaneSubnets(subnets, zones, settings.cluster.autoMode !== false);
    const facts = guardedFacts({ ...this.args, controlPlane, dataStores: dataStoresOf(this.args) });
    const guard = new ChangeGuard(`${this.name}-change-guard`, facts, opts);
    this.gate.close(opts.parent, guard);
  }

  /** Dependency of a control plane created by this stack, so that resources left behind are deleted after it and before the network. */
  sweep(
    { vpcId, privateSubnetIds, publicSubnetIds, controlPlaneSubnetIds, podSubnetIds, localZoneSubnetIds, outpostSubnetIds }: Network,
    opts: pulumi.CustomResourceOptions,
  ): Sweep[] {
    if (this.args.existingCluster) return [];
    const byName = [podSubnetIds, localZoneSubnetIds, outpostSubnetIds].flatMap((ids) => Object.values(ids));
    const subnetIds = [...privateSubnetIds, ...publicSubnetIds, ...controlPlaneSubnetIds, ...byName];
    return [new Sweep(`${this.name}-sweep`, { ...this.sweepArgs(vpcId), subnetIds }, opts)];
  }

  /** The drain of Karpenter's nodes: deleted when no workload needs them any more, while everything in `opts.dependsOn` still runs. */
  endNodes({ network, cluster }: Omit<Whole, "everything">, opts: pulumi.CustomResourceOptions): NodeDrain[] {
    if (this.args.existingCluster) return [];
    const { arn: clusterArn, kubeconfig } = cluster;
    this.nodeDrain = [new NodeDrain(`${this.name}-node-drain`, { ...this.sweepArgs(network.vpcId), clusterArn, kubeconfig }, opts)];
    return this.nodeDrain;
  }

  /** The resources that are deleted first at destroy, and may refuse it. None for an existing cluster. */
  guardDestroy({ network, cluster, everything }: Whole, opts: pulumi.CustomResourceOptions): void {
    if (this.args.existingCluster) return;
    const { kubeconfig } = cluster;
    const drivers = blockingDrivers(this.args);
    const drain = new Drain(
      `${this.name}-drain`,
      {
        ...this.sweepArgs(network.vpcId),
        clusterArn: cluster.arn,
        kubeconfig,
        ...(drivers.length > 0 && { blockingDrivers: drivers }),
      },
      { ...opts, dependsOn: [...everything, ...this.nodeDrain] },
    );
    const protect = this.args.settings.cluster.deletionProtection;
    destroyGuard(this.name, { protect, everything: [...everything, drain] }, opts);
  }

  private login(): Pick<SweepArgs, "login"> {
    const { awsLogin, awsLoginSecret } = this.args;
    return awsLogin ? { login: awsLoginSecret ? pulumi.secret(awsLogin) : awsLogin } : {};
  }

  private sweepArgs(vpcId: pulumi.Input<string>): SweepArgs {
    const { region, settings, accountId, addonPlan } = this.args;
    const { name: clusterName, drain } = settings.cluster;
    const partition = partitionOf(region);
    return {
      enabled: drain !== false,
      clusterName,
      region,
      vpcId,
      ownsVpc: settings.network.existing === undefined,
      hasFsxDriver: addonPlan.enabled.has("aws-fsx-csi-driver"),
      // the sweep is created before the control plane, so its ARN is constructed
      ...(accountId && { clusterArn: `arn:${partition}:eks:${region}:${accountId}:cluster/${clusterName}` }),
      ...this.login(),
      timeoutMinutes: drain === false ? 0 : drain.timeoutMinutes,
    };
  }
}

/** Such as `ClusterIssuer letsencrypt` or `Application argocd/platform`. */
function objectName(kind: pulumi.Input<string>, metadata: pulumi.Input<{ readonly name?: string; readonly namespace?: string }>) {
  return pulumi
    .all([kind, metadata])
    .apply(([kind, { namespace, name }]) => `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`);
}
