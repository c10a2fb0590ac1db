import * as pulumi from "@pulumi/pulumi";

/** Ids of subnets: a list, read-only or not, of plain ids and outputs; or an output of such a list. */
export type SubnetIds = readonly pulumi.Input<string>[] | pulumi.Input<pulumi.Input<string>[]>;

/** The same in the type that resources take. */
export function subnetIdList(ids: SubnetIds): pulumi.Input<pulumi.Input<string>[]> {
  return Array.isArray(ids) ? [...ids] : (ids as pulumi.Input<pulumi.Input<string>[]>);
}

/**
 * The subnets of some zones.
 * @param zones of the subnets, in their order; several subnets may be in one zone
 */
export function subnetsOfZones(ids: SubnetIds, zones: readonly string[], chosen: readonly string[]): pulumi.Output<string[]> {
  return pulumi.output(subnetIdList(ids)).apply((all) => all.filter((_, index) => chosen.includes(zones[index]!)));
}
