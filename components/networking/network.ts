import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AddressPlan, planAddresses, type ZonePlan } from "../util/address-plan";
import { mapValues } from "../util/map-values";
import { requireRegion } from "../util/region";
import { reportFindings } from "../util/report-finding";
import { recordedSettings } from "../util/section-secrets";
import { mergeTags } from "../util/tags";
import { controlPlaneSubnetIds } from "./control-plane-subnets";
import { dhcpOptions } from "./dhcp-options";
import { edgeSubnets } from "./edge-subnets";
import { createEgress } from "./egress";
import { FlowLogs } from "./flow-logs";
import { ipv6Block } from "./ipv6-block";
import { isolatedSubnetIds } from "./isolated-subnets";
import { type NetworkArgs, type ValidatedNetworkArgs, validNetworkArgs } from "./network-args";
import { PodSubnets } from "./pod-subnets";
import { PrivateVpc } from "./private-vpc";
import { publicVpc } from "./public-vpc";
import type { Vpc } from "./vpc";

/**
 * The VPC of an environment: a private subnet per zone, a public one too unless it has none, NAT gateways, endpoints and flow logs; or an existing VPC, in which no resources are created.
 * @throws if the address range is too small for the number of zones
 */
export class Network extends pulumi.ComponentResource {
  /** ID of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** One per zone, in the order of `zones`; for an existing VPC the given ones. */
  readonly privateSubnetIds: pulumi.Output<string>[];
  /** Public subnets, in the order of the zones; none with `publicSubnets: false`. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** Subnets of the control plane alone; none where it has interfaces in the private subnets. */
  readonly controlPlaneSubnetIds: pulumi.Output<string>[] = [];
  /** One per zone, in the order of `zones`; none of an existing VPC. */
  readonly privateRouteTableIds: readonly pulumi.Output<string>[] = [];
  /** Route tables of the public subnets. */
  readonly publicRouteTableIds: readonly pulumi.Output<string>[] = [];
  /** Route tables of the subnets of pods, one per zone; none without such subnets. */
  readonly podRouteTableIds: readonly pulumi.Output<string>[] = [];
  /** Subnets of pods by zone; none if pods have addresses of the private subnets. */
  readonly podSubnetIds: Readonly<Record<string, pulumi.Output<string>>> = {};
  /** Subnets in Local Zones by zone, and on Outposts by name; none without them. */
  readonly localZoneSubnetIds: Readonly<Record<string, pulumi.Output<string>>> = {};
  /** Subnets on Outposts, by key. */
  readonly outpostSubnetIds: Readonly<Record<string, pulumi.Output<string>>> = {};
  /** Subnets without a route out of the VPC by group, in the order of `zones`; none without `isolatedSubnets`. */
  readonly isolatedSubnetIds: Readonly<Record<string, pulumi.Output<string>[]>> = {};
  /** Names of the zones. */
  readonly zones: readonly string[];
  /** NAT routes and endpoints. They must exist before the first node is created and until the last one is deleted. The control plane does not wait for them. */
  readonly egress: pulumi.Resource[] = [];
  /** Public addresses of NAT gateways of ours, from which nodes reach the internet. */
  readonly natAddresses: pulumi.Output<string>[] = [];
  /** Block of a VPC with IPv6 that this component creates. */
  readonly ipv6Cidr?: pulumi.Output<string>;
  private readonly ipv6: boolean;
  /** Only for a VPC created by this component. */
  private readonly addresses?: readonly ZonePlan[];
  private readonly edgeCidrs: readonly string[] = [];

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: ValidatedNetworkArgs, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, given: NetworkArgs | ValidatedNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const component = `Network("${name}")`;
    const args = "settings" in given ? given : validNetworkArgs(name, component, given);
    const { context, settings, zones, ipFamily = "ipv4", findings = [] } = args;
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
    this.ipv6 = ipFamily === "ipv6";
    const { existing } = settings;
    if (existing) {
      this.vpcId = pulumi.output(existing.vpcId);
      this.privateSubnetIds = existing.privateSubnetIds.map((id) => pulumi.output(id));
      this.publicSubnetIds = existing.publicSubnetIds.map((id) => pulumi.output(id));
      this.controlPlaneSubnetIds = (existing.controlPlaneSubnetIds ?? []).map((id) => pulumi.output(id));
      this.podSubnetIds = mapValues(existing.podSubnetIds ?? {}, (_, id) => pulumi.output(id));
      this.outpostSubnetIds = mapValues(existing.outpostSubnetIds ?? {}, (_, id) => pulumi.output(id));
    } else {
      const { cidr, publicSubnets } = settings;
      const plan = planAddresses(cidr, zones.length);
      this.addresses = plan.zones;
      const place = { context, cidr, zones, plan, ipv6: this.ipv6 };
      const vpc = publicSubnets ? publicVpc(name, place, this) : new PrivateVpc(name, place, { parent: this });
      this.vpcId = vpc.vpcId;
      this.privateSubnetIds = [...vpc.privateSubnetIds];
      this.publicSubnetIds = [...vpc.publicSubnetIds];
      this.privateRouteTableIds = vpc.privateRouteTableIds;
      this.publicRouteTableIds = vpc.publicRouteTableIds;
      this.closeDefaultSecurityGroup(name, args, vpc);
      if (settings.controlPlaneSubnets) this.controlPlaneSubnetIds = this.createControlPlaneSubnets(name, args, vpc, plan);
      const pods = this.createPodSubnets(name, args);
      if (pods) {
        this.podSubnetIds = pods.subnetIds;
        this.podRouteTableIds = pods.routeTableIds;
        this.egress.push(...pods.associations);
      }
      const { localZones = [], outposts = {} } = settings;
      const edge = edgeSubnets(name, { context, vpc, cidr, zones, localZones, outposts }, { parent: this });
      this.localZoneSubnetIds = edge.localZoneSubnetIds;
      this.outpostSubnetIds = edge.outpostSubnetIds;
      this.edgeCidrs = edge.cidrs;
      this.egress.push(...edge.associations);
      const isolated = { context, vpcId: this.vpcId, cidr, zones, groups: settings.isolatedSubnets ?? [] };
      this.isolatedSubnetIds = isolatedSubnetIds(`${name}-isolated`, isolated, { parent: this });
      if (settings.dhcpOptions) {
        const own = { context, vpcId: this.vpcId, settings: settings.dhcpOptions };
        this.egress.push(dhcpOptions(`${name}-dhcp`, own, { parent: this }));
      }
      const { resources, natAddresses } = createEgress(name, { ...args, vpc, podRouteTableIds: this.podRouteTableIds }, this);
      this.egress.push(...resources);
      this.natAddresses.push(...natAddresses);
      if (vpc.ipv6Cidr) this.ipv6Cidr = vpc.ipv6Cidr;
      this.createFlowLogs(name, args, vpc);
    }
    this.registerOutputs({ vpcId: this.vpcId, privateSubnetIds: this.privateSubnetIds, publicSubnetIds: this.publicSubnetIds });
  }

  /**
   * Address ranges of the public subnets, which hold only load balancers and NAT gateways, or of all subnets: of IPv6, where pods have such addresses.
   * Looked up for an existing VPC.
   * In a VPC without public subnets load balancers are in the private ones.
   */
  subnetCidrs(kind: "public" | "all"): pulumi.Input<string>[] {
    if (this.addresses) {
      const isPublic = this.publicSubnetIds.length > 0;
      const isPrivate = kind === "all" || !isPublic;
      const kinds = [...(isPublic ? ["public" as const] : []), ...(isPrivate ? ["private" as const] : [])];
      const { ipv6Cidr } = this;
      const inZones = this.addresses.flatMap((zone, index) =>
        kinds.map((each) => (ipv6Cidr ? ipv6Block(ipv6Cidr, each, index) : zone[each])),
      );
      return [...inZones, ...(isPrivate ? this.edgeCidrs : [])];
    }
    const ids = kind === "all" ? [...this.publicSubnetIds, ...this.privateSubnetIds] : this.publicSubnetIds;
    return ids.map((id) => aws.ec2.getSubnetOutput({ id }, { parent: this })[this.ipv6 ? "ipv6CidrBlock" : "cidrBlock"]);
  }

  private createControlPlaneSubnets(name: string, args: ValidatedNetworkArgs, vpc: Vpc, plan: AddressPlan) {
    const { context, zones, controlPlaneZones = zones.slice(0, 2) } = args;
    const places = zones.map((zone, index) => ({ zone, cidrBlock: plan.zones[index]!.controlPlane, index }));
    const own = { context, vpc, places: places.filter(({ zone }) => controlPlaneZones.includes(zone)) };
    return controlPlaneSubnetIds(`${name}-control-plane`, own, { parent: this });
  }

  private createPodSubnets(name: string, { context, zones, settings: { pods } }: ValidatedNetworkArgs) {
    return pods && new PodSubnets(`${name}-pods`, { context, vpcId: this.vpcId, cidr: pods.cidr, zones }, { parent: this });
  }

  /** Dependents of this network wait for its routing, and are deleted before it. */
  private closeDefaultSecurityGroup(name: string, { context }: ValidatedNetworkArgs, { vpcId, routing }: Vpc): void {
    const tags = mergeTags(context.tags, { Name: `${context.clusterName}-closed` });
    new aws.ec2.DefaultSecurityGroup(`${name}-default`, { vpcId, tags }, { parent: this, dependsOn: routing });
  }

  private createFlowLogs(name: string, { context, settings }: ValidatedNetworkArgs, { vpcId, ownerId }: Vpc): void {
    if (!settings.flowLogs) return;
    const args = { context, vpcId, accountId: ownerId, settings: settings.flowLogs };
    new FlowLogs(`${name}-flow-logs`, args, { parent: this });
  }
}
