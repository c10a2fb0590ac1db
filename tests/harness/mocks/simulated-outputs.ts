// Outputs of resources and invokes under the test mocks: the inputs, and outputs that components read.

import * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../../../components/reference/partition";

// biome-ignore lint/suspicious/noExplicitAny: tests look into inputs of any resource
export type Inputs = Record<string, any>;

export const accountId = "111122223333";

function region(): string {
  return new pulumi.Config("aws").get("region") ?? "eu-west-1";
}

function partition(): string {
  return partitionOf(region());
}

export function simulatedId(_type: string, name: string, inputs: Inputs): string {
  return typeof inputs.name === "string" ? inputs.name : `${name}-id`;
}

/** The outputs of a resource. A remote component has only those in the table. */
export function simulatedOutputs(type: string, name: string, inputs: Inputs, custom: boolean): Inputs {
  const known = outputs[type]?.(name, inputs);
  if (!custom) return known ?? {};
  const service = type.split(/[:/]/)[1];
  return { name, arn: `arn:${partition()}:${service}:${region()}:${accountId}:${name}`, ...inputs, ...known };
}

const outputs: Readonly<Record<string, (name: string, inputs: Inputs) => Inputs>> = {
  "awsx:ec2:Vpc": (name, { availabilityZoneNames, numberOfAvailabilityZones, cidrBlock }) => {
    const zones: number[] = Array.from({ length: availabilityZoneNames?.length ?? numberOfAvailabilityZones ?? 3 }, (_, i) => i + 1);
    const subnets = (kind: string) => zones.map((zone) => `${name}-${kind}-${zone}-id`);
    return {
      vpcId: `${name}-id`,
      vpc: {
        id: `${name}-id`,
        arn: `arn:${partition()}:ec2:${region()}:${accountId}:vpc/${name}`,
        cidrBlock,
        defaultSecurityGroupId: `${name}-default-sg`,
      },
      privateSubnetIds: subnets("private"),
      publicSubnetIds: subnets("public"),
      isolatedSubnetIds: subnets("isolated"),
      routeTables: zones.flatMap((zone) => ["public", "private"].map((kind) => ({ id: `${name}-${kind}-${zone}-rt` }))),
    };
  },
  "eks:index:Cluster": (name, inputs) => ({
    eksCluster: controlPlane(`${name}-eksCluster`, inputs),
    clusterSecurityGroupId: `${name}-cluster-sg`,
    oidcProviderUrl: issuer,
    oidcIssuer: issuer.replace("https://", ""),
    awsProvider: undefined,
  }),
  "aws:eks/cluster:Cluster": controlPlane,
  "aws:eks/nodeGroup:NodeGroup": (name, { clusterName }) => ({
    nodeGroupName: `${name}-0123abc`,
    resources: [{ autoscalingGroups: [{ name: `eks-${name}-0123abc` }], remoteAccessSecurityGroupId: "" }],
    status: "ACTIVE",
    id: `${clusterName}:${name}-0123abc`,
  }),
  "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 1, defaultVersion: 1 }),
  "aws:iam/role:Role": (name, { path = "/" }) => ({
    name,
    arn: `arn:${partition()}:iam::${accountId}:role${path}${name}`,
    uniqueId: `${name}-unique`,
  }),
  "aws:iam/policy:Policy": (name, { path = "/" }) => ({ name, arn: `arn:${partition()}:iam::${accountId}:policy${path}${name}` }),
  "aws:iam/instanceProfile:InstanceProfile": (name, { path = "/" }) => ({
    name,
    arn: `arn:${partition()}:iam::${accountId}:instance-profile${path}${name}`,
  }),
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": (_name, { url }) => ({
    arn: `arn:${partition()}:iam::${accountId}:oidc-provider/${String(url).replace("https://", "")}`,
  }),
  "aws:s3/bucket:Bucket": (name, { bucket }) => ({ bucket: bucket ?? name }),
  "aws:ec2/natGateway:NatGateway": (name) => ({ publicIp: "203.0.113.1", id: `${name}-id` }),
};

const issuer = "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF";

function controlPlane(name: string, inputs: Inputs): Inputs {
  return {
    name: inputs.name ?? name,
    arn: `arn:${partition()}:eks:${region()}:${accountId}:cluster/${inputs.name ?? name}`,
    version: inputs.version,
    endpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
    certificateAuthorities: [{ data: "Q0E=" }],
    certificateAuthority: { data: "Q0E=" },
    identities: [{ oidcs: [{ issuer }] }],
    vpcConfig: { clusterSecurityGroupId: `${name}-cluster-sg`, vpcId: "vpc-1", subnetIds: inputs.vpcConfig?.subnetIds ?? [] },
    kubernetesNetworkConfig: { serviceIpv4Cidr: inputs.kubernetesNetworkConfig?.serviceIpv4Cidr ?? "172.20.0.0/16" },
  };
}

export const simulatedInvokes: Readonly<Record<string, (args: Inputs) => Inputs>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    accountId,
    arn: `arn:${partition()}:iam::${accountId}:role/deployer`,
    id: accountId,
    userId: "AROAEXAMPLE",
  }),
};
