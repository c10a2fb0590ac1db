import type { PlannedResource } from "../planned-resource";
import type { ResourceView } from "../resource-view";
import { advice, type BuiltInRule, onEach, productionOnly, serious } from "../rule";
import { at, isOn, knownItems, type Property } from "../values";
import { zonesOf } from "./subnets";
import { subnetType, vpcType } from "./types";

const anywhere = ["0.0.0.0/0", "::/0"];

/** Ingress rules of a resource: inline ones, or itself. */
function ingressRules({ type, inputs }: PlannedResource): readonly Property[] {
  if (type === "aws:ec2/securityGroupRule:SecurityGroupRule") return at(inputs.type) === "ingress" ? [inputs] : [];
  return type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule" ? [inputs] : knownItems(inputs.ingress);
}

/** Ports that an ingress rule opens to the internet, in words; nothing for HTTP and HTTPS, which load balancers serve. */
function openPorts(rule: Property): string | undefined {
  const sources = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"].flatMap((key) => knownItems(at(rule, key)));
  if (!sources.some((source) => anywhere.includes(source as string))) return undefined;
  const protocol = at(rule, "protocol") ?? at(rule, "ipProtocol");
  const [from, to] = [at(rule, "fromPort"), at(rule, "toPort")];
  if (protocol === "-1" || protocol === -1 || protocol === "all") return "every port";
  if (typeof from !== "number" || typeof to !== "number" || protocol === "icmp" || protocol === "icmpv6") return undefined;
  if (from !== to) return `ports ${from} to ${to}`;
  return from === 80 || from === 443 ? undefined : `port ${from}`;
}

/** Gateways that serve one zone and, as far as is known, are in a VPC. */
function zonalGateways(vpc: PlannedResource, view: ResourceView): readonly PlannedResource[] {
  return view.ofType("aws:ec2/natGateway:NatGateway").filter((gateway) => {
    if (at(gateway.inputs.availabilityMode) === "regional") return false;
    const subnets = view.ofType(subnetType).filter((subnet) => view.refersTo(gateway, "subnetId", subnet) !== false);
    return subnets.some((subnet) => view.refersTo(subnet, "vpcId", vpc) !== false);
  });
}

export const networkRules: readonly BuiltInRule[] = [
  {
    id: "vpc-flow-logs",
    title: "The VPC has flow logs",
    reason: "Without them, there is no record of accepted and rejected connections.",
    fix: "write `network.flowLogs: { retentionDays: 90 }` (`aws.ec2.FlowLog`)",
    controls: ["FSBP EC2.6"],
    levels: serious,
    check: onEach(
      vpcType,
      (vpc, view) => view.referring("aws:ec2/flowLog:FlowLog", "vpcId", vpc).length === 0 && "the VPC has no flow logs",
    ),
  },
  {
    id: "vpc-public-subnet-addresses",
    title: "Subnets assign no public addresses by themselves",
    reason: "Nothing that a stack of this project starts runs in a public subnet; other instances in it are on the internet at once.",
    fix: "start instances in private subnets, as node pools do; to turn it off, override `mapPublicIpOnLaunch` of these subnets with `overrides` or `transforms`",
    controls: ["FSBP EC2.15"],
    levels: { development: "information", production: "information" },
    check: onEach(
      subnetType,
      ({ inputs }) =>
        isOn(at(inputs.mapPublicIpOnLaunch)) && "every instance started here gets a public IPv4 address (`mapPublicIpOnLaunch`)",
    ),
  },
  {
    id: "vpc-open-ingress",
    title: "Security groups open no port to the whole internet but HTTP and HTTPS",
    reason: "Services on these ports can then be attacked from anywhere.",
    fix: "name the ranges or security groups that need the port",
    controls: ["FSBP EC2.18", "FSBP EC2.19", "EKS Best Practices / network-security"],
    levels: serious,
    check: onEach(
      [
        "aws:ec2/securityGroup:SecurityGroup",
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        "aws:ec2/securityGroupRule:SecurityGroupRule",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      ],
      (resource) =>
        ingressRules(resource).flatMap((rule) => {
          const ports = openPorts(rule);
          return ports === undefined ? [] : [`opens ${ports} to the whole internet`];
        }),
    ),
  },
  {
    id: "vpc-default-security-group",
    title: "The default security group has no rules",
    reason: "Whatever is started without a security group gets this one.",
    fix: "remove `ingress` and `egress` of the default security group, as stacks of this project do",
    controls: ["FSBP EC2.2"],
    levels: advice,
    check: onEach(
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
      ({ inputs }) =>
        [...knownItems(inputs.ingress), ...knownItems(inputs.egress)].length > 0 && "the default security group of the VPC has rules",
    ),
  },
  {
    id: "vpc-single-nat",
    title: "Every zone has its own NAT gateway",
    reason: "All zones lose egress when the zone of the only NAT gateway fails.",
    fix: "write `network.nat: perZone`",
    controls: ["EKS Best Practices / subnets"],
    levels: productionOnly,
    check: onEach(vpcType, (vpc, view) => {
      const zones = zonesOf(vpc, view).size;
      return zones > 1 && zonalGateways(vpc, view).length === 1 && `${zones} zones share one NAT gateway`;
    }),
  },
  {
    id: "vpc-endpoint-policy",
    title: "VPC endpoints have a policy",
    reason: "Without one, clients in the VPC can use the service with credentials of any account, and so carry data out.",
    fix: "write `network.endpointPolicies` (`aws.ec2.VpcEndpointPolicy`)",
    controls: [],
    levels: advice,
    check: onEach(
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      (endpoint, view) =>
        at(endpoint.inputs.policy) === undefined &&
        view.referring("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", "vpcEndpointId", endpoint).length === 0 &&
        "the endpoint has no policy",
    ),
  },
];
