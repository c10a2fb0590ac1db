import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { outputAfter } from "../util/output-after";

export interface RoutedSubnet {
  /** Resolves when the subnet has its routes: what uses it waits for them, and is deleted before them. */
  readonly id: pulumi.Output<string>;
  readonly association: pulumi.Resource;
}

/** A subnet with the routes of a route table. */
export function routedSubnet(
  name: string,
  args: aws.ec2.SubnetArgs,
  routeTableId: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): RoutedSubnet {
  const subnet = new aws.ec2.Subnet(name, args, opts);
  const association = new aws.ec2.RouteTableAssociation(name, { subnetId: subnet.id, routeTableId }, opts);
  return { id: outputAfter(subnet.id, [association]), association };
}
