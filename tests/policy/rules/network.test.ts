import { UNKNOWN } from "../../../policy/planned-resource";
import { networkRules } from "../../../policy/rules/network";
import { describeRules, of } from "./support";

const vpc = of("aws:ec2/vpc:Vpc");
const flowLog = of("aws:ec2/flowLog:FlowLog");
const subnet = (name: string, inputs: object = {}) => of("aws:ec2/subnet:Subnet")(inputs, { name, id: name, urn: `urn:subnet::${name}` });
const nat = (name: string, inputs: object) => of("aws:ec2/natGateway:NatGateway")(inputs, { name, urn: `urn:nat::${name}` });
const group = of("aws:ec2/securityGroup:SecurityGroup");
const defaultGroup = of("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
const rule = of("aws:ec2/securityGroupRule:SecurityGroupRule");
const ingress = of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
const endpoint = of("aws:ec2/vpcEndpoint:VpcEndpoint");
const noFlowLogs = "the VPC has no flow logs";
const zones = [
  subnet("a", { vpcId: "id-of-vpc", availabilityZone: "eu-west-1a" }),
  subnet("b", { vpcId: "id-of-vpc", availabilityZone: "eu-west-1b" }),
];

describe("rules about networks", () => {
  describeRules(networkRules, {
    "vpc-flow-logs": {
      trips: [
        [[vpc({})], noFlowLogs],
        [[vpc({}), flowLog({ vpcId: "id-of-other" })], noFlowLogs],
        [[vpc({}, { id: UNKNOWN }), flowLog({ vpcId: UNKNOWN }, { propertyDependencies: { vpcId: ["urn:of:another"] } })], noFlowLogs],
      ],
      passes: [
        [vpc({}), flowLog({ vpcId: "id-of-vpc" })],
        [
          vpc({}, { id: UNKNOWN }),
          flowLog({ vpcId: UNKNOWN }, { propertyDependencies: { vpcId: ["urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::vpc"] } }),
        ],
        [vpc({}, { external: true })],
      ],
      reportsMissing: true,
    },
    "vpc-public-subnet-addresses": {
      trips: [
        [[subnet("a", { mapPublicIpOnLaunch: true })], "every instance started here gets a public IPv4 address (`mapPublicIpOnLaunch`)"],
      ],
      passes: [[subnet("a", { mapPublicIpOnLaunch: false })], [subnet("a")]],
    },
    "vpc-open-ingress": {
      trips: [
        [
          [group({ ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }] })],
          "opens port 22 to the whole internet",
        ],
        [
          [rule({ type: "ingress", protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] })],
          "opens every port to the whole internet",
        ],
        [[ingress({ ipProtocol: "tcp", fromPort: 80, toPort: 443, cidrIpv4: "0.0.0.0/0" })], "opens ports 80 to 443 to the whole internet"],
      ],
      passes: [
        [group({ ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8"] }] })],
        [ingress({ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" })],
        [rule({ type: "egress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] })],
        [group({ egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] })],
      ],
    },
    "vpc-default-security-group": {
      trips: [
        [
          [defaultGroup({ ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] })],
          "the default security group of the VPC has rules",
        ],
      ],
      passes: [[defaultGroup({ vpcId: "vpc-1", ingress: [] })]],
    },
    "vpc-single-nat": {
      trips: [[[vpc({}), ...zones, nat("one", { subnetId: "a" })], "2 zones share one NAT gateway"]],
      passes: [
        [vpc({}), ...zones, nat("one", { subnetId: "a" }), nat("two", { subnetId: "b" })],
        [vpc({}), ...zones, nat("one", { availabilityMode: "regional", vpcId: "id-of-vpc" })],
        [vpc({}), zones[0]!, nat("one", { subnetId: "a" })],
        [vpc({}), ...zones],
      ],
    },
    "vpc-endpoint-policy": {
      trips: [[[endpoint({ serviceName: "com.amazonaws.eu-west-1.s3" })], "the endpoint has no policy"]],
      passes: [
        [endpoint({ policy: "{}" })],
        [endpoint({}), of("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy")({ vpcEndpointId: "id-of-vpcendpoint", policy: "{}" })],
      ],
    },
  });
});
