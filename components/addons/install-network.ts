import type * as pulumi from "@pulumi/pulumi";

/** The VPC in which an add-on is installed. */
export interface InstallNetwork {
  readonly vpcId: pulumi.Output<string>;
  readonly privateSubnetIds: readonly pulumi.Output<string>[];
  /** Names of the zones of `privateSubnetIds`, in the same order; empty if unknown for an existing VPC. */
  readonly zones: readonly string[];
  /** Route tables of the private subnets; unknown for an existing VPC. */
  readonly privateRouteTableIds?: readonly pulumi.Output<string>[];
  /** Route tables of the subnets of pods. */
  readonly podRouteTableIds?: readonly pulumi.Output<string>[];
  /** Subnets of pods by zone; none if pods have addresses of the private subnets. */
  readonly podSubnetIds?: Readonly<Record<string, pulumi.Output<string>>>;
  /** Subnets in Local Zones by zone. */
  readonly localZoneSubnetIds?: Readonly<Record<string, pulumi.Output<string>>>;
}
