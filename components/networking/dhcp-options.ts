import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { amazonDns } from "../reference/aws-names";
import type { NetworkSettings } from "../settings/types";
import type { Context } from "../util/context";
import { mergeTags } from "../util/tags";

export interface DhcpOptionsArgs {
  readonly context: Context;
  readonly vpcId: pulumi.Input<string>;
  readonly settings: NonNullable<NetworkSettings["dhcpOptions"]>;
}

/** DHCP options of a VPC, and their association, for which nodes wait: instances ask for them when they start. */
export function dhcpOptions(
  name: string,
  { context, vpcId, settings }: DhcpOptionsArgs,
  opts: pulumi.CustomResourceOptions,
): aws.ec2.VpcDhcpOptionsAssociation {
  const { domainName, domainNameServers = [amazonDns], ntpServers } = settings;
  const tags = mergeTags(context.tags, { Name: `${context.clusterName}-dhcp` });
  const options = new aws.ec2.VpcDhcpOptions(
    name,
    { domainName, domainNameServers: [...domainNameServers], ntpServers: ntpServers && [...ntpServers], tags },
    opts,
  );
  return new aws.ec2.VpcDhcpOptionsAssociation(name, { vpcId, dhcpOptionsId: options.id }, opts);
}
