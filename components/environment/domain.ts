import type * as pulumi from "@pulumi/pulumi";
import type { Addons } from "../addons/addons";
import type { AddonPlan } from "../addons/plan/addon-plan";
import { exposedUis } from "../addons/plan/exposed-uis";
import type { ClusterHandle } from "../cluster/types";
import { Domain } from "../domain/domain";
import type { LoadBalancerPlace } from "../domain/ingress-class";
import type { Network } from "../networking/network";
import type { Settings } from "../settings/types";
import type { Context } from "../util/context";

interface StackDomainArgs {
  readonly context: Context;
  readonly cluster: ClusterHandle;
  readonly network: Network;
  readonly settings: Settings;
  readonly addonPlan: AddonPlan;
  readonly addons: Addons;
}

/** The domain of a stack, which waits for its add-ons; nothing without section `domain`. */
export function createDomain(name: string, args: StackDomainArgs, opts: pulumi.ComponentResourceOptions): Domain[] {
  const { context, cluster, settings, addonPlan, addons } = args;
  const { domain } = settings;
  if (domain === false) return [];
  const uis = exposedUis(domain, addonPlan);
  return [
    new Domain(name, { context, cluster, settings: domain, uis, place: placeOf(args, domain.scheme), after: addons.allUsable }, opts),
  ];
}

/** A load balancer needs two subnets. */
export function loadBalancerScheme(
  wanted: LoadBalancerPlace["scheme"] | undefined,
  publicSubnetIds: readonly unknown[],
): LoadBalancerPlace["scheme"] {
  return wanted ?? (publicSubnetIds.length > 1 ? "internet-facing" : "internal");
}

/** Subnets of a VPC created by this stack are discovered by their tags, others are named. */
function placeOf(
  { network, settings, addons, addonPlan }: StackDomainArgs,
  wanted: LoadBalancerPlace["scheme"] | undefined,
): LoadBalancerPlace {
  const { publicSubnetIds, privateSubnetIds } = network;
  const scheme = loadBalancerScheme(wanted, publicSubnetIds);
  return {
    controller: addons.usable.has("aws-load-balancer-controller"),
    scheme,
    ipv6: addonPlan.profile.ipv6,
    ...(settings.network.existing && { subnetIds: scheme === "internet-facing" ? publicSubnetIds : privateSubnetIds }),
  };
}
