import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { InstallContext } from "../../addon";

export interface ServiceNetworkArgs {
  readonly site: InstallContext;
  /** Name in VPC Lattice, and of Gateways of the network. */
  readonly serviceNetwork: string;
  readonly authType: string;
}

/** A service network of VPC Lattice that is associated with the VPC: its pods and nodes reach the services in it. */
export class ServiceNetwork extends pulumi.ComponentResource {
  readonly serviceNetworkArn: pulumi.Output<string>;

  constructor(name: string, { site, serviceNetwork, authType }: ServiceNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:ServiceNetwork", name, {}, opts);
    const { context, network, cluster } = site;
    const { tags } = context;
    const created = new aws.vpclattice.ServiceNetwork(name, { name: serviceNetwork, authType, tags }, { parent: this });
    new aws.vpclattice.ServiceNetworkVpcAssociation(
      `${name}-association`,
      { serviceNetworkIdentifier: created.id, vpcIdentifier: network.vpcId, securityGroupIds: [cluster.securityGroupId], tags },
      { parent: this },
    );
    this.serviceNetworkArn = created.arn;
    this.registerOutputs({ serviceNetworkArn: this.serviceNetworkArn });
  }
}

/** Lets VPC Lattice connect to the nodes and their pods, from addresses that AWS keeps in a list for each family. Source: the controller's docs/guides/deploy.md. */
export function openToLattice(name: string, { context, cluster, profile }: InstallContext, opts: pulumi.CustomResourceOptions): void {
  const open = (rule: string, family: string) => {
    const list = aws.ec2.getManagedPrefixListOutput({ name: `com.amazonaws.${context.region}.${family}` }, { parent: opts.parent });
    new aws.vpc.SecurityGroupIngressRule(
      rule,
      { securityGroupId: cluster.securityGroupId, prefixListId: list.id, ipProtocol: "-1", description: "VPC Lattice", tags: context.tags },
      opts,
    );
  };
  open(name, "vpc-lattice");
  if (profile.ipv6) open(`${name}-ipv6`, "ipv6.vpc-lattice");
}
