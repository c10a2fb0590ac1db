import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { type EndpointName, privateEndpoints } from "../reference/vpc-endpoints";
import { planAddresses, type ZonePlan } from "../util/address-plan";
import { natAllocations, natStrategy } from "../util/nat";
import { awsProviders } from "../util/providers";
import { requireRegion } from "../util/region";
import { reportFindings } from "../util/report-finding";
import { recordedSettings } from "../util/section-secrets";
import { mergeTags } from "../util/tags";
import { FlowLogs } from "./flow-logs";
import { NatGateways } from "./nat-gateways";
import { type NetworkArgs, type ValidatedNetworkArgs, validNetworkArgs } from "./network-args";
import { PrivateRoutes } from "./private-routes";
import { VpcEndpoints } from "./vpc-endpoints";

/**
 * The VPC of an environment: a private and a public subnet per zone, NAT gateways, endpoints and flow logs; or an existing VPC, in which no resources are created.
 * @throws if the address range is too small for the number of zones
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** One per zone, in the order of `zones`; for an existing VPC the given ones. */
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly zones: readonly string[];
  /** NAT routes and endpoints. They must exist before the first node is created and until the last one is deleted. The control plane does not wait for them. */
  readonly egress: pulumi.Resource[] = [];
  /** Public addresses of NAT gateways of ours, from which nodes reach the internet. */
  readonly natAddresses: pulumi.Output<string>[] = [];
  /** Only for a VPC created by this component. */
  private readonly addresses?: readonly ZonePlan[];

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: ValidatedNetworkArgs, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, given: NetworkArgs | ValidatedNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const component = `Network("${name}")`;
    const args = "settings" in given ? given : validNetworkArgs(name, component, given);
    const { context, settings, zones, findings = [] } = args;
    const { clusterName, region } = context;
    super(
      "eks-blueprints:index:Network",
      name,
      { clusterName, region, zones, settings: recordedSettings(context, ["network"], settings) },
      opts,
    );
    if (!("settings" in given)) requireRegion(this, component, given.region);
    reportFindings(findings, this);
    this.zones = zones;
    const { existing } = settings;
    if (existing) {
      this.vpcId = pulumi.output(existing.vpcId);
      this.privateSubnetIds = existing.privateSubnetIds.map((id) => pulumi.output(id));
      this.publicSubnetIds = existing.publicSubnetIds.map((id) => pulumi.output(id));
    } else {
      this.addresses = planAddresses(args.settings.cidr, args.zones.length).zones;
      const vpc = this.createVpc(name, args);
      this.vpcId = vpc.vpcId;
      this.privateSubnetIds = args.zones.map((_, index) => vpc.privateSubnetIds[index]!);
      this.publicSubnetIds = args.zones.map((_, index) => vpc.publicSubnetIds[index]!);
      const routing = routingOf(vpc);
      this.closeDefaultSecurityGroup(name, args, vpc, routing);
      this.createEgress(name, args, vpc, routing);
      this.createFlowLogs(name, args, vpc);
    }
    this.registerOutputs({ vpcId: this.vpcId, privateSubnetIds: this.privateSubnetIds, publicSubnetIds: this.publicSubnetIds });
  }

  /** Address ranges of the public subnets, which hold only load balancers and NAT gateways, or of all subnets. Looked up for an existing VPC. */
  subnetCidrs(kind: "public" | "all"): pulumi.Input<string>[] {
    if (this.addresses) return this.addresses.flatMap((zone) => (kind === "all" ? [zone.public, zone.private] : [zone.public]));
    const ids = kind === "all" ? [...this.publicSubnetIds, ...this.privateSubnetIds] : this.publicSubnetIds;
    return ids.map((id) => aws.ec2.getSubnetOutput({ id }, { parent: this }).cidrBlock);
  }

  private createVpc(name: string, { context, settings, zones }: ValidatedNetworkArgs): awsx.ec2.Vpc {
    const plan = planAddresses(settings.cidr, zones.length);
    return new awsx.ec2.Vpc(
      name,
      {
        cidrBlock: settings.cidr,
        availabilityZoneNames: [...zones],
        availabilityZoneCidrMask: plan.slotMask,
        subnetStrategy: "Auto",
        subnetSpecs: [
          {
            type: "Private",
            cidrMask: plan.privateMask,
            tags: { "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": context.clusterName },
          },
          { type: "Public", cidrMask: plan.publicMask, tags: { "kubernetes.io/role/elb": "1" } },
        ],
        natGateways: { strategy: "None" }, // created here: with its own NAT gateways, the VPC's outputs would resolve only after them, and the control plane would wait
        enableDnsHostnames: true,
        enableDnsSupport: true,
        tags: mergeTags(context.tags, { Name: context.clusterName }),
      },
      { parent: this, providers: awsProviders(this) },
    );
  }

  /** Dependents of this network wait for its routing, and are deleted before it. */
  private closeDefaultSecurityGroup(name: string, { context }: ValidatedNetworkArgs, vpc: awsx.ec2.Vpc, routing: Resources): void {
    const tags = mergeTags(context.tags, { Name: `${context.clusterName}-closed` });
    new aws.ec2.DefaultSecurityGroup(`${name}-default`, { vpcId: vpc.vpcId, tags }, { parent: this, dependsOn: routing });
  }

  private createEgress(name: string, args: ValidatedNetworkArgs, vpc: awsx.ec2.Vpc, routing: Resources): void {
    const { context, settings, zones, calledServices = [] } = args;
    const needed = [...new Set([...privateEndpoints, ...calledServices])];
    const endpoints = settings.endpoints === "private" ? needed : (settings.endpoints as readonly EndpointName[]);
    // awsx lists the route tables zone by zone, the public one first
    const routeTableIds = zones.flatMap((_, index) => [vpc.routeTables[2 * index]!.id, vpc.routeTables[2 * index + 1]!.id]);
    const strategy = natStrategy(settings);
    if (settings.routes.length > 0) {
      const { vpcId, privateSubnetIds } = this;
      const routeTables = zones.map((zone, index) => ({ zone, id: routeTableIds[2 * index + 1]! }));
      const own = { context, vpcId, routes: settings.routes, privateSubnetIds, routeTables };
      this.egress.push(...new PrivateRoutes(`${name}-routes`, own, { parent: this }).routes);
    }
    if (strategy !== "none") {
      const subnets = zones.map((zone, index) => ({
        zone,
        publicSubnetId: this.publicSubnetIds[index]!,
        privateRouteTableId: routeTableIds[2 * index + 1]!,
      }));
      const nat = new NatGateways(
        `${name}-nat`,
        { context, strategy, allocationIds: natAllocations(settings), subnets, routing },
        { parent: this },
      );
      this.egress.push(...nat.routes);
      this.natAddresses.push(...nat.addresses);
    }
    if (endpoints.length > 0) {
      const { vpcId, privateSubnetIds } = this;
      const vpcEndpoints = new VpcEndpoints(
        `${name}-endpoints`,
        { context, vpcId, cidr: settings.cidr, privateSubnetIds, routeTableIds, endpoints },
        { parent: this },
      );
      this.egress.push(...vpcEndpoints.resources);
    }
  }

  private createFlowLogs(name: string, { context, settings }: ValidatedNetworkArgs, vpc: awsx.ec2.Vpc): void {
    if (!settings.flowLogs) return;
    const args = { context, vpcId: vpc.vpcId, accountId: vpc.vpc.ownerId, settings: settings.flowLogs };
    new FlowLogs(`${name}-flow-logs`, args, { parent: this });
  }
}

type Resources = pulumi.Output<pulumi.Resource[]>;

/**
 * The routing resources of a VPC. A dependency on a remote component does not include the children that its provider creates:
 * at destroy the routes would be deleted first, while nodes still use them.
 */
function routingOf({ routes, routeTableAssociations }: awsx.ec2.Vpc): Resources {
  // Simple mocks in users' tests return no outputs for a remote component.
  return pulumi
    .all([routes, routeTableAssociations])
    .apply((children) => children.flatMap((resources) => (resources ?? []) as pulumi.Resource[]));
}
