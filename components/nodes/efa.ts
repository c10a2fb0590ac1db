import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { efaInterfaces } from "../reference/efa";

type Interface = aws.types.input.ec2.LaunchTemplateNetworkInterface;

/** EFA interfaces of a launch template. EC2 rejects security groups beside them. */
export function efaNetworkInterfaces(instanceType: string, securityGroups: readonly pulumi.Input<string>[]): Interface[] {
  return efaInterfaces(instanceType)!.map((networkInterface) => ({
    ...networkInterface,
    deleteOnTermination: "true",
    securityGroups: [...securityGroups],
  }));
}
