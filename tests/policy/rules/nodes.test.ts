import { nodeRules } from "../../../policy/rules/nodes";
import { describeRules, of } from "./support";

const template = of("aws:ec2/launchTemplate:LaunchTemplate");
const instance = of("aws:ec2/instance:Instance");
const configuration = of("aws:ec2/launchConfiguration:LaunchConfiguration");
const group = of("aws:eks/nodeGroup:NodeGroup");
const scaling = of("aws:autoscaling/group:Group");
const subnet = (name: string, inputs: object = {}) => of("aws:ec2/subnet:Subnet")(inputs, { name, id: name, urn: `urn:subnet::${name}` });
const nodeClass = (spec: object) => of("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass")({ spec });
const encrypted = { deviceName: "/dev/xvda", ebs: { encrypted: "true" } };
const twoHops = { httpPutResponseHopLimit: 2 };
const imdsv1 = "instances answer IMDSv1";

describe("rules about nodes", () => {
  describeRules(nodeRules, {
    "ec2-imdsv2": {
      trips: [
        [[template({})], imdsv1],
        [[template({ metadataOptions: { httpTokens: "optional" } })], imdsv1],
        [[instance({})], imdsv1],
        [[configuration({ metadataOptions: {} })], imdsv1],
        [[nodeClass({ metadataOptions: { httpTokens: "optional" } })], imdsv1],
      ],
      passes: [
        [template({ metadataOptions: { httpTokens: "required" } })],
        [instance({ metadataOptions: { httpEndpoint: "disabled" } })],
        [group({})],
        [nodeClass({})],
      ],
    },
    "ec2-hop-limit": {
      trips: [template({ metadataOptions: twoHops }), nodeClass({ metadataOptions: twoHops })].map((resource) => [
        [resource],
        "pods reach the instance metadata (hop limit 2)",
      ]),
      passes: [[template({ metadataOptions: { httpPutResponseHopLimit: 1 } })], [template({})]],
    },
    "ec2-volume-encryption": {
      trips: [
        [[template({})], "the root volume is not encrypted"],
        [
          [template({ blockDeviceMappings: [encrypted, { deviceName: "/dev/xvdb", ebs: { encrypted: "false" } }] })],
          "volume /dev/xvdb is not encrypted",
        ],
        [
          [configuration({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "/dev/xvdb" }] })],
          "a volume is not encrypted",
        ],
        [[instance({ rootBlockDevice: { volumeSize: 8 } })], "the root volume is not encrypted"],
        [[of("aws:ebs/volume:Volume")({ size: 8, encrypted: false })], "the volume is not encrypted"],
        [[nodeClass({ blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: {} }] })], "volume /dev/xvda is not encrypted"],
        [[group({})], "the root volume is not encrypted, because the group has no launch template"],
      ],
      passes: [
        [template({ blockDeviceMappings: [encrypted, { deviceName: "/dev/xvdc", noDevice: "true" }] })],
        [instance({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [] })],
        [of("aws:ebs/volume:Volume")({ size: 8, encrypted: true })],
        [group({ launchTemplate: { id: "lt-1", version: "1" } })],
        [nodeClass({})],
        [nodeClass({ blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: true } }] })],
      ],
    },
    "ec2-public-address": {
      trips: [
        [[template({ networkInterfaces: [{ associatePublicIpAddress: "true" }] })], "instances get a public address"],
        [[instance({ associatePublicIpAddress: true })], "instances get a public address"],
        [[nodeClass({ associatePublicIPAddress: true })], "instances get a public address"],
      ],
      passes: [[template({ networkInterfaces: [{ associatePublicIpAddress: "false" }] })], [instance({})], [template({})]],
    },
    "eks-public-nodes": {
      trips: [
        [[group({ subnetIds: ["a", "b"] }), subnet("a"), subnet("b", { mapPublicIpOnLaunch: true })], "nodes run in public subnets: b"],
        [
          [
            scaling({ vpcZoneIdentifiers: ["a"] }),
            subnet("a"),
            of("aws:ec2/routeTableAssociation:RouteTableAssociation")({ subnetId: "a", routeTableId: "rtb-1" }),
            of("aws:ec2/route:Route")({ routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }),
          ],
          "nodes run in public subnets: a",
        ],
      ],
      passes: [
        [group({ subnetIds: ["a"] }), subnet("a"), subnet("b", { mapPublicIpOnLaunch: true })],
        [
          group({ subnetIds: ["a"] }),
          subnet("a"),
          of("aws:ec2/routeTableAssociation:RouteTableAssociation")({ subnetId: "a", routeTableId: "rtb-1" }),
          of("aws:ec2/route:Route")({ routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }),
          of("aws:ec2/route:Route")({ routeTableId: "rtb-2", destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }),
        ],
      ],
    },
    "eks-node-ssh": {
      trips: [[[group({ remoteAccess: { ec2SshKey: "key" } })], "port 22 of the nodes is open to the whole internet"]],
      passes: [
        [group({ remoteAccess: { ec2SshKey: "key", sourceSecurityGroupIds: ["sg-1"] } })],
        [group({ remoteAccess: {} })],
        [group({})],
      ],
    },
    "eks-nodes-one-zone": {
      trips: [
        [
          [
            group({ subnetIds: ["a"] }),
            scaling({ vpcZoneIdentifiers: ["b"] }),
            subnet("a", { availabilityZone: "eu-west-1a" }),
            subnet("b", { availabilityZone: "eu-west-1a" }),
          ],
          "all nodes are in one zone, eu-west-1a",
        ],
      ],
      passes: [
        [
          group({ subnetIds: ["a"] }),
          scaling({ vpcZoneIdentifiers: ["b"] }),
          subnet("a", { availabilityZone: "eu-west-1a" }),
          subnet("b", { availabilityZone: "eu-west-1b" }),
        ],
        [group({ subnetIds: ["a", "elsewhere"] }), subnet("a", { availabilityZone: "eu-west-1a" })],
        [],
      ],
    },
  });
});
