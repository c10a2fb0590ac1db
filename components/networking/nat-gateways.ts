import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../util/context";
import { mergeTags } from "../util/tags";
import { regionalNatGateway } from "./regional-nat-gateway";

export interface NatGatewaysArgs {
  readonly context: Context;
  readonly vpcId: pulumi.Input<string>;
  /**
   * `single`: one gateway in the first zone for all zones; `perZone`: one in each zone, so that no zone depends on another; `regional`: one
   * gateway that AWS spreads over the zones.
   */
  readonly strategy: "single" | "perZone" | "regional";
  /** Existing Elastic IP addresses of each zone, in the order of the zones: one per gateway, or one or more per zone of a regional one. Empty: new ones. */
  readonly allocationIds: readonly (readonly string[])[];
  /** Zones in order, each with the subnet of its gateway, if it has one, and the route table that uses it. */
  readonly subnets: readonly {
    readonly zone: string;
    readonly publicSubnetId: pulumi.Input<string>;
    readonly privateRouteTableId: pulumi.Input<string>;
  }[];
  /** Route tables of the subnets of pods, in the order of the zones; none without such subnets. */
  readonly podRouteTableIds: readonly pulumi.Input<string>[];
  /** Routes to the internet. NAT gateways need them, and AWS detaches the internet gateway only after the addresses here are released. */
  readonly routing: pulumi.Output<pulumi.Resource[]>;
}

/** NAT gateways, each with an Elastic IP address, and the default routes of the private subnets and of those of pods through them, all named by their zone. */
export class NatGateways extends pulumi.ComponentResource {
  readonly routes: pulumi.Resource[];
  /** Public addresses: known before the gateways are there. None of a regional gateway that takes its addresses by itself. */
  readonly addresses: pulumi.Output<string>[];

  constructor(name: string, args: NatGatewaysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:NatGateways", name, {}, opts);
    this.addresses = [];
    const { strategy, subnets, podRouteTableIds } = args;
    const gateways = strategy === "regional" ? [this.regional(name, args)] : this.zonal(name, args);
    const defaultRoute = (route: string, routeTableId: pulumi.Input<string>, index: number) => {
      const natGatewayId = (gateways[index] ?? gateways[0]!).id;
      return new aws.ec2.Route(route, { routeTableId, destinationCidrBlock: "0.0.0.0/0", natGatewayId }, { parent: this });
    };
    this.routes = [
      ...subnets.map(({ zone, privateRouteTableId }, index) => defaultRoute(`${name}-${zone}`, privateRouteTableId, index)),
      ...podRouteTableIds.map((id, index) => defaultRoute(`${name}-pods-${subnets[index]!.zone}`, id, index)),
    ];
    this.registerOutputs({ publicIps: this.addresses });
  }

  private zonal(name: string, { context, strategy, subnets, allocationIds, routing }: NatGatewaysArgs): aws.ec2.NatGateway[] {
    return (strategy === "single" ? subnets.slice(0, 1) : subnets).map(({ zone, publicSubnetId }, index) => {
      const tags = mergeTags(context.tags, { Name: `${context.clusterName}-${zone}` });
      const [allocationId] = allocationIds[index] ?? [];
      const address = allocationId
        ? this.existingAddress(allocationId)
        : new aws.ec2.Eip(`${name}-${zone}`, { domain: "vpc", tags }, { parent: this, dependsOn: routing });
      this.addresses.push(pulumi.output(address.publicIp));
      return new aws.ec2.NatGateway(
        `${name}-${zone}`,
        { allocationId: address.allocationId, subnetId: publicSubnetId, tags },
        { parent: this, dependsOn: routing },
      );
    });
  }

  private regional(name: string, { context, vpcId, subnets, allocationIds, routing }: NatGatewaysArgs): aws.ec2.NatGateway {
    this.addresses.push(...allocationIds.flat().map((id) => this.existingAddress(id).publicIp));
    const addresses = allocationIds.map((ids, index) => ({ zone: subnets[index]!.zone, allocationIds: ids }));
    return regionalNatGateway(name, { context, vpcId, addresses }, { parent: this, dependsOn: routing });
  }

  private existingAddress(allocationId: string) {
    return { allocationId, publicIp: aws.ec2.getElasticIpOutput({ id: allocationId }, { parent: this }).publicIp };
  }
}
