import type * as pulumi from "@pulumi/pulumi";
import { efaOnlyInterfaces } from "../reference/efa";
import { dnsSuffixOf } from "../reference/partition";
import type { AutoModePoolSettings } from "../settings/types";
import type { Context } from "../util/context";
import { type NodeSubnets, subnetSelectorTerms } from "../util/karpenter/subnet-terms";
import { mergeTags } from "../util/tags";

/** AWS resources behind a NodeClass. */
export interface AutoModeClassPlace extends Omit<NodeSubnets, "clusterName"> {
  readonly context: Context;
  /** Name of the nodes' role. */
  readonly roleName: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly podSubnetIds: readonly pulumi.Input<string>[];
  readonly efaSecurityGroupId?: pulumi.Input<string> | undefined;
  /** Name of the placement group. */
  readonly placementGroup?: pulumi.Input<string> | undefined;
}

/** The `spec` of a NodeClass. Source: EKS user guide, "Create a Node Class for Amazon EKS" and release notes of Auto Mode (2026-08). */
export function autoModeClassSpec(settings: AutoModePoolSettings, place: AutoModeClassPlace) {
  const { context, roleName, podSubnetIds, efaSecurityGroupId, placementGroup } = place;
  const { disk, reservations, securityGroupIds, snatPolicy, fips, certificateBundles } = settings;
  const own = [...securityGroupIds, ...(efaSecurityGroupId === undefined ? [] : [efaSecurityGroupId])];
  const groups = [place.securityGroupId, ...own].map((id) => ({ id }));
  const tags = mergeTags(passedOn(context.tags), settings.tags);
  const networking = advancedNetworking(settings, context.region);
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
    ...(placementGroup !== undefined && { placementGroupSelector: { name: placementGroup } }),
    ...(snatPolicy && { snatPolicy: snatPolicies[snatPolicy] }),
    ...(Object.keys(networking).length > 0 && { advancedNetworking: networking }),
    ...(fips && { advancedSecurity: { fips } }),
    ...(certificateBundles && {
      certificateBundles: Object.entries(certificateBundles).map(([name, pem]) => ({ name, data: base64(pem) })),
    }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}

const snatPolicies = { random: "Random", disabled: "Disabled" } as const;

/** Auto Mode runs at most 110 pods on a node, for which seven prefixes of 16 addresses are enough: a node with fixed interfaces gets no more later. */
const prefixesForPods = 7;

function advancedNetworking({ efa, instanceTypes = [], prefixDelegation, httpsProxy, noProxy = [] }: AutoModePoolSettings, region: string) {
  return {
    ...(httpsProxy !== undefined && { httpsProxy, noProxy: [...new Set([...beyondProxy(region), ...noProxy])] }),
    ...(prefixDelegation === false && { ipv4PrefixSize: "32" }),
    ...(efa && {
      networkInterfaces: efaOnlyInterfaces(instanceTypes[0]!)!.map((each) =>
        each.interfaceType === "interface" ? { ...each, secondaryIPv4PrefixCount: prefixesForPods } : each,
      ),
    }),
  };
}

/** What nodes must reach themselves: their own host, the instance metadata, names within the VPC, and the API server. */
export function beyondProxy(region: string): string[] {
  return ["localhost", "127.0.0.1", "169.254.169.254", ".internal", `.eks.${dnsSuffixOf(region)}`];
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/** Tags of the stack, but for those that EKS refuses on instances. */
function passedOn(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !/^(kubernetes\.io\/cluster\/|karpenter\.sh\/|eks:)/.test(key)));
}
