import { expect } from "chai";
import { FakeAwsFixture, refusal, trust } from "./site";
import type { FakeResource } from "./types";

const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";
const addonType = "aws:eks/addon:Addon";

describe("what holds what in the world", () => {
  let site: FakeAwsFixture;
  beforeEach(() => {
    site = new FakeAwsFixture();
  });
  afterEach(() => site.close());

  const drop = (resource: FakeResource) => site.fakeAws.delete(resource);

  /** A network with one of everything that something else holds. */
  async function network() {
    const vpc = await site.make("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
    const gateway = await site.make("aws:ec2/internetGateway:InternetGateway", "net", { vpcId: vpc.id });
    const subnet = await site.make("aws:ec2/subnet:Subnet", "a", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    const eip = await site.make("aws:ec2/eip:Eip", "a", { domain: "vpc" });
    const nat = await site.make("aws:ec2/natGateway:NatGateway", "a", { allocationId: eip.id, subnetId: subnet.id });
    const group = await site.make("aws:ec2/securityGroup:SecurityGroup", "a", { vpcId: vpc.id, description: "a" });
    const other = await site.make("aws:ec2/securityGroup:SecurityGroup", "b", { vpcId: vpc.id, description: "b" });
    const rule = await site.make("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "a", {
      securityGroupId: other.id,
      referencedSecurityGroupId: group.id,
      ipProtocol: "-1",
    });
    return { vpc, gateway, subnet, eip, nat, group, other, rule };
  }

  it("lets nothing of a network go before what uses it, and says so as EC2 does", async () => {
    const { vpc, gateway, subnet, eip, nat, group, other } = await network();
    expect(await refusal(drop(subnet))).to.equal(`DependencyViolation: The subnet '${subnet.id}' has dependencies and cannot be deleted.`);
    expect(await refusal(drop(vpc))).to.equal(`DependencyViolation: The vpc '${vpc.id}' has dependencies and cannot be deleted.`);
    expect(await refusal(drop(group))).to.equal(`DependencyViolation: resource ${group.id} has a dependent object`);
    expect(await refusal(drop(eip))).to.match(/^InvalidIPAddress.InUse: Address 203\.0\.113\.\d+ is in use\.$/);
    expect(await refusal(drop(gateway))).to.match(/^DependencyViolation: Network vpc-\w+ has some mapped public address\(es\)/);
    for (const resource of [nat, eip, gateway, other, group, subnet, vpc]) await drop(resource);
    expect(site.fakeAws.resources()).to.deep.equal([]);
  });

  it("tries again as long as the provider does, and goes on when the holder is gone", async () => {
    const { subnet, nat } = await network();
    const start = site.fakeAws.now();
    await Promise.all([drop(subnet), drop(nat)]);
    expect(site.fakeAws.now() - start).to.be.within(60, 75);
    const second = await site.make("aws:ec2/subnet:Subnet", "b", { vpcId: subnet.inputs.vpcId!, cidrBlock: "10.0.1.0/24" });
    site.fakeAws.plant({ type: "aws:ec2/networkInterface:NetworkInterface", id: "eni-1", inputs: { subnetId: second.id } });
    const then = site.fakeAws.now();
    expect(await refusal(drop(second))).to.match(/^DependencyViolation/);
    expect(site.fakeAws.now() - then).to.be.within(1200, 1210);
  });

  it("keeps identities whose policies are attached", async () => {
    const policy = await site.make("aws:iam/policy:Policy", "p", { policy: "{}" });
    const role = await site.make("aws:iam/role:Role", "r", { assumeRolePolicy: trust("ec2.amazonaws.com") });
    const attachment = await site.make("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", {
      role: role.outputs.name!,
      policyArn: policy.outputs.arn!,
    });
    expect(await refusal(drop(policy))).to.equal("DeleteConflict: Cannot delete a policy attached to entities.");
    expect(await refusal(drop(role))).to.equal("DeleteConflict: Cannot delete entity, must detach all policies first.");
    const inline = await site.make("aws:iam/rolePolicy:RolePolicy", "i", { role: role.outputs.name!, policy: "{}" });
    await drop(attachment);
    expect(await refusal(drop(role))).to.equal("DeleteConflict: Cannot delete entity, must delete policies first.");
    for (const resource of [inline, role, policy]) await drop(resource);
    expect(await refusal(site.make("aws:iam/rolePolicy:RolePolicy", "i", { role: role.outputs.name!, policy: "{}" }))).to.equal(
      `NoSuchEntity: The role with name ${String(role.outputs.name)} cannot be found.`,
    );
  });

  it("keeps a cluster that has nodes, and takes along what is only part of it", async () => {
    const { cluster, subnets } = await site.cluster();
    const nodes = await site.role("nodes", "ec2.amazonaws.com");
    await site.make(addonType, "dns", { clusterName: "shop", addonName: "coredns" });
    const group = await site.make(nodeGroupType, "g", {
      clusterName: "shop",
      nodeRoleArn: nodes.outputs.arn!,
      subnetIds: [subnets[0]!.id],
      scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
    });
    expect(await refusal(drop(cluster))).to.equal("ResourceInUseException: Cluster has nodegroups attached");
    await drop(group);
    await drop(cluster);
    expect(site.fakeAws.resources().map(({ type }) => type)).not.to.include(addonType);
    expect(site.fakeAws.resources("aws:ec2/securityGroup:SecurityGroup")).to.deep.equal([]);
  });

  it("heeds deletion protection, buckets with objects and queues' rules", async () => {
    const { cluster } = await site.cluster({ deletionProtection: true });
    expect(await refusal(drop(cluster))).to.match(/^InvalidRequestException: .*deletion protection/);
    const bucket = await site.make("aws:s3/bucket:Bucket", "logs", {});
    site.fakeAws.plant({ type: "aws:s3/bucketObject:BucketObject", id: "x", inputs: { bucket: bucket.id } });
    expect(await refusal(drop(bucket))).to.equal("BucketNotEmpty: The bucket you tried to delete is not empty");
    const rule = await site.make("aws:cloudwatch/eventRule:EventRule", "r", { eventPattern: "{}" });
    const target = await site.make("aws:cloudwatch/eventTarget:EventTarget", "t", { rule: rule.outputs.name!, arn: "arn:aws:sqs:::q" });
    expect(await refusal(drop(rule))).to.match(/^ValidationException: Rule can't be deleted/);
    await drop(target);
    await drop(rule);
  });

  it("makes nothing in what is gone", async () => {
    const { vpc, subnets, cluster } = await site.cluster();
    await drop(cluster);
    for (const subnet of subnets) await drop(subnet);
    await drop(vpc);
    const inVpc = site.make("aws:ec2/subnet:Subnet", "late", { vpcId: vpc.id, cidrBlock: "10.0.9.0/24" });
    expect(await refusal(inVpc)).to.equal(`InvalidVpcID.NotFound: The vpc ID '${vpc.id}' does not exist`);
    const addon = site.make(addonType, "dns", { clusterName: "shop", addonName: "coredns" });
    expect(await refusal(addon)).to.equal("ResourceNotFoundException: No cluster found for name: shop.");
  });

  it("deletes what is gone already without a word", async () => {
    const { cluster } = await site.cluster();
    await drop(cluster);
    const start = site.fakeAws.now();
    await drop(cluster);
    expect(site.fakeAws.now()).to.equal(start);
  });
});
