import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { outputAfter } from "../util/output-after";
import { mergeTags } from "../util/tags";
import { ipv6Block } from "./ipv6-block";
import { routedSubnet } from "./subnet";
import { discoveryTags, type Vpc, type VpcArgs } from "./vpc";

/** A VPC without internet gateway and public subnets: a private subnet per zone, with the names, tags and addresses that it has beside a public one. */
export class PrivateVpc extends pulumi.ComponentResource implements Vpc {
  readonly vpcId: pulumi.Output<string>;
  readonly ownerId: pulumi.Output<string>;
  readonly ipv6Cidr?: pulumi.Output<string>;
  readonly privateSubnetIds: readonly pulumi.Output<string>[];
  readonly publicSubnetIds: readonly pulumi.Output<string>[] = [];
  readonly privateRouteTableIds: readonly pulumi.Output<string>[];
  readonly publicRouteTableIds: readonly pulumi.Output<string>[] = [];
  readonly routing: pulumi.Output<pulumi.Resource[]>;

  constructor(name: string, args: VpcArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:PrivateVpc", name, {}, opts);
    const { context, cidr, ipv6 } = args;
    const tags = mergeTags(context.tags, { Name: context.clusterName });
    const block = { cidrBlock: cidr, ...(ipv6 && { assignGeneratedIpv6CidrBlock: true }) };
    const vpc = new aws.ec2.Vpc(name, { ...block, enableDnsHostnames: true, enableDnsSupport: true, tags }, { parent: this });
    const subnets = args.zones.map((zone, index) =>
      this.createSubnet(`${name}-private-${index + 1}`, args, vpc, zone, {
        cidrBlock: args.plan.zones[index]!.private,
        ...(ipv6 && { assignIpv6AddressOnCreation: true, ipv6CidrBlock: ipv6Block(vpc.ipv6CidrBlock, "private", index) }),
      }),
    );
    this.vpcId = vpc.id;
    this.ownerId = vpc.ownerId;
    if (ipv6) this.ipv6Cidr = vpc.ipv6CidrBlock;
    this.privateSubnetIds = subnets.map(({ id }) => id);
    this.privateRouteTableIds = subnets.map(({ routeTable, association }) => outputAfter(routeTable.id, [association]));
    this.routing = pulumi.output(subnets.map(({ association }) => association));
    this.registerOutputs({ vpcId: this.vpcId, privateSubnetIds: this.privateSubnetIds });
  }

  /** The route table has the routes within the VPC alone; others are added to it. */
  private createSubnet(
    name: string,
    { context }: VpcArgs,
    vpc: aws.ec2.Vpc,
    availabilityZone: string,
    blocks: Pick<aws.ec2.SubnetArgs, "cidrBlock" | "ipv6CidrBlock" | "assignIpv6AddressOnCreation">,
  ) {
    const own = { Name: name, SubnetType: "Private" };
    const tags = mergeTags(context.tags, { ...discoveryTags.private(context.clusterName), ...own });
    const subnet = { vpcId: vpc.id, availabilityZone, ...blocks, mapPublicIpOnLaunch: false, tags };
    const routeTable = new aws.ec2.RouteTable(name, { vpcId: vpc.id, tags: mergeTags(context.tags, own) }, { parent: this });
    return { routeTable, ...routedSubnet(name, subnet, routeTable.id, { parent: this }) };
  }
}
