import { expect } from "chai";
import type { Values } from "../../../plan/types";
import { FakeAwsFixture, rejection } from "./fixture";
import type { FakeResource } from "./types";

const entryType = "aws:eks/accessEntry:AccessEntry";
const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";

describe("fake AWS: EKS", () => {
  let fixture: FakeAwsFixture;
  beforeEach(() => {
    fixture = new FakeAwsFixture();
  });
  afterEach(() => fixture.close());

  const group = (name: string, role: FakeResource, subnets: readonly FakeResource[], more = {}) =>
    fixture.create(nodeGroupType, name, {
      clusterName: "shop",
      nodeRoleArn: role.outputs.arn!,
      subnetIds: subnets.map(({ id }) => id),
      scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
      ...more,
    });
  const entry = (principalArn: unknown) => fixture.create(entryType, "mine", { clusterName: "shop", principalArn: String(principalArn) });

  it("creates the cluster security group, and an access entry for the creator if requested", async () => {
    const { cluster } = await fixture.cluster({
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true },
    });
    const own = (cluster.outputs.vpcConfig as { clusterSecurityGroupId: string }).clusterSecurityGroupId;
    expect(fixture.fakeAws.resources("aws:ec2/securityGroup:SecurityGroup").map(({ id }) => id)).to.deep.equal([own]);
    expect(await rejection(entry("arn:aws:iam::123456789012:user/plan"))).to.equal(
      "ResourceInUseException: The specified access entry resource is already in use on this cluster.",
    );
    await entry("arn:aws:iam::123456789012:user/another");
  });

  it("creates one access entry for a node role that several node groups share", async () => {
    const { subnets } = await fixture.cluster();
    const role = await fixture.role("nodes", "ec2.amazonaws.com");
    const [first, second] = [await group("one", role, subnets), await group("two", role, subnets)];
    expect(fixture.fakeAws.resources(entryType)).to.have.length(1);
    expect(await rejection(entry(role.outputs.arn))).to.match(/^ResourceInUseException/);
    await fixture.fakeAws.delete(first);
    expect(fixture.fakeAws.resources(entryType)).to.have.length(1);
    await fixture.fakeAws.delete(second);
    expect(fixture.fakeAws.resources(entryType)).to.deep.equal([]);
  });

  it("requires roles that EKS can assume and that have policies", async () => {
    const { subnets } = await fixture.cluster();
    const wrong = await fixture.role("wrong", "lambda.amazonaws.com");
    expect(await rejection(group("g", wrong, subnets))).to.equal(
      `InvalidParameterException: Following required service principals [ec2.amazonaws.com] were not found in the trust relationships of nodeRole ${String(wrong.outputs.arn)}`,
    );
    const profile: Values = {
      clusterName: "shop",
      podExecutionRoleArn: wrong.outputs.arn!,
      subnetIds: [subnets[0]!.id],
      selectors: [{ namespace: "a" }],
    };
    expect(await rejection(fixture.create("aws:eks/fargateProfile:FargateProfile", "f", profile))).to.match(
      /Misconfigured PodExecutionRole Trust Policy/,
    );
    const bare = await fixture.role("bare", "eks.amazonaws.com", 0);
    const cluster: Values = { name: "bare", roleArn: bare.outputs.arn!, vpcConfig: { subnetIds: [subnets[0]!.id] } };
    expect(await rejection(fixture.create("aws:eks/cluster:Cluster", "bare", cluster))).to.match(
      /doesn't have the Amazon EKS Managed Policies/,
    );
  });

  it("upgrades by one minor version and never downgrades", async () => {
    const { cluster } = await fixture.cluster();
    const to = (version: string) => fixture.update(cluster, { ...cluster.inputs, version });
    expect(await rejection(to("1.36"))).to.equal(
      "InvalidParameterException: Unsupported Kubernetes minor version update from 1.34 to 1.36",
    );
    expect(await rejection(to("1.33"))).to.match(/from 1\.34 to 1\.33$/);
    expect((await to("1.35")).outputs.version).to.equal("1.35");
  });

  it("accepts other subnets only in the same zones", async () => {
    const { cluster, vpc, subnets } = await fixture.cluster();
    const subnet = (zone: string, at: number) =>
      fixture.create("aws:ec2/subnet:Subnet", `more-${zone}`, {
        vpcId: vpc.id,
        cidrBlock: `10.0.${at}.0/24`,
        availabilityZone: `eu-west-1${zone}`,
      });
    const [same, other] = [await subnet("b", 8), await subnet("c", 9)];
    const use = (ids: readonly string[]) => fixture.update(cluster, { ...cluster.inputs, vpcConfig: { subnetIds: ids } });
    expect(await rejection(use([...subnets.map(({ id }) => id), other.id]))).to.match(/^InvalidParameterException: .*zones.*: eu-west-1c$/);
    await use([subnets[0]!.id, same.id]);
  });

  it("rejects nodes newer than the control plane", async () => {
    const { subnets } = await fixture.cluster();
    const role = await fixture.role("nodes", "ec2.amazonaws.com");
    expect(await rejection(group("g", role, subnets, { version: "1.35" }))).to.match(/^InvalidParameterException: .*1\.35.*1\.34/);
    const older = await group("g", role, subnets, { version: "1.33" });
    expect(await rejection(fixture.update(older, { ...older.inputs, version: "1.35" }))).to.match(/^InvalidParameterException/);
    await fixture.update(older, { ...older.inputs, version: "1.34" });
  });

  it("fails a node group whose nodes cannot join, without policies, a network plugin or a route to the internet", async () => {
    const { subnets, vpc } = await fixture.cluster({ bootstrapSelfManagedAddons: false });
    const bare = await fixture.role("nothing", "ec2.amazonaws.com", 0);
    const start = fixture.fakeAws.now();
    expect(await rejection(group("g", bare, subnets))).to.equal("NodeCreationFailure: Instances failed to join the kubernetes cluster");
    expect(fixture.fakeAws.now() - start).to.be.above(1500);
    const role = await fixture.role("nodes", "ec2.amazonaws.com");
    expect(await rejection(group("h", role, subnets))).to.equal("NodeCreationFailure: Unhealthy nodes in the kubernetes cluster");
    expect(await rejection(group("h", role, subnets, { nodeGroupName: "h-1" }))).to.match(/^NodeCreationFailure/);
    expect(await rejection(group("h", role, subnets, { nodeGroupName: "h-1" }))).to.match(
      /^ResourceInUseException: NodeGroup already exists/,
    );
    await fixture.create("aws:eks/addon:Addon", "cni", { clusterName: "shop", addonName: "vpc-cni" });
    const table = await fixture.create("aws:ec2/routeTable:RouteTable", "a", { vpcId: vpc.id });
    await fixture.create("aws:ec2/routeTableAssociation:RouteTableAssociation", "a", { routeTableId: table.id, subnetId: subnets[0]!.id });
    expect(await rejection(group("i", role, subnets))).to.match(/failed to join/);
    await fixture.create("aws:ec2/route:Route", "a", {
      routeTableId: table.id,
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: "nat-of-others",
    });
    await group("j", role, subnets);
  });

  it("deletes all objects with their namespace, and everything in a cluster with the cluster", async () => {
    const { cluster } = await fixture.cluster();
    const provider = { kubeconfig: JSON.stringify({ clusters: [{ cluster: { server: cluster.outputs.endpoint } }] }) };
    const namespaceType = "kubernetes:core/v1:Namespace";
    const object = (type: string, name: string, namespace?: string) =>
      fixture.create(
        type,
        name,
        { apiVersion: "v1", kind: type.split(":").at(-1)!, metadata: { name, ...(namespace && { namespace }) } },
        provider,
      );
    const namespace = await object(namespaceType, "web");
    await object("kubernetes:core/v1:ConfigMap", "settings", "web");
    await object("kubernetes:core/v1:ConfigMap", "settings-of-all", "kube-system");
    await fixture.fakeAws.delete({ ...namespace, provider });
    expect(fixture.fakeAws.resources("kubernetes:core/v1:ConfigMap").map(({ id }) => id)).to.deep.equal(["kube-system/settings-of-all"]);
    expect(await rejection(object("kubernetes:core/v1:ConfigMap", "late", "web"))).to.equal('NotFound: namespaces "web" not found');
    await fixture.fakeAws.delete(cluster);
    expect(fixture.fakeAws.resources().filter(({ type }) => type.startsWith("kubernetes:"))).to.deep.equal([]);
    expect(await rejection(object(namespaceType, "late"))).to.match(/^Unreachable: configured Kubernetes cluster is unreachable/);
    expect(await rejection(fixture.fakeAws.delete({ ...namespace, provider }))).to.match(/^Unreachable: /);
  });
});
