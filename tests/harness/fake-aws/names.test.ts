import { expect } from "chai";
import type { Values } from "../../../plan/types";
import { FakeAwsFixture, rejection, trust } from "./fixture";

describe("fake AWS: names and quotas", () => {
  let fixture: FakeAwsFixture;
  beforeEach(() => {
    fixture = new FakeAwsFixture();
  });
  afterEach(() => fixture.close());

  const cases: readonly (readonly [string, Values, string])[] = [
    [
      "aws:iam/role:Role",
      { name: "x", assumeRolePolicy: trust("ec2.amazonaws.com") },
      "EntityAlreadyExists: Role with name x already exists.",
    ],
    ["aws:iam/instanceProfile:InstanceProfile", { name: "x" }, "EntityAlreadyExists: Instance Profile x already exists."],
    ["aws:cloudwatch/logGroup:LogGroup", { name: "/x" }, "ResourceAlreadyExistsException: The specified log group already exists"],
    [
      "aws:ec2/launchTemplate:LaunchTemplate",
      { name: "x" },
      "InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use.",
    ],
    [
      "aws:kms/alias:Alias",
      { name: "alias/x", targetKeyId: "k" },
      "AlreadyExistsException: An alias with the name arn:aws:kms:eu-west-1:123456789012:alias/x already exists",
    ],
    ["aws:eks/addon:Addon", { clusterName: "of-others", addonName: "coredns" }, "ResourceInUseException: Addon already exists."],
    [
      "aws:eks/podIdentityAssociation:PodIdentityAssociation",
      { clusterName: "of-others", namespace: "a", serviceAccount: "b", roleArn: "arn:aws:iam::1:role/r" },
      "ResourceInUseException: Association already exists: a-",
    ],
    [
      "aws:ec2/internetGateway:InternetGateway",
      { vpcId: "vpc-1" },
      "InvalidParameterValue: Network vpc-1 already has an internet gateway attached",
    ],
    [
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      { vpcId: "vpc-1", serviceName: "com.amazonaws.eu-west-1.sts", vpcEndpointType: "Interface", privateDnsEnabled: true },
      "InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for com.amazonaws.eu-west-1.sts",
    ],
    [
      "aws:ec2/route:Route",
      { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" },
      "RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists.",
    ],
    [
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      { routeTableId: "rtb-1", subnetId: "subnet-1" },
      "Resource.AlreadyAssociated: ",
    ],
    [
      "kubernetes:core/v1:Namespace",
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "web" } },
      'AlreadyExists: resource web was not successfully created by the Kubernetes API server: namespaces "web" already exists',
    ],
    ["kubernetes:helm.sh/v3:Release", { name: "web", chart: "web" }, "InstallFailed: cannot re-use a name that is still in use"],
  ];
  for (const [type, inputs, message] of cases)
    it(`rejects a duplicate ${type.split(":").at(-1)}`, async () => {
      const first = await fixture.create(type, "one", inputs);
      expect(await rejection(fixture.create(type, "two", inputs))).to.include(message);
      await fixture.fakeAws.delete(first);
      await fixture.create(type, "two", inputs);
    });

  it("rejects overlapping subnet CIDR blocks in one VPC", async () => {
    const subnet = (name: string, cidrBlock: string, vpcId = "vpc-1") =>
      fixture.create("aws:ec2/subnet:Subnet", name, { vpcId, cidrBlock });
    await subnet("a", "10.0.0.0/20");
    expect(await rejection(subnet("b", "10.0.8.0/24"))).to.equal(
      "InvalidSubnet.Conflict: The CIDR '10.0.8.0/24' conflicts with another subnet",
    );
    await subnet("c", "10.0.16.0/24");
    await subnet("d", "10.0.8.0/24", "vpc-2");
  });

  it("separates objects of two clusters", async () => {
    const inputs = { apiVersion: "v1", kind: "Namespace", metadata: { name: "web" } };
    const provider = (server: string) => ({ kubeconfig: JSON.stringify({ clusters: [{ cluster: { server } }] }) });
    const type = "kubernetes:core/v1:Namespace";
    const first = await fixture.create(type, "one", inputs, provider("https://a"));
    await fixture.create(type, "two", inputs, provider("https://b"));
    await fixture.fakeAws.delete({ ...first, provider: provider("https://a") });
    expect(fixture.fakeAws.resources(type).map(({ server }) => server)).to.deep.equal(["https://b"]);
  });

  it("enforces the quotas of an account or of the test", async () => {
    const eip = (name: string) => fixture.create("aws:ec2/eip:Eip", name, { domain: "vpc" });
    for (const name of ["a", "b", "c", "d", "e"]) await eip(name);
    expect(await rejection(eip("f"))).to.equal("AddressLimitExceeded: The maximum number of addresses has been reached.");
    fixture.reopen({ quotas: { elasticIps: 6 } });
    await eip("f");
    expect(await rejection(eip("g"))).to.match(/^AddressLimitExceeded/);
  });

  it("counts policies per role and NAT gateways per zone", async () => {
    await fixture.role("full", "ec2.amazonaws.com", 10);
    expect(await rejection(fixture.role("over", "ec2.amazonaws.com", 11))).to.equal(
      "LimitExceeded: Cannot exceed quota for PoliciesPerRole: 10",
    );
    await fixture.role("free", "ec2.amazonaws.com", 1);
  });
});
