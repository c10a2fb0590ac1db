import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../util/context";
import { mergeTags } from "../util/tags";

export interface RegionalNatGatewayArgs {
  readonly context: Context;
  readonly vpcId: pulumi.Input<string>;
  /** Addresses of each zone; empty: AWS adds addresses in each zone in which something runs. */
  readonly addresses: readonly { readonly zone: string; readonly allocationIds: readonly string[] }[];
}

/**
 * One NAT gateway for all zones. It is in no subnet: its own route table, which AWS creates, leads to the internet gateway.
 * With and without addresses it has different names: the provider cannot change one into the other (terraform-provider-aws 6.61).
 */
export function regionalNatGateway(
  name: string,
  { context, vpcId, addresses }: RegionalNatGatewayArgs,
  opts: pulumi.CustomResourceOptions,
): aws.ec2.NatGateway {
  const given = addresses.length > 0;
  return new aws.ec2.NatGateway(
    `${name}-regional${given ? "-addresses" : ""}`,
    {
      vpcId,
      availabilityMode: "regional",
      ...(given && {
        availabilityZoneAddresses: addresses.map(({ zone, allocationIds }) => ({
          availabilityZone: zone,
          allocationIds: [...allocationIds],
        })),
      }),
      tags: mergeTags(context.tags, { Name: context.clusterName }),
    },
    opts,
  );
}
