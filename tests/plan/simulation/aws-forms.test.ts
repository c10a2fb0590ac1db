// Outputs that other resources, policies and people rely on, in the form that AWS gives them (EKS, VPC, EFS and S3 user guides, 2026-11).
import { expect } from "chai";
import fc from "fast-check";
import { Netmask } from "netmask";
import type { Values } from "../../../plan/types";
import { Cloud } from "./cloud";

const uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

describe("simulated access entry", () => {
  const entry = (principalArn: string, inputs: Values = {}) =>
    new Cloud().create("aws:eks/accessEntry:AccessEntry", { clusterName: "shop", principalArn, ...inputs }).outputs;

  it("has the principal's type, account and name in its ARN, regardless of its path", () => {
    const arn = (kind: string) => new RegExp(`^arn:aws:eks:eu-west-1:123456789012:access-entry/shop/${kind}/111122223333/dev/${uuid}$`);
    expect(entry("arn:aws:iam::111122223333:role/dev").accessEntryArn).to.match(arn("role"));
    expect(entry("arn:aws:iam::111122223333:role/teams/eu/dev").accessEntryArn).to.match(arn("role"));
    expect(entry("arn:aws:iam::111122223333:user/dev").accessEntryArn).to.match(arn("user"));
  });

  it("has the user name that EKS gives the principal", () => {
    const role = "arn:aws:iam::111122223333:role/teams/dev";
    expect(entry(role).userName).to.equal("arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}}");
    expect(entry("arn:aws:iam::111122223333:user/dev").userName).to.equal("arn:aws:iam::111122223333:user/dev");
    expect(entry(role, { type: "EC2_LINUX" }).userName).to.equal("system:node:{{EC2PrivateDNSName}}");
    expect(entry(role, { userName: "dev:{{SessionName}}" }).userName).to.equal("dev:{{SessionName}}");
  });
});

describe("simulated network resources", () => {
  it("have NAT gateway and mount target addresses inside their subnets", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 28 }), fc.nat(255), fc.string({ minLength: 1, maxLength: 8 }), (bits, octet, name) => {
        const cloud = new Cloud();
        const cidr = new Netmask(`10.${octet}.64.0/${bits}`);
        const subnet = cloud.create("aws:ec2/subnet:Subnet", {
          vpcId: "vpc-1",
          cidrBlock: cidr.toString(),
          availabilityZone: "eu-west-1b",
        });
        const at: Values = { subnetId: subnet.id };
        const nat = cloud.create("aws:ec2/natGateway:NatGateway", { ...at, connectivityType: "private" }, name);
        const target = cloud.create("aws:efs/mountTarget:MountTarget", { ...at, fileSystemId: "fs-1" }, name);
        for (const address of [nat.outputs.privateIp, target.outputs.ipAddress] as string[])
          expect(cidr.contains(address), `${address} in ${cidr}`).to.equal(true);
        expect(target.outputs.mountTargetDnsName).to.equal("eu-west-1b.fs-1.efs.eu-west-1.amazonaws.com");
      }),
    );
  });

  it("have public DNS names of their region, and compute-1 in us-east-1", () => {
    const name = (region: string) => new Cloud({ region }).create("aws:ec2/eip:Eip", {}).outputs.publicDns;
    expect(name("us-east-1")).to.match(/^ec2-203-0-113-\d+\.compute-1\.amazonaws\.com$/);
    expect(name("eu-west-1")).to.match(/^ec2-203-0-113-\d+\.eu-west-1\.compute\.amazonaws\.com$/);
  });

  it("include a default security group with the name default", () => {
    const { outputs } = new Cloud().create("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: "vpc-1" });
    expect(outputs).to.include({ name: "default", description: "default VPC security group", namePrefix: "" });
  });
});

describe("other simulated resources", () => {
  it("have ids and zones in the form of their service", () => {
    const id = (type: string, inputs: Values = {}) => new Cloud().create(type, inputs, "x").id;
    expect(id("aws:efs/fileSystem:FileSystem")).to.match(/^fs-[0-9a-f]{17}$/);
    expect(id("aws:efs/mountTarget:MountTarget", { fileSystemId: "fs-1", subnetId: "subnet-1" })).to.match(/^fsmt-[0-9a-f]{17}$/);
    expect(id("aws:iam/userPolicy:UserPolicy", { user: "dev", policy: "{}", name: "read" })).to.equal("dev:read");
    const zone = (region: string) => new Cloud({ region }).create("aws:s3/bucket:Bucket", {}).outputs.hostedZoneId;
    expect([zone("eu-west-1"), zone("us-east-1")]).to.deep.equal(["Z1BKCTXD74EZPE", "Z3AQBSTGFYJSTF"]);
  });

  it("include the launch template's name in a node group's outputs", () => {
    const cloud = new Cloud();
    const template = cloud.create("aws:ec2/launchTemplate:LaunchTemplate", { name: "web" });
    const group = {
      clusterName: "shop",
      nodeRoleArn: "arn:x",
      subnetIds: ["s"],
      scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
    };
    const { outputs } = cloud.create("aws:eks/nodeGroup:NodeGroup", { ...group, launchTemplate: { id: template.id, version: "1" } });
    expect(outputs.launchTemplate).to.deep.equal({ id: template.id, version: "1", name: "web" });
  });
});
