import { expect } from "chai";
import { FakeAwsFixture, rejection, trust } from "./fixture";
import type { FakeResource } from "./types";

const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";
const addonType = "aws:eks/addon:Addon";

describe("fake AWS: dependencies", () => {
  let fixture: FakeAwsFixture;
  beforeEach(() => {
    fixture = new FakeAwsFixture();
  });
  afterEach(() => fixture.close());

  const drop = (resource: FakeResource) => fixture.fakeAws.delete(resource);

  /** A network with one resource of each kind that another resource depends on. */
  async function network() {
    const vpc = await fixture.create("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
    const gateway = await fixture.create("aws:ec2/internetGateway:InternetGateway", "net", { vpcId: vpc.id });
    const subnet = await fixture.create("aws:ec2/subnet:Subnet", "a", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    const eip = await fixture.create("aws:ec2/eip:Eip", "a", { domain: "vpc" });
    const nat = await fixture.create("aws:ec2/natGateway:NatGateway", "a", { allocationId: eip.id, subnetId: subnet.id });
    const group = await fixture.create("aws:ec2/securityGroup:SecurityGroup", "a", { vpcId: vpc.id, description: "a" });
    const other = await fixture.create("aws:ec2/securityGroup:SecurityGroup", "b", { vpcId: vpc.id, description: "b" });
    const rule = await fixture.create("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "a", {
      securityGroupId: other.id,
      referencedSecurityGroupId: group.id,
      ipProtocol: "-1",
    });
    return { vpc, gateway, subnet, eip, nat, group, other, rule };
  }

  it("rejects the deletion of a network resource in use with the message of EC2", async () => {
    const { vpc, gateway, subnet, eip, nat, group, other } = await network();
    expect(await rejection(drop(subnet))).to.equal(
      `DependencyViolation: The subnet '${subnet.id}' has dependencies and cannot be deleted.`,
    );
    expect(await rejection(drop(vpc))).to.equal(`DependencyViolation: The vpc '${vpc.id}' has dependencies and cannot be deleted.`);
    expect(await rejection(drop(group))).to.equal(`DependencyViolation: resource ${group.id} has a dependent object`);
    expect(await rejection(drop(eip))).to.match(/^InvalidIPAddress.InUse: Address 203\.0\.113\.\d+ is in use\.$/);
    expect(await rejection(drop(gateway))).to.match(/^DependencyViolation: Network vpc-\w+ has some mapped public address\(es\)/);
    for (const resource of [nat, eip, gateway, other, group, subnet, vpc]) await drop(resource);
    expect(fixture.fakeAws.resources()).to.deep.equal([]);
  });

  it("retries a deletion as long as the provider does, and succeeds when the dependent resource is gone", async () => {
    const { subnet, nat } = await network();
    const start = fixture.fakeAws.now();
    await Promise.all([drop(subnet), drop(nat)]);
    expect(fixture.fakeAws.now() - start).to.be.within(60, 75);
    const second = await fixture.create("aws:ec2/subnet:Subnet", "b", { vpcId: subnet.inputs.vpcId!, cidrBlock: "10.0.1.0/24" });
    fixture.fakeAws.addUnmanaged({ type: "aws:ec2/networkInterface:NetworkInterface", id: "eni-1", inputs: { subnetId: second.id } });
    const then = fixture.fakeAws.now();
    expect(await rejection(drop(second))).to.match(/^DependencyViolation/);
    expect(fixture.fakeAws.now() - then).to.be.within(1200, 1210);
  });

  it("rejects the deletion of roles and policies with attachments", async () => {
    const policy = await fixture.create("aws:iam/policy:Policy", "p", { policy: "{}" });
    const role = await fixture.create("aws:iam/role:Role", "r", { assumeRolePolicy: trust("ec2.amazonaws.com") });
    const attachment = await fixture.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", {
      role: role.outputs.name!,
      policyArn: policy.outputs.arn!,
    });
    expect(await rejection(drop(policy))).to.equal("DeleteConflict: Cannot delete a policy attached to entities.");
    expect(await rejection(drop(role))).to.equal("DeleteConflict: Cannot delete entity, must detach all policies first.");
    const inline = await fixture.create("aws:iam/rolePolicy:RolePolicy", "i", { role: role.outputs.name!, policy: "{}" });
    await drop(attachment);
    expect(await rejection(drop(role))).to.equal("DeleteConflict: Cannot delete entity, must delete policies first.");
    for (const resource of [inline, role, policy]) await drop(resource);
    expect(await rejection(fixture.create("aws:iam/rolePolicy:RolePolicy", "i", { role: role.outputs.name!, policy: "{}" }))).to.equal(
      `NoSuchEntity: The role with name ${String(role.outputs.name)} cannot be found.`,
    );
  });

  it("rejects the deletion of a cluster with nodes, and deletes add-ons with the cluster", async () => {
    const { cluster, subnets } = await fixture.cluster();
    const nodes = await fixture.role("nodes", "ec2.amazonaws.com");
    await fixture.create(addonType, "dns", { clusterName: "shop", addonName: "coredns" });
    const group = await fixture.create(nodeGroupType, "g", {
      clusterName: "shop",
      nodeRoleArn: nodes.outputs.arn!,
      subnetIds: [subnets[0]!.id],
      scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
    });
    expect(await rejection(drop(cluster))).to.equal("ResourceInUseException: Cluster has nodegroups attached");
    await drop(group);
    await drop(cluster);
    expect(fixture.fakeAws.resources().map(({ type }) => type)).not.to.include(addonType);
    expect(fixture.fakeAws.resources("aws:ec2/securityGroup:SecurityGroup")).to.deep.equal([]);
  });

  it("enforces deletion protection, and rejects non-empty buckets and rules with targets", async () => {
    const { cluster } = await fixture.cluster({ deletionProtection: true });
    expect(await rejection(drop(cluster))).to.match(/^InvalidRequestException: .*deletion protection/);
    const bucket = await fixture.create("aws:s3/bucket:Bucket", "logs", {});
    fixture.fakeAws.addUnmanaged({ type: "aws:s3/bucketObject:BucketObject", id: "x", inputs: { bucket: bucket.id } });
    expect(await rejection(drop(bucket))).to.equal("BucketNotEmpty: The bucket you tried to delete is not empty");
    const rule = await fixture.create("aws:cloudwatch/eventRule:EventRule", "r", { eventPattern: "{}" });
    const target = await fixture.create("aws:cloudwatch/eventTarget:EventTarget", "t", {
      rule: rule.outputs.name!,
      arn: "arn:aws:sqs:::q",
    });
    expect(await rejection(drop(rule))).to.match(/^ValidationException: Rule can't be deleted/);
    await drop(target);
    await drop(rule);
  });

  it("rejects new resources in deleted ones", async () => {
    const { vpc, subnets, cluster } = await fixture.cluster();
    await drop(cluster);
    for (const subnet of subnets) await drop(subnet);
    await drop(vpc);
    const inVpc = fixture.create("aws:ec2/subnet:Subnet", "late", { vpcId: vpc.id, cidrBlock: "10.0.9.0/24" });
    expect(await rejection(inVpc)).to.equal(`InvalidVpcID.NotFound: The vpc ID '${vpc.id}' does not exist`);
    const addon = fixture.create(addonType, "dns", { clusterName: "shop", addonName: "coredns" });
    expect(await rejection(addon)).to.equal("ResourceNotFoundException: No cluster found for name: shop.");
  });

  it("ignores the deletion of a deleted resource", async () => {
    const { cluster } = await fixture.cluster();
    await drop(cluster);
    const start = fixture.fakeAws.now();
    await drop(cluster);
    expect(fixture.fakeAws.now()).to.equal(start);
  });
});
