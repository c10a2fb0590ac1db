import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ExistingClusterFacts, lookUpCluster } from "../cluster/lookup";
import { requireDualStackSubnets, requireIpv6Subnets } from "../networking/ipv6-subnets";
import { availabilityZones } from "../networking/zones";
import { type GroupSize, lookUpGroupSizes } from "../nodes/group-sizes";
import type { Settings } from "../settings/types";
import { finding } from "../util/finding";
import { loginMissing } from "../util/login-missing";
import { pathOf, SettingsError } from "../util/settings-error";
import { withMirrors } from "./image-cache";
import { loadBalancerRanges } from "./load-balancer-ranges";
import { withPermissionSets } from "./permission-sets";
import type { ParsedSettings } from "./read-settings";

/** Args of an `Environment`: validated settings, and looked-up data that determines which resources exist. */
export interface EnvironmentArgs extends ParsedSettings {
  /** Account of all resources, if it was looked up. */
  readonly accountId?: string;
  /** Names of the zones, in the order in which they were added. */
  readonly zones: readonly string[];
  /** Data of the cluster in `cluster.existing`. */
  readonly existingCluster?: ExistingClusterFacts;
  /** Sizes of the groups that the cluster autoscaler scales. */
  readonly groupSizes?: readonly GroupSize[];
}

/**
 * Looks up what must be known before any resource is created: the names of zones given by number, and the data of an existing cluster.
 * @param opts `provider`, if it is not the default one
 * @throws SettingsError if the region has too few zones, the cluster cannot be used, or `awsLogin` is missing for an explicit provider
 */
export async function resolveSettings(reading: ParsedSettings, opts?: pulumi.InvokeOptions): Promise<EnvironmentArgs> {
  const { region, settings } = reading;
  const { existing } = settings.cluster;
  if (opts?.provider && !reading.awsLoginInCode) throw loginMissing(opts.provider, region);
  const [identity, found, scaled] = await Promise.all([
    aws.getCallerIdentity({}, opts),
    existing ? lookUpCluster(existing.name, opts) : (settings.network.existing?.zones ?? lookUpZones(region, settings.network, opts)),
    lookUpScaledGroups(reading, opts),
    !existing && settings.cluster.ipFamily === "ipv6" ? requireIpv6Subnets(settings.network, opts) : undefined,
  ]);
  const accountId = identity?.accountId; // undefined with mocks that do not answer it
  const withRoles = await withPermissionSets(settings, opts);
  const addonPlan = withMirrors(reading, accountId);
  const known = { ...reading, addonPlan, settings: withRoles, ...(accountId && { accountId }), ...scaled };
  const resolved = "name" in found ? withCluster(known, found) : { ...known, zones: found };
  requireZones(resolved);
  await requireDualStackSubnets(loadBalancerRanges(resolved), opts);
  return resolved;
}

/** @throws SettingsError for a zone that is not one of the network: names of zones given by number are known only now */
function requireZones({ settings: { network, nodePools }, zones }: EnvironmentArgs): void {
  const named = [
    ...Object.entries(nodePools).flatMap(([pool, { zones: chosen = [] }]) =>
      chosen.map((zone, index) => ({ zone, path: pathOf("nodePools", pool, "zones", index) })),
    ),
    ...Object.entries(network.outposts ?? {}).map(([name, { zone }]) => ({ zone, path: pathOf("network", "outposts", name, "zone") })),
  ];
  const known = [...zones, ...(network.localZones ?? [])];
  const issues = named.flatMap(({ zone, path }) => {
    const message = `expected a zone of the network (${zones.join(", ")}), found ${zone}`;
    return known.includes(zone) ? [] : [{ path: `eks-blueprints:${path}`, message }];
  });
  if (issues.length > 0) throw new SettingsError(issues);
}

async function lookUpZones(region: string, { existing, zones }: Settings["network"], opts?: pulumi.InvokeOptions) {
  return existing ? [] : availabilityZones(region, zones, opts);
}

/** Sizes of the groups that the cluster autoscaler scales; without them the stack can be deployed too. */
async function lookUpScaledGroups({ settings, addonPlan, findings }: ParsedSettings, opts?: pulumi.InvokeOptions) {
  if (!addonPlan.scalesNodeGroups || Object.keys(settings.nodePools).length === 0) return {};
  try {
    return { groupSizes: await lookUpGroupSizes(settings.cluster.name, opts) };
  } catch (error) {
    const message = `the sizes of Auto Scaling groups are unknown, so groups get the \`size.desired\` of their pool: ${(error as Error).message}`;
    const fix = "allow `autoscaling:DescribeAutoScalingGroups` to the identity that deploys";
    return { groupSizes: [], findings: [...findings, finding({ rule: "group-sizes", path: "eks-blueprints:nodePools", message, fix })] };
  }
}

/** Nodes use the existing cluster's subnets, unless the settings name other subnets of its VPC. */
function withCluster(reading: ParsedSettings & { readonly accountId?: string }, existingCluster: ExistingClusterFacts): EnvironmentArgs {
  const { vpcId, privateSubnetIds, publicSubnetIds, zones } = existingCluster;
  const own = { vpcId, privateSubnetIds: [...privateSubnetIds], publicSubnetIds: [...publicSubnetIds], zones: [...zones] };
  const existing = reading.settings.network.existing ?? own;
  if (existing.privateSubnetIds.length === 0) {
    const message = `the subnets of cluster ${existingCluster.name} are for its control plane alone; name its VPC and the subnets for nodes here`;
    throw new SettingsError([{ path: "eks-blueprints:network.existing", message }]);
  }
  const network = { ...reading.settings.network, existing };
  return { ...reading, settings: { ...reading.settings, network }, zones: existing.zones ?? [], existingCluster };
}
