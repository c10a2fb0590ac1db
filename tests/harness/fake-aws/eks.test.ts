import { expect } from "chai";
import type { Values } from "../../../plan/types";
import { FakeAwsFixture, refusal } from "./site";
import type { FakeResource } from "./types";

const entryType = "aws:eks/accessEntry:AccessEntry";
const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";

describe("EKS in the world", () => {
  let site: FakeAwsFixture;
  beforeEach(() => {
    site = new FakeAwsFixture();
  });
  afterEach(() => site.close());

  const group = (name: string, role: FakeResource, subnets: readonly FakeResource[], more = {}) =>
    site.make(nodeGroupType, name, {
      clusterName: "shop",
      nodeRoleArn: role.outputs.arn!,
      subnetIds: subnets.map(({ id }) => id),
      scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
      ...more,
    });
  const entry = (principalArn: unknown) => site.make(entryType, "mine", { clusterName: "shop", principalArn: String(principalArn) });

  it("makes a security group for the cluster, and an entry for who made it where that is asked", async () => {
    const { cluster } = await site.cluster({ accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true } });
    const own = (cluster.outputs.vpcConfig as { clusterSecurityGroupId: string }).clusterSecurityGroupId;
    expect(site.fakeAws.resources("aws:ec2/securityGroup:SecurityGroup").map(({ id }) => id)).to.deep.equal([own]);
    expect(await refusal(entry("arn:aws:iam::123456789012:user/plan"))).to.equal(
      "ResourceInUseException: The specified access entry resource is already in use on this cluster.",
    );
    await entry("arn:aws:iam::123456789012:user/another");
  });

  it("makes the entry of a node group's role, shared by groups that share it", async () => {
    const { subnets } = await site.cluster();
    const role = await site.role("nodes", "ec2.amazonaws.com");
    const [first, second] = [await group("one", role, subnets), await group("two", role, subnets)];
    expect(site.fakeAws.resources(entryType)).to.have.length(1);
    expect(await refusal(entry(role.outputs.arn))).to.match(/^ResourceInUseException/);
    await site.fakeAws.delete(first);
    expect(site.fakeAws.resources(entryType)).to.have.length(1);
    await site.fakeAws.delete(second);
    expect(site.fakeAws.resources(entryType)).to.deep.equal([]);
  });

  it("asks for roles that EKS can assume, with policies", async () => {
    const { subnets } = await site.cluster();
    const wrong = await site.role("wrong", "lambda.amazonaws.com");
    expect(await refusal(group("g", wrong, subnets))).to.equal(
      `InvalidParameterException: Following required service principals [ec2.amazonaws.com] were not found in the trust relationships of nodeRole ${String(wrong.outputs.arn)}`,
    );
    const profile: Values = {
      clusterName: "shop",
      podExecutionRoleArn: wrong.outputs.arn!,
      subnetIds: [subnets[0]!.id],
      selectors: [{ namespace: "a" }],
    };
    expect(await refusal(site.make("aws:eks/fargateProfile:FargateProfile", "f", profile))).to.match(
      /Misconfigured PodExecutionRole Trust Policy/,
    );
    const bare = await site.role("bare", "eks.amazonaws.com", 0);
    const cluster: Values = { name: "bare", roleArn: bare.outputs.arn!, vpcConfig: { subnetIds: [subnets[0]!.id] } };
    expect(await refusal(site.make("aws:eks/cluster:Cluster", "bare", cluster))).to.match(/doesn't have the Amazon EKS Managed Policies/);
  });

  it("upgrades by one minor version, never back", async () => {
    const { cluster } = await site.cluster();
    const to = (version: string) => site.change(cluster, { ...cluster.inputs, version });
    expect(await refusal(to("1.36"))).to.equal("InvalidParameterException: Unsupported Kubernetes minor version update from 1.34 to 1.36");
    expect(await refusal(to("1.33"))).to.match(/from 1\.34 to 1\.33$/);
    expect((await to("1.35")).outputs.version).to.equal("1.35");
  });

  it("takes other subnets of the same zones only", async () => {
    const { cluster, vpc, subnets } = await site.cluster();
    const subnet = (zone: string, at: number) =>
      site.make("aws:ec2/subnet:Subnet", `more-${zone}`, {
        vpcId: vpc.id,
        cidrBlock: `10.0.${at}.0/24`,
        availabilityZone: `eu-west-1${zone}`,
      });
    const [same, other] = [await subnet("b", 8), await subnet("c", 9)];
    const use = (ids: readonly string[]) => site.change(cluster, { ...cluster.inputs, vpcConfig: { subnetIds: ids } });
    expect(await refusal(use([...subnets.map(({ id }) => id), other.id]))).to.match(/^InvalidParameterException: .*zones.*: eu-west-1c$/);
    await use([subnets[0]!.id, same.id]);
  });

  it("has no nodes newer than the control plane", async () => {
    const { subnets } = await site.cluster();
    const role = await site.role("nodes", "ec2.amazonaws.com");
    expect(await refusal(group("g", role, subnets, { version: "1.35" }))).to.match(/^InvalidParameterException: .*1\.35.*1\.34/);
    const older = await group("g", role, subnets, { version: "1.33" });
    expect(await refusal(site.change(older, { ...older.inputs, version: "1.35" }))).to.match(/^InvalidParameterException/);
    await site.change(older, { ...older.inputs, version: "1.34" });
  });

  it("gives nodes up that cannot join: no policies, no network plugin, no way out", async () => {
    const { subnets, vpc } = await site.cluster({ bootstrapSelfManagedAddons: false });
    const nothing = await site.role("nothing", "ec2.amazonaws.com", 0);
    const start = site.fakeAws.now();
    expect(await refusal(group("g", nothing, subnets))).to.equal("NodeCreationFailure: Instances failed to join the kubernetes cluster");
    expect(site.fakeAws.now() - start).to.be.above(1500);
    const role = await site.role("nodes", "ec2.amazonaws.com");
    expect(await refusal(group("h", role, subnets))).to.equal("NodeCreationFailure: Unhealthy nodes in the kubernetes cluster");
    expect(await refusal(group("h", role, subnets, { nodeGroupName: "h-1" }))).to.match(/^NodeCreationFailure/);
    expect(await refusal(group("h", role, subnets, { nodeGroupName: "h-1" }))).to.match(
      /^ResourceInUseException: NodeGroup already exists/,
    );
    await site.make("aws:eks/addon:Addon", "cni", { clusterName: "shop", addonName: "vpc-cni" });
    const table = await site.make("aws:ec2/routeTable:RouteTable", "a", { vpcId: vpc.id });
    await site.make("aws:ec2/routeTableAssociation:RouteTableAssociation", "a", { routeTableId: table.id, subnetId: subnets[0]!.id });
    expect(await refusal(group("i", role, subnets))).to.match(/failed to join/);
    await site.make("aws:ec2/route:Route", "a", {
      routeTableId: table.id,
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: "nat-of-others",
    });
    await group("j", role, subnets);
  });

  it("takes all objects along with their namespace, and everything with the cluster", async () => {
    const { cluster } = await site.cluster();
    const provider = { kubeconfig: JSON.stringify({ clusters: [{ cluster: { server: cluster.outputs.endpoint } }] }) };
    const namespaceType = "kubernetes:core/v1:Namespace";
    const object = (type: string, name: string, namespace?: string) =>
      site.make(
        type,
        name,
        { apiVersion: "v1", kind: type.split(":").at(-1)!, metadata: { name, ...(namespace && { namespace }) } },
        provider,
      );
    const namespace = await object(namespaceType, "web");
    await object("kubernetes:core/v1:ConfigMap", "settings", "web");
    await object("kubernetes:core/v1:ConfigMap", "settings-of-all", "kube-system");
    await site.fakeAws.delete({ ...namespace, provider });
    expect(site.fakeAws.resources("kubernetes:core/v1:ConfigMap").map(({ id }) => id)).to.deep.equal(["kube-system/settings-of-all"]);
    expect(await refusal(object("kubernetes:core/v1:ConfigMap", "late", "web"))).to.equal('NotFound: namespaces "web" not found');
    await site.fakeAws.delete(cluster);
    expect(site.fakeAws.resources().filter(({ type }) => type.startsWith("kubernetes:"))).to.deep.equal([]);
    expect(await refusal(object(namespaceType, "late"))).to.match(/^Unreachable: configured Kubernetes cluster is unreachable/);
    expect(await refusal(site.fakeAws.delete({ ...namespace, provider }))).to.match(/^Unreachable: /);
  });
});
