import type * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import { Bastion } from "../networking/bastion";
import type { Network } from "../networking/network";
import type { Settings } from "../settings/types";
import type { Context } from "../util/context";
import { hasEgress } from "../util/nat";

export interface BastionPlace {
  readonly context: Context;
  readonly settings: Settings;
  readonly network: Network;
  readonly cluster: ClusterHandle;
}

/** The bastion of `network.bastion`, in the first private subnet; its agent needs the way to Session Manager from its start to its end. */
export function createBastion(
  name: string,
  { context, settings, network, cluster }: BastionPlace,
  opts: pulumi.ComponentResourceOptions,
): Bastion[] {
  const { bastion, existing, cidr } = settings.network;
  if (bastion === false) return [];
  const isIsolated = !existing && !hasEgress(settings.network);
  const ipv6 = settings.cluster.ipFamily === "ipv6" && { reachableIpv6Cidr: isIsolated ? network.ipv6Cidr : "::/0" };
  const reachable = { reachableCidr: isIsolated ? cidr : "0.0.0.0/0", ...ipv6 };
  const place = { vpcId: network.vpcId, subnetId: network.privateSubnetIds[0]!, ...reachable };
  const { profile } = settings.cluster.kubeconfig;
  return [new Bastion(name, { context, settings: bastion, ...place, cluster, profile }, { ...opts, dependsOn: network.egress })];
}
