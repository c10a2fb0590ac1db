import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { serviceTrust } from "../iam/policy";
import { Role } from "../iam/role";
import { instanceFamilyOf } from "../reference/ami-of-family";
import { ec2Principals } from "../reference/aws-names";
import { type Architecture, instanceFamilies } from "../reference/instance-families";
import { managedPolicyArn } from "../reference/partition";
import { sessionManagerPolicy } from "../reference/session-manager";
import type { NetworkSettings } from "../settings/types";
import type { Context } from "../util/context";
import { mergeTags } from "../util/tags";
import { type BastionOutputs, bastionKubeconfig, portForwardingCommand } from "./bastion-outputs";
import { bastionUsers } from "./bastion-users";

export interface BastionArgs {
  readonly context: Context;
  readonly settings: Exclude<NetworkSettings["bastion"], false>;
  readonly vpcId: pulumi.Input<string>;
  /** Private subnet of the host. */
  readonly subnetId: pulumi.Input<string>;
  /** Addresses that it may reach on port 443: Session Manager and the API server. */
  readonly reachableCidr: string;
  /** The same of IPv6, which the endpoint of a cluster with IPv6 has too. */
  readonly reachableIpv6Cidr?: pulumi.Input<string> | undefined;
  /** The cluster whose API server it forwards to. */
  readonly cluster: {
    readonly securityGroupId: pulumi.Input<string>;
    readonly endpoint: pulumi.Output<string>;
    readonly kubeconfig: pulumi.Output<string>;
  };
  /** Profile of the AWS CLI in the command, if the stack names one. */
  readonly profile?: string | undefined;
}

/** A host without public address and key in a private subnet, by which Session Manager forwards ports to the private endpoint of the API server. */
export class Bastion extends pulumi.ComponentResource {
  readonly outputs: BastionOutputs;

  /** @param opts `dependsOn`: what the host needs from its start to its end, such as NAT routes and endpoints; applies only to the host */
  constructor(name: string, args: BastionArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("eks-blueprints:index:Bastion", name, {}, { ...opts, dependsOn: [] });
    const { context, settings, cluster, profile } = args;
    const securityGroupId = this.createSecurityGroup(name, args);
    const instance = this.createInstance(name, args, securityGroupId, opts.dependsOn);
    const policyArn = bastionUsers(
      `${name}-users`,
      { context, instanceArn: instance.arn, principals: settings.principals },
      { parent: this },
    );
    const place = { region: context.region, instanceId: instance.id, endpoint: cluster.endpoint, profile };
    this.outputs = {
      instanceId: instance.id,
      portForwardingCommand: portForwardingCommand(place),
      kubeconfig: bastionKubeconfig(cluster.kubeconfig),
      policyArn,
    };
    this.registerOutputs(this.outputs);
  }

  /** Nothing connects to the host: the agent of Session Manager opens the connection. The cluster admits it to the API server. */
  private createSecurityGroup(
    name: string,
    { context, vpcId, reachableCidr, reachableIpv6Cidr, cluster }: BastionArgs,
  ): pulumi.Output<string> {
    const tags = mergeTags(context.tags, { Name: `${context.clusterName}-bastion` });
    const { id } = new aws.ec2.SecurityGroup(name, { vpcId, description: "Bastion", tags }, { parent: this });
    const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443, tags };
    const out = { securityGroupId: id, description: "Session Manager and Kubernetes API", ...https };
    new aws.vpc.SecurityGroupEgressRule(`${name}-out`, { ...out, cidrIpv4: reachableCidr }, { parent: this });
    if (reachableIpv6Cidr)
      new aws.vpc.SecurityGroupEgressRule(`${name}-out-ipv6`, { ...out, cidrIpv6: reachableIpv6Cidr }, { parent: this });
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-api`,
      { securityGroupId: cluster.securityGroupId, referencedSecurityGroupId: id, description: "Kubernetes API from the bastion", ...https },
      { parent: this },
    );
    return id;
  }

  private createInstance(
    name: string,
    { context, settings, subnetId }: BastionArgs,
    securityGroupId: pulumi.Output<string>,
    dependsOn: pulumi.ResourceOptions["dependsOn"],
  ): aws.ec2.Instance {
    const { instanceType } = settings;
    const tags = mergeTags(context.tags, { Name: `${context.clusterName}-bastion` });
    const role = new Role(
      `${name}-host`,
      {
        context,
        description: `Bastion of EKS cluster ${context.clusterName}`,
        trust: serviceTrust(ec2Principals[context.partition]),
        managedPolicyArns: [managedPolicyArn(context.partition, sessionManagerPolicy)],
      },
      { parent: this },
    );
    const profile = new aws.iam.InstanceProfile(
      name,
      { role: role.roleName, path: context.iam.path, tags: context.tags },
      { parent: this },
    );
    const { arch = "x86_64" } = instanceFamilies[instanceFamilyOf(instanceType)] ?? {};
    return new aws.ec2.Instance(
      arch === "arm64" ? name : `${name}-${arch}`, // the image of one architecture starts no other
      {
        ami: this.image(arch),
        instanceType,
        subnetId,
        vpcSecurityGroupIds: [securityGroupId],
        iamInstanceProfile: profile.name,
        associatePublicIpAddress: false,
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        rootBlockDevice: { encrypted: true, volumeType: "gp3", volumeSize: 8, tags },
        tags,
      },
      { parent: this, dependsOn, ignoreChanges: ["ami"] }, // a newer image is no reason to end sessions
    );
  }

  /** Amazon Linux, with the agent of Session Manager. */
  private image(arch: Architecture): pulumi.Output<string> {
    const name = `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${arch}`;
    return aws.ssm.getParameterOutput({ name }, { parent: this }).insecureValue;
  }
}
