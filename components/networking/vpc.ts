import type * as pulumi from "@pulumi/pulumi";
import type { AddressPlan } from "../util/address-plan";
import type { Context } from "../util/context";

export interface VpcArgs {
  readonly context: Context;
  /** Address range of the VPC. */
  readonly cidr: string;
  /** Zones in order, and the addresses of their subnets in the same order. */
  readonly zones: readonly string[];
  readonly plan: AddressPlan;
  /** Whether subnets have IPv6 blocks too, from which network interfaces in them get addresses. */
  readonly ipv6: boolean;
}

/** A VPC with its subnets, one list entry per zone. */
export interface Vpc {
  readonly vpcId: pulumi.Output<string>;
  /** Account of the VPC. */
  readonly ownerId: pulumi.Output<string>;
  readonly privateSubnetIds: readonly pulumi.Output<string>[];
  /** Empty without public subnets, like `publicRouteTableIds`. */
  readonly publicSubnetIds: readonly pulumi.Output<string>[];
  readonly privateRouteTableIds: readonly pulumi.Output<string>[];
  readonly publicRouteTableIds: readonly pulumi.Output<string>[];
  /** None without public subnets. */
  readonly internetGatewayId?: pulumi.Output<string>;
  /** Block of the VPC, a /56; none without IPv6. */
  readonly ipv6Cidr?: pulumi.Output<string>;
  /** Routes and associations of route tables: what uses the subnets waits for them, and is deleted before them. */
  readonly routing: pulumi.Output<pulumi.Resource[]>;
}

/** Tags by which controllers and Karpenter find subnets. */
export const discoveryTags = {
  private: (clusterName: string) => ({ "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": clusterName }),
  public: { "kubernetes.io/role/elb": "1" },
} as const;
