import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkSettings } from "../settings/types";
import type { Context } from "../util/context";
import { isIpv6, rangeName } from "../util/ipv6";
import { mergeTags } from "../util/tags";

export interface PrivateRoutesArgs {
  readonly context: Context;
  readonly vpcId: pulumi.Input<string>;
  readonly routes: NetworkSettings["routes"];
  readonly privateSubnetIds: readonly pulumi.Input<string>[];
  /** Route tables of the private subnets and of those of pods, each with its part of resource names, such as its zone. */
  readonly routeTables: readonly { readonly key: string; readonly id: pulumi.Input<string> }[];
}

/** Additional routes of the private subnets. The VPC is attached to their transit gateways and virtual private gateways. */
export class PrivateRoutes extends pulumi.ComponentResource {
  readonly routes: pulumi.Resource[];

  constructor(name: string, args: PrivateRoutesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:PrivateRoutes", name, {}, opts);
    const transitGateways = this.attach(args, "transitGatewayId", (id) => this.attachTransitGateway(name, id, args));
    const vpnGateways = this.attach(args, "virtualPrivateGatewayId", (id) => this.attachVpnGateway(name, id, args));
    this.routes = args.routes.flatMap(({ cidr, ...target }) =>
      args.routeTables.map(({ key, id }) => {
        const { transitGatewayId: transit, virtualPrivateGatewayId: vpn, vpcPeeringConnectionId, networkInterfaceId } = target;
        return new aws.ec2.Route(
          `${name}-${key}-${rangeName(cidr)}`,
          {
            routeTableId: id,
            ...(isIpv6(cidr) ? { destinationIpv6CidrBlock: cidr } : { destinationCidrBlock: cidr }),
            ...(transit && { transitGatewayId: transitGateways[transit]!.transitGatewayId }),
            ...(vpn && { gatewayId: vpnGateways[vpn]!.vpnGatewayId }),
            ...(vpcPeeringConnectionId && { vpcPeeringConnectionId }),
            ...(networkInterfaceId && { networkInterfaceId }),
          },
          { parent: this },
        );
      }),
    );
    this.registerOutputs({});
  }

  /** Attaches the VPC to each gateway of the routes, once. */
  private attach<T>({ routes }: PrivateRoutesArgs, key: "transitGatewayId" | "virtualPrivateGatewayId", attach: (id: string) => T) {
    const ids = [...new Set(routes.flatMap((route) => route[key] ?? []))];
    return Object.fromEntries(ids.map((id) => [id, attach(id)]));
  }

  private attachTransitGateway(name: string, transitGatewayId: string, args: PrivateRoutesArgs) {
    const { context, vpcId, privateSubnetIds, routes } = args;
    const ipv6 = routes.some((route) => route.transitGatewayId === transitGatewayId && isIpv6(route.cidr));
    const tags = mergeTags(context.tags, { Name: context.clusterName });
    return new aws.ec2transitgateway.VpcAttachment(
      `${name}-${transitGatewayId}`,
      { transitGatewayId, vpcId, subnetIds: [...privateSubnetIds], ...(ipv6 && { ipv6Support: "enable" }), tags },
      { parent: this },
    );
  }

  private attachVpnGateway(name: string, vpnGatewayId: string, { vpcId }: PrivateRoutesArgs) {
    return new aws.ec2.VpnGatewayAttachment(`${name}-${vpnGatewayId}`, { vpcId, vpnGatewayId }, { parent: this });
  }
}
