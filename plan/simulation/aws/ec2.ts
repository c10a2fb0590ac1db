// Simulated networks and machines.
import { hex, number, texts } from "../values";
import { addressIn, publicAddress } from "./addresses";
import { natGatewayOutputs } from "./nat-gateways";
import { account, arn, ec2Id, zoneIds, zoneNames } from "./place";
import type { Rule, Rules, Subject } from "./subject";

/** An EC2 resource: an id with this prefix and, where `kind` is given, an ARN and an owner. */
function ec2(prefix: string, kind?: string, outputs?: Rule["outputs"]): Rule {
  return {
    id: ({ seed }) => ec2Id(prefix, seed),
    outputs: (subject, id) => ({
      ...(kind === undefined ? {} : { arn: arn(subject.place, "ec2", `${kind}/${id}`), ownerId: account }),
      ...outputs?.(subject, id),
    }),
  };
}

const vpc = ec2("vpc", "vpc", ({ seed, inputs, place }) => ({
  cidrBlock: inputs.cidrBlock ?? `10.0.0.0/${String(inputs.ipv4NetmaskLength ?? 16)}`,
  enableDnsSupport: inputs.enableDnsSupport ?? true,
  instanceTenancy: inputs.instanceTenancy ?? "default",
  dhcpOptionsId: ec2Id("dopt", place.region),
  defaultNetworkAclId: ec2Id("acl", seed),
  defaultRouteTableId: ec2Id("rtb", seed),
  mainRouteTableId: ec2Id("rtb", seed),
  defaultSecurityGroupId: ec2Id("sg", seed),
  ipv6CidrBlock:
    inputs.ipv6CidrBlock ?? (inputs.assignGeneratedIpv6CidrBlock === true ? `2001:db8:${hex(seed, 4)}:${hex(seed, 2)}00::/56` : ""),
  ipv6AssociationId: inputs.assignGeneratedIpv6CidrBlock === true ? ec2Id("vpc-cidr-assoc", seed) : "",
  ipv6CidrBlockNetworkBorderGroup: "",
}));

const subnet = ec2("subnet", "subnet", ({ inputs, place }) => {
  const zones = zoneNames(place.region);
  const zone = typeof inputs.availabilityZone === "string" ? inputs.availabilityZone : zones[0]!;
  return {
    availabilityZone: zone,
    availabilityZoneId: zoneIds(place.region)[Math.max(0, zones.indexOf(zone))],
    cidrBlock: inputs.cidrBlock ?? "10.0.0.0/24",
    ipv6CidrBlock: inputs.ipv6CidrBlock ?? "",
    ipv6CidrBlockAssociationId: "",
    privateDnsHostnameTypeOnLaunch: "ip-name",
  };
});

const eip = ec2("eipalloc", "elastic-ip", ({ seed, place }, id) => ({
  allocationId: id,
  domain: "vpc",
  publicIp: publicAddress(seed),
  publicDns: `ec2-${publicAddress(seed).replaceAll(".", "-")}.${place.region === "us-east-1" ? "compute-1" : `${place.region}.compute`}.${place.dnsSuffix}`,
  publicIpv4Pool: "amazon",
  networkBorderGroup: place.region,
  associationId: "",
  instance: "",
  networkInterface: "",
  privateIp: "",
}));

const natGateway = ec2("nat", undefined, natGatewayOutputs);

const vpcEndpoint = ec2("vpce", "vpc-endpoint", ({ seed, inputs, text, place }, id) => {
  const gateway = (inputs.vpcEndpointType ?? "Gateway") === "Gateway";
  const service = text("serviceName").split(`.${place.region}.`).at(-1)!.split(".").reverse().join("."); // ecr.api -> api.ecr
  return {
    vpcEndpointType: inputs.vpcEndpointType ?? "Gateway",
    state: "available",
    prefixListId: gateway ? ec2Id("pl", text("serviceName")) : "",
    cidrBlocks: gateway ? ["198.51.100.0/24"] : [],
    networkInterfaceIds: gateway ? [] : texts(inputs.subnetIds).map((subnetId) => ec2Id("eni", `${seed} ${subnetId}`)),
    dnsEntries: gateway
      ? []
      : [
          {
            dnsName: `${id}-${hex(`name ${seed}`, 8)}.${service}.${place.region}.vpce.${place.dnsSuffix}`,
            hostedZoneId: `Z${hex(place.region, 13).toUpperCase()}`,
          },
        ],
    policy: inputs.policy ?? '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}',
    ipAddressType: inputs.ipAddressType ?? "ipv4",
    dnsOptions: inputs.dnsOptions ?? {
      dnsRecordIpType: gateway ? "service-defined" : "ipv4",
      privateDnsOnlyForInboundResolverEndpoint: false,
    },
    serviceRegion: inputs.serviceRegion ?? place.region,
  };
});

/** Defaults of EC2 for a security group: none, because rules are resources of their own. */
const securityGroup = ec2("sg", "security-group", ({ inputs }) => ({ ingress: inputs.ingress ?? [], egress: inputs.egress ?? [] }));

/** The default group of a VPC, whose name and description are fixed. */
const defaultSecurityGroup = ec2("sg", "security-group", ({ inputs }) => ({
  name: "default",
  description: "default VPC security group",
  ingress: inputs.ingress ?? [],
  egress: inputs.egress ?? [],
}));

/** The default fields of a record. Source: VPC user guide, flow log records. */
const flowLogFormat = [
  ..."version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status".split(" "),
]
  .map((field) => `\${${field}}`)
  .join(" ");

const vpcRule = ec2("sgr", "security-group-rule", (_, id) => ({ securityGroupRuleId: id }));

function routeId({ text }: Subject): string {
  const destination = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"].map(text).join("");
  return `r-${text("routeTableId")}${number(destination, 4_000_000_000)}`;
}

export const ec2Rules: Rules = {
  "aws:ec2/vpc:Vpc": vpc,
  "aws:ec2/subnet:Subnet": subnet,
  "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation": {
    id: ({ text }) => `${text("dhcpOptionsId")}-${text("vpcId")}`,
    outputs: () => ({}),
  },
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": ec2("vpc-cidr-assoc"),
  "aws:ec2/eip:Eip": eip,
  "aws:ec2/natGateway:NatGateway": natGateway,
  "aws:ec2/vpcEndpoint:VpcEndpoint": vpcEndpoint,
  "aws:ec2/securityGroup:SecurityGroup": securityGroup,
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": defaultSecurityGroup,
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    id: ({ seed }) => `sgrule-${number(seed, 4_000_000_000)}`,
    outputs: ({ seed }) => ({ securityGroupRuleId: ec2Id("sgr", seed) }),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": vpcRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": vpcRule,
  "aws:ec2/internetGateway:InternetGateway": ec2("igw", "internet-gateway"),
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": ec2("eigw"),
  "aws:ec2/routeTable:RouteTable": ec2("rtb", "route-table"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ec2("rtbassoc"),
  "aws:ec2/route:Route": {
    id: routeId,
    outputs: () => ({ state: "active", origin: "CreateRoute", instanceId: "", instanceOwnerId: "", networkInterfaceId: "" }),
  },
  "aws:ec2/flowLog:FlowLog": ec2("fl", "vpc-flow-log", ({ inputs }) => ({ logFormat: inputs.logFormat ?? flowLogFormat })),
  "aws:ec2/launchTemplate:LaunchTemplate": ec2("lt", "launch-template", () => ({ latestVersion: 1, defaultVersion: 1 })),
  "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment": { id: ({ seed }) => `vpn-attachment-${hex(seed, 8)}` },
  "aws:ec2/placementGroup:PlacementGroup": {
    id: ({ name }) => name,
    outputs: ({ place, name, seed, text }) => ({
      arn: arn(place, "ec2", `placement-group/${name}`),
      placementGroupId: ec2Id("pg", seed),
      spreadLevel: text("strategy") === "spread" ? "rack" : "",
    }),
  },
  "aws:ec2/networkInterface:NetworkInterface": ec2("eni", "network-interface", ({ seed, text, known }) => ({
    privateIp: addressIn(known("aws:ec2/subnet:Subnet", text("subnetId"))?.cidrBlock, seed),
  })),
  "aws:ec2/instance:Instance": ec2("i", "instance", ({ seed, inputs, text, known }) => ({
    privateIp: addressIn(known("aws:ec2/subnet:Subnet", text("subnetId"))?.cidrBlock, seed),
    publicIp: inputs.associatePublicIpAddress === false ? "" : publicAddress(seed),
    primaryNetworkInterfaceId: ec2Id("eni", seed),
    spotInstanceRequestId: "",
    instanceState: "running",
  })),
  "aws:ec2/networkAcl:NetworkAcl": ec2("acl", "network-acl"),
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": ec2("pcx"),
  "aws:ec2/vpcDhcpOptions:VpcDhcpOptions": ec2("dopt", "dhcp-options"),
  "aws:ebs/volume:Volume": ec2("vol", "volume"),
  "aws:ec2transitgateway/transitGateway:TransitGateway": ec2("tgw", "transit-gateway"),
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": ec2("tgw-attach", undefined, () => ({ vpcOwnerId: account })),
};
