import { awsLimits } from "../../components/reference/aws-limits";
import { blocks, partOf, type QuotaScope, type ResourceType, reached, uses } from "./resource-type";

const zoneOf: QuotaScope = ({ subnetId }, outputsOf) => outputsOf("aws:ec2/subnet:Subnet", String(subnetId))?.availabilityZone;

export const vpcTypes = {
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": { references: [partOf("vpcId", "aws:ec2/vpc:Vpc")] },
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": { references: [blocks("vpcId", "aws:ec2/vpc:Vpc")] },
  "aws:ec2/eip:Eip": {
    quota: { name: "elasticIps", limit: 5, code: "AddressLimitExceeded", message: reached("addresses") },
  },
  "aws:ec2/flowLog:FlowLog": {
    references: [uses("vpcId", "aws:ec2/vpc:Vpc"), uses("iamRoleArn", "aws:iam/role:Role")],
  },
  "aws:ec2/internetGateway:InternetGateway": {
    references: [blocks("vpcId", "aws:ec2/vpc:Vpc")],
    quota: { name: "internetGateways", limit: 5, code: "InternetGatewayLimitExceeded", message: reached("internet gateways") },
  },
  "aws:ec2/natGateway:NatGateway": {
    references: [
      blocks("subnetId", "aws:ec2/subnet:Subnet"),
      blocks("vpcId", "aws:ec2/vpc:Vpc"),
      blocks("allocationId", "aws:ec2/eip:Eip"),
      blocks("availabilityZoneAddresses.allocationIds", "aws:ec2/eip:Eip"),
    ],
    quota: { name: "natGatewaysPerZone", limit: 5, per: zoneOf, code: "NatGatewayLimitExceeded", message: reached("NAT Gateways") },
  },
  "aws:ec2/networkInterface:NetworkInterface": {
    references: [blocks("subnetId", "aws:ec2/subnet:Subnet"), blocks("securityGroups", "aws:ec2/securityGroup:SecurityGroup")],
  },
  "aws:ec2/route:Route": {
    references: [
      partOf("routeTableId", "aws:ec2/routeTable:RouteTable"),
      uses("gatewayId", "aws:ec2/internetGateway:InternetGateway"),
      uses("natGatewayId", "aws:ec2/natGateway:NatGateway"),
    ],
  },
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": {
    references: [blocks("vpcId", "aws:ec2/vpc:Vpc"), blocks("subnetIds", "aws:ec2/subnet:Subnet")],
  },
  "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment": {
    references: [blocks("vpcId", "aws:ec2/vpc:Vpc")],
  },
  "aws:ec2/routeTable:RouteTable": {
    references: [blocks("vpcId", "aws:ec2/vpc:Vpc")],
    quota: {
      name: "routeTablesPerVpc",
      limit: 200,
      per: ({ vpcId }) => vpcId,
      code: "RouteTableLimitExceeded",
      message: reached("route tables"),
    },
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    references: [partOf("routeTableId", "aws:ec2/routeTable:RouteTable"), partOf("subnetId", "aws:ec2/subnet:Subnet")],
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    references: [blocks("vpcId", "aws:ec2/vpc:Vpc")],
    quota: { name: "securityGroups", limit: 2500, code: "SecurityGroupLimitExceeded", message: reached("security groups") },
  },
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    references: [
      partOf("securityGroupId", "aws:ec2/securityGroup:SecurityGroup"),
      blocks("sourceSecurityGroupId", "aws:ec2/securityGroup:SecurityGroup"),
    ],
  },
  "aws:ec2/subnet:Subnet": {
    references: [blocks("vpcId", "aws:ec2/vpc:Vpc")],
    quota: { name: "subnetsPerVpc", limit: 200, per: ({ vpcId }) => vpcId, code: "SubnetLimitExceeded", message: reached("subnets") },
  },
  "aws:ec2/vpc:Vpc": {
    immutable: ["instanceTenancy"],
    quota: { name: "vpcs", limit: 5, code: "VpcLimitExceeded", message: reached("VPCs") },
  },
  "aws:ec2/vpcDhcpOptions:VpcDhcpOptions": {},
  "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation": {
    references: [blocks("dhcpOptionsId", "aws:ec2/vpcDhcpOptions:VpcDhcpOptions"), partOf("vpcId", "aws:ec2/vpc:Vpc")],
  },
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": {
    references: [blocks("vpcId", "aws:ec2/vpc:Vpc")],
    quota: {
      name: "ipv4RangesPerVpc",
      limit: 4, // in addition to the primary one
      per: ({ vpcId }) => vpcId,
      code: "CidrLimitExceeded",
      message: (limit) => `This network has met its maximum number of allowed CIDRs: ${limit + 1}`,
    },
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    references: [
      blocks("vpcId", "aws:ec2/vpc:Vpc"),
      blocks("subnetIds", "aws:ec2/subnet:Subnet"),
      blocks("securityGroupIds", "aws:ec2/securityGroup:SecurityGroup"),
      uses("routeTableIds", "aws:ec2/routeTable:RouteTable"),
    ],
    quota: {
      name: "interfaceEndpointsPerVpc",
      limit: 50,
      per: ({ vpcEndpointType, vpcId }) => (vpcEndpointType === "Interface" ? vpcId : undefined),
      code: "VpcEndpointLimitExceeded",
      message: reached("VPC endpoints"),
    },
  },
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": {
    references: [partOf("vpcEndpointId", "aws:ec2/vpcEndpoint:VpcEndpoint")],
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    references: [
      partOf("securityGroupId", "aws:ec2/securityGroup:SecurityGroup"),
      blocks("referencedSecurityGroupId", "aws:ec2/securityGroup:SecurityGroup"),
    ],
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    references: [
      partOf("securityGroupId", "aws:ec2/securityGroup:SecurityGroup"),
      blocks("referencedSecurityGroupId", "aws:ec2/securityGroup:SecurityGroup"),
    ],
    quota: {
      name: "rulesPerSecurityGroup",
      limit: awsLimits.securityGroupRules.value,
      per: ({ securityGroupId }) => securityGroupId,
      code: "RulesPerSecurityGroupLimitExceeded",
      message: reached("rules per security group"),
    },
  },
} satisfies Readonly<Record<string, ResourceType>>;
