import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type EndpointName, endpointServiceName, gatewayEndpoints } from "../reference/vpc-endpoints";
import type { NetworkSettings } from "../settings/types";
import type { Context } from "../util/context";
import { endpointPolicy, statementsFor } from "../util/endpoint-policies";
import { mergeTags } from "../util/tags";

export interface VpcEndpointsArgs {
  readonly context: Context;
  readonly vpcId: pulumi.Input<string>;
  /** Address range of the VPC: sources that may reach the interface endpoints. */
  readonly cidr: string;
  /** Range of the subnets of pods, which may reach them too. */
  readonly podCidr?: string | undefined;
  /** One per zone, for interface endpoints. */
  readonly privateSubnetIds: pulumi.Input<string>[];
  /** All route tables, for gateway endpoints. */
  readonly routeTableIds: pulumi.Input<string>[];
  readonly endpoints: readonly EndpointName[];
  /** Statements of the policies of endpoints, by short name or `*`. */
  readonly policies: NetworkSettings["endpointPolicies"];
}

/** VPC endpoints: gateway endpoints on the route tables, which are free, and interface endpoints with private DNS behind one security group. */
export class VpcEndpoints extends pulumi.ComponentResource {
  /** The endpoints, their policies, and the security group rule that allows traffic to them. */
  readonly resources: pulumi.Resource[] = [];

  constructor(name: string, args: VpcEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:VpcEndpoints", name, {}, opts);
    const gateways = args.endpoints.filter(isGateway);
    const interfaces = args.endpoints.filter((endpoint) => !isGateway(endpoint));
    for (const endpoint of gateways) {
      this.add(name, args, endpoint, { vpcEndpointType: "Gateway", routeTableIds: args.routeTableIds });
    }
    if (interfaces.length > 0) {
      const { privateSubnetIds: subnetIds } = args;
      const securityGroupIds = [this.openToVpc(name, args)];
      for (const endpoint of interfaces) {
        this.add(name, args, endpoint, { vpcEndpointType: "Interface", privateDnsEnabled: true, subnetIds, securityGroupIds });
      }
    }
    this.registerOutputs({});
  }

  private add(
    name: string,
    { context, vpcId, policies }: VpcEndpointsArgs,
    endpoint: EndpointName,
    kind: Partial<aws.ec2.VpcEndpointArgs>,
  ): void {
    const serviceName = endpointServiceName(endpoint, context.region);
    const tags = mergeTags(context.tags, { Name: `${context.clusterName}-${endpoint}` });
    const { id } = this.created(new aws.ec2.VpcEndpoint(`${name}-${endpoint}`, { vpcId, serviceName, tags, ...kind }, { parent: this }));
    const statements = statementsFor(endpoint, policies);
    if (!statements) return;
    // a resource of its own: its deletion lets all requests pass again, while the provider keeps a policy that an endpoint no longer names
    const policy = endpointPolicy(endpoint, statements, context);
    this.created(new aws.ec2.VpcEndpointPolicy(`${name}-${endpoint}`, { vpcEndpointId: id, policy }, { parent: this }));
  }

  private created<T extends pulumi.Resource>(resource: T): T {
    this.resources.push(resource);
    return resource;
  }

  /** Security group that allows the VPC to reach port 443. */
  private openToVpc(name: string, { context, vpcId, cidr, podCidr }: VpcEndpointsArgs): pulumi.Output<string> {
    const tags = mergeTags(context.tags, { Name: `${context.clusterName}-endpoints` });
    const group = new aws.ec2.SecurityGroup(name, { vpcId, description: "VPC endpoints", tags }, { parent: this });
    const open = (rule: string, description: string, cidrIpv4: string) => {
      const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443, tags };
      const args = { securityGroupId: group.id, description, cidrIpv4, ...https };
      this.created(new aws.vpc.SecurityGroupIngressRule(rule, args, { parent: this }));
    };
    open(`${name}-https`, "HTTPS from the VPC", cidr);
    if (podCidr !== undefined) open(`${name}-https-pods`, "HTTPS from pods", podCidr);
    return group.id;
  }
}

function isGateway(endpoint: EndpointName): boolean {
  return (gatewayEndpoints as readonly EndpointName[]).includes(endpoint);
}
