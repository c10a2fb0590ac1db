import type { EndpointName } from "../reference/vpc-endpoints";
import type { NetworkInput } from "../settings/generated/settings-input";
import type { NetworkSettings } from "../settings/types";
import { validateComponent } from "../settings/validation/component";
import type { ClusterScope, Context } from "../util/context";
import type { SettingFinding } from "../util/finding";
import { defaultRegion } from "../util/region";

/** The keys of section `network` that concern the VPC, and settings from other sections of the stack file. */
export interface NetworkArgs extends ClusterScope, Omit<NetworkInput, "zones" | "bastion"> {
  /**
   * Names of the availability zones, from `await availabilityZones("eu-west-1", 3)` or written out. They decide which subnets exist: append, never reorder.
   * With an existing VPC: the zones of its private subnets, or none.
   */
  readonly zones: readonly string[];
  /** Addresses of pods and Services: with `ipv6` the VPC has an IPv6 block too, as a cluster with `ipFamily: "ipv6"` needs. Default: `ipv4`. */
  readonly ipFamily?: "ipv4" | "ipv6" | undefined;
  /** AWS services that pods call in addition to those of every cluster, such as `["fsx"]`; `endpoints: "private"` creates endpoints for them too. Default: none. */
  readonly calledServices?: readonly EndpointName[] | undefined;
  /** Zones in which the control plane has subnets of its own, with `controlPlaneSubnets`. Default: the first two of `zones`. */
  readonly controlPlaneZones?: readonly string[] | undefined;
}

/** Args whose settings are valid and complete. */
export interface ValidatedNetworkArgs extends Pick<NetworkArgs, "zones" | "ipFamily" | "calledServices" | "controlPlaneZones"> {
  readonly context: Context;
  readonly settings: NetworkSettings;
  readonly findings?: readonly SettingFinding[];
}

/** @throws SettingsError with every problem in the args */
export function validNetworkArgs(name: string, component: string, args: NetworkArgs): ValidatedNetworkArgs {
  const { clusterName = name, region = defaultRegion(), tags, iam, zones, ipFamily, calledServices, controlPlaneZones, ...network } = args;
  const sections = { tags, iam, cluster: { name: clusterName, ipFamily }, network: network.existing ? network : { ...network, zones } };
  const { stack, context, findings } = validateComponent({
    component,
    region,
    clusterName,
    sections,
    args: ["network"],
    known: ["tags", "iam", "network", "given", "cluster.existing", "cluster.ipFamily"],
  });
  return { context, settings: stack.network, zones, ipFamily, calledServices, controlPlaneZones, findings };
}
