import { expect } from "chai";
import { regions } from "../../../components/reference/regions";
import { SimulationError } from "../../../plan/types";
import { Cloud } from "./cloud";

const zones = "aws:index/getAvailabilityZones:getAvailabilityZones";
const subnet = "aws:ec2/getSubnet:getSubnet";

describe("simulated data source", () => {
  it("returns the account, partition and region", () => {
    const cloud = new Cloud({ region: "us-gov-west-1" });
    expect(cloud.invoke("aws:index/getPartition:getPartition")).to.include({ partition: "aws-us-gov", dnsSuffix: "amazonaws.com" });
    expect(cloud.invoke("aws:index/getCallerIdentity:getCallerIdentity")).to.include({ accountId: "123456789012" });
    expect(cloud.invoke("aws:index/getRegion:getRegion")).to.include({ name: "us-gov-west-1", region: "us-gov-west-1" });
  });

  it("finds Auto Scaling groups by tag, also those of managed node groups", () => {
    const cloud = new Cloud();
    const tag = { key: "owned-by", value: "shop", propagateAtLaunch: false };
    const scalingConfig = { minSize: 1, maxSize: 4, desiredSize: 2 };
    const managed = cloud.create("aws:eks/nodeGroup:NodeGroup", {
      clusterName: "shop",
      nodeRoleArn: "arn:aws:iam::123456789012:role/nodes",
      subnetIds: ["subnet-1"],
      scalingConfig,
    });
    const [{ autoscalingGroups }] = managed.outputs.resources as unknown as [{ autoscalingGroups: [{ name: string }] }];
    const { name } = autoscalingGroups[0];
    cloud.create("aws:autoscaling/tag:Tag", { autoscalingGroupName: name, tag });
    cloud.create("aws:autoscaling/group:Group", { name: "own", minSize: 3, maxSize: 5, tags: [tag] }, "own");
    cloud.create("aws:autoscaling/group:Group", { name: "other", minSize: 1, maxSize: 1 }, "other");
    const find = (filter: string, ...values: string[]) =>
      cloud.invoke("aws:autoscaling/getAmiIds:getAmiIds", { filters: [{ name: filter, values }] }).names;
    expect(find("tag:owned-by", "shop")).to.deep.equal([name, "own"].sort());
    expect(find("tag:owned-by", "else")).to.deep.equal([]);
    expect(find("tag-key", "owned-by")).to.have.length(2);
    const size = (group: string) => cloud.invoke("aws:autoscaling/getGroup:getGroup", { name: group });
    expect(size(name)).to.include({ minSize: 1, maxSize: 4, desiredCapacity: 2 });
    expect(size("own")).to.include({ minSize: 3, maxSize: 5, desiredCapacity: 3 });
    expect(() => size("gone")).to.throw(SimulationError, "no Auto Scaling group gone");
  });

  it("rejects a region that does not exist", () => {
    expect(() => new Cloud({ region: "eu-west-9" }).invoke(zones)).to.throw("eu-west-9 is not an AWS region");
  });

  it("lists as many zones as each region has, with as many zone ids", () => {
    for (const [region, facts] of Object.entries(regions)) {
      const { names, zoneIds } = new Cloud({ region }).invoke(zones) as { names: string[]; zoneIds: string[] };
      expect(names.length, region).to.equal(zoneIds.length).and.to.equal(new Set(zoneIds).size);
      const usable = zoneIds.filter((id) => !(facts.notForClusterSubnets ?? []).includes(id));
      expect(usable.length, region).to.equal(facts.zones ?? 3);
    }
  });

  it("includes the us-east-1 zone that EKS rejects", () => {
    const { names, zoneIds } = new Cloud({ region: "us-east-1" }).invoke(zones) as { names: string[]; zoneIds: string[] };
    expect(zoneIds[names.indexOf("us-east-1e")]).to.equal("use1-az3");
  });

  it("filters zones", () => {
    const cloud = new Cloud();
    const optIn = (status: string) => cloud.invoke(zones, { filters: [{ name: "opt-in-status", values: [status] }] }).names;
    expect(optIn("opt-in-not-required")).to.deep.equal(["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
    expect(optIn("opted-in")).to.deep.equal([]);
    expect(cloud.invoke(zones, { excludeNames: ["eu-west-1b"] }).zoneIds).to.deep.equal(["euw1-az1", "euw1-az3"]);
  });

  it("returns an existing cluster with subnets in three zones of one VPC", () => {
    const cloud = new Cloud();
    const found = cloud.invoke("aws:eks/getCluster:getCluster", { name: "shop" });
    const { vpcId, subnetIds, clusterSecurityGroupId } = found.vpcConfig as {
      vpcId: string;
      subnetIds: string[];
      clusterSecurityGroupId: string;
    };
    const subnets = subnetIds.map((id) => cloud.invoke(subnet, { id }));
    expect(found).to.include({ name: "shop", status: "ACTIVE", version: "1.35" });
    expect(clusterSecurityGroupId).to.match(/^sg-/);
    expect(new Set(subnets.map(({ availabilityZone }) => availabilityZone)).size).to.equal(3);
    expect(new Set(subnets.map((one) => one.vpcId))).to.deep.equal(new Set([vpcId]));
    expect(JSON.stringify(found.identities)).to.include("https://oidc.eks.eu-west-1.amazonaws.com/id/");
  });

  it("distributes arbitrary subnet ids over the zones", () => {
    const found = ["subnet-a", "subnet-b", "subnet-c"].map((id) => new Cloud().invoke(subnet, { id }).availabilityZone);
    expect(new Set(found).size).to.equal(3);
  });

  it("returns resources that were created earlier", () => {
    const cloud = new Cloud();
    const vpc = cloud.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.7.0.0/16" });
    const created = cloud.create("aws:ec2/subnet:Subnet", { vpcId: vpc.id, cidrBlock: "10.7.1.0/24", availabilityZone: "eu-west-1b" });
    expect(cloud.invoke(subnet, { id: created.id })).to.include({
      vpcId: vpc.id,
      cidrBlock: "10.7.1.0/24",
      availabilityZone: "eu-west-1b",
    });
    expect(cloud.invoke("aws:ec2/getVpc:getVpc", { id: vpc.id })).to.include({ cidrBlock: "10.7.0.0/16" });
    expect(cloud.invoke("aws:ec2/getSubnets:getSubnets", { filters: [{ name: "vpc-id", values: [vpc.id] }] }).ids).to.deep.equal([
      created.id,
    ]);
  });

  it("returns the routes of a subnet", () => {
    const cloud = new Cloud();
    const table = cloud.create("aws:ec2/routeTable:RouteTable", { vpcId: "vpc-1" });
    cloud.create("aws:ec2/routeTableAssociation:RouteTableAssociation", { routeTableId: table.id, subnetId: "subnet-1" });
    cloud.create("aws:ec2/route:Route", { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" });
    const found = cloud.invoke("aws:ec2/getRouteTable:getRouteTable", { subnetId: "subnet-1" });
    expect(found.routes)
      .to.have.length(1)
      .and.to.have.nested.property("[0]")
      .that.includes({ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1", natGatewayId: "" });
  });

  it("renders a policy document", () => {
    const { minifiedJson } = new Cloud().invoke("aws:iam/getPolicyDocument:getPolicyDocument", {
      statements: [
        {
          sid: "One",
          actions: ["s3:GetObject"],
          resources: ["a", "b"],
          principals: [{ type: "AWS", identifiers: ["arn:x"] }],
          conditions: [{ test: "StringEquals", variable: "aws:x", values: ["y"] }],
        },
      ],
    });
    expect(JSON.parse(String(minifiedJson))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "One",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: ["b", "a"],
          Principal: { AWS: "arn:x" },
          Condition: { StringEquals: { "aws:x": "y" } },
        },
      ],
    });
  });

  it("returns the same result for the same arguments, and never undefined", () => {
    for (const [token, args] of [
      ["aws:ec2/getAmi:getAmi", { owners: ["amazon"], filters: [{ name: "image-id", values: ["ami-1"] }] }],
      ["aws:eks/getAddonVersion:getAddonVersion", { addonName: "coredns", kubernetesVersion: "1.35", mostRecent: true }],
      ["aws:ssm/getParameter:getParameter", { name: "/aws/service/eks/x/image_id" }],
      ["aws:ec2/getVpc:getVpc", { default: true }],
      ["aws:kms/getKey:getKey", { keyId: "alias/a" }],
      ["aws:route53/getZone:getZone", { name: "example.com" }],
    ] as const) {
      const [one, two] = [new Cloud().invoke(token, args), new Cloud().invoke(token, args)];
      expect(one, token).to.deep.equal(two).and.not.include.any.keys("undefined");
      expect(Object.values(one), token).not.to.include(undefined);
    }
  });

  it("rejects an unknown data source by name", () => {
    expect(() => new Cloud().invoke("aws:ec2/getNothing:getNothing")).to.throw(SimulationError, "aws:ec2/getNothing:getNothing");
    expect(() => new Cloud().invoke("kubernetes:helm:template")).to.throw(SimulationError, "kubernetes:helm:template");
  });
});
