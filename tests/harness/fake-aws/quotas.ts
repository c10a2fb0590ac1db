// Quotas of an account. Values: AWS's defaults (Service Quotas; VPC, EC2, EKS and IAM user guides, 2026-11).
import type { Values } from "../../../plan/types";
import type { Ledger } from "./ledger";
import { types } from "./references";
import { FakeAwsError } from "./types";

interface Quota {
  readonly name: string;
  readonly type: string;
  readonly limit: number;
  /** The scope of the quota. Default: the region or account. */
  readonly per?: (inputs: Values, ledger: Ledger) => unknown;
  readonly code: string;
  readonly words: (limit: number) => string;
}

const reached = (noun: string) => () => `The maximum number of ${noun} has been reached.`;
const zoneOf = (inputs: Values, ledger: Ledger) => ledger.find(types.subnet, String(inputs.subnetId))?.outputs.availabilityZone;
const isInterface = ({ vpcEndpointType, vpcId }: Values) => (vpcEndpointType === "Interface" ? vpcId : undefined);
const exceeded = (name: string) => (limit: number) => `Cannot exceed quota for ${name}: ${limit}`;

export const quotas: readonly Quota[] = [
  { name: "vpcs", type: types.vpc, limit: 5, code: "VpcLimitExceeded", words: reached("VPCs") },
  {
    name: "internetGateways",
    type: types.internetGateway,
    limit: 5,
    code: "InternetGatewayLimitExceeded",
    words: reached("internet gateways"),
  },
  { name: "elasticIps", type: types.eip, limit: 5, code: "AddressLimitExceeded", words: reached("addresses") },
  {
    name: "natGatewaysPerZone",
    type: types.natGateway,
    limit: 5,
    per: zoneOf,
    code: "NatGatewayLimitExceeded",
    words: reached("NAT Gateways"),
  },
  {
    name: "subnetsPerVpc",
    type: types.subnet,
    limit: 200,
    per: ({ vpcId }) => vpcId,
    code: "SubnetLimitExceeded",
    words: reached("subnets"),
  },
  {
    name: "routeTablesPerVpc",
    type: types.routeTable,
    limit: 200,
    per: ({ vpcId }) => vpcId,
    code: "RouteTableLimitExceeded",
    words: reached("route tables"),
  },
  {
    name: "interfaceEndpointsPerVpc",
    type: types.endpoint,
    limit: 50,
    per: isInterface,
    code: "VpcEndpointLimitExceeded",
    words: reached("VPC endpoints"),
  },
  { name: "securityGroups", type: types.group, limit: 2500, code: "SecurityGroupLimitExceeded", words: reached("security groups") },
  {
    name: "rulesPerSecurityGroup",
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    limit: 60,
    per: ({ securityGroupId }) => securityGroupId,
    code: "RulesPerSecurityGroupLimitExceeded",
    words: reached("rules per security group"),
  },
  {
    name: "clusters",
    type: types.cluster,
    limit: 100,
    code: "ResourceLimitExceededException",
    words: (limit) => `Clusters per region: limit is ${limit}`,
  },
  {
    name: "nodeGroupsPerCluster",
    type: types.nodeGroup,
    limit: 30,
    per: ({ clusterName }) => clusterName,
    code: "ResourceLimitExceededException",
    words: (limit) => `Nodegroups per cluster: limit is ${limit}`,
  },
  {
    name: "fargateProfilesPerCluster",
    type: types.fargateProfile,
    limit: 10,
    per: ({ clusterName }) => clusterName,
    code: "ResourceLimitExceededException",
    words: (limit) => `Fargate profiles per cluster: limit is ${limit}`,
  },
  { name: "roles", type: types.role, limit: 1000, code: "LimitExceeded", words: exceeded("RolesPerAccount") },
  {
    name: "policiesPerRole",
    type: types.attachment,
    limit: 10,
    per: ({ role }) => role,
    code: "LimitExceeded",
    words: exceeded("PoliciesPerRole"),
  },
];

/** The reason for which one more resource of a type is rejected, if any. */
export function quotaExceeded(
  type: string,
  inputs: Values,
  ledger: Ledger,
  limits: Readonly<Record<string, number>> = {},
): FakeAwsError | undefined {
  for (const { name, type: of, limit: usual, per = () => "all", code, words } of quotas) {
    const where = of === type ? per(inputs, ledger) : undefined;
    if (where === undefined) continue;
    const limit = limits[name] ?? usual;
    if (ledger.of(of).filter((live) => per(live.inputs, ledger) === where).length >= limit) return new FakeAwsError(code, words(limit));
  }
  return undefined;
}
