import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../util/context";
import { mergeTags } from "../util/tags";
import type { Vpc } from "./vpc";

export interface Ipv6RoutesArgs {
  readonly context: Context;
  /** Zones in order, as the route tables. */
  readonly zones: readonly string[];
  readonly vpc: Pick<Vpc, "vpcId" | "internetGatewayId" | "publicRouteTableIds" | "privateRouteTableIds">;
  /** Whether private subnets reach the internet, which cannot reach them. */
  readonly egress: boolean;
}

/** IPv6 routes to the internet: of public subnets through the internet gateway, of private ones through an egress-only gateway. */
export class Ipv6Routes extends pulumi.ComponentResource {
  readonly routes: readonly pulumi.Resource[];

  constructor(name: string, { context, zones, vpc, egress }: Ipv6RoutesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:Ipv6Routes", name, {}, opts);
    const defaultRoutes = (kind: string, tables: readonly pulumi.Input<string>[], target: Partial<aws.ec2.RouteArgs>) =>
      tables.map((routeTableId, index) => {
        const route = { routeTableId, destinationIpv6CidrBlock: "::/0", ...target };
        return new aws.ec2.Route(`${name}-${kind}-${zones[index]}`, route, { parent: this });
      });
    const { vpcId, internetGatewayId: gatewayId, publicRouteTableIds, privateRouteTableIds } = vpc;
    const tags = mergeTags(context.tags, { Name: context.clusterName });
    const gateway = egress ? new aws.ec2.EgressOnlyInternetGateway(name, { vpcId, tags }, { parent: this }) : undefined;
    this.routes = [
      ...(gatewayId ? defaultRoutes("public", publicRouteTableIds, { gatewayId }) : []),
      ...(gateway ? defaultRoutes("private", privateRouteTableIds, { egressOnlyGatewayId: gateway.id }) : []),
    ];
    this.registerOutputs({});
  }
}
