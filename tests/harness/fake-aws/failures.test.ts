import { expect } from "chai";
import { FakeAwsFixture, rejection, trust } from "./fixture";
import type { Failure } from "./types";

const vpcType = "aws:ec2/vpc:Vpc";
const roleType = "aws:iam/role:Role";
const releaseType = "kubernetes:helm.sh/v3:Release";
const fixtures: FakeAwsFixture[] = [];

function fixture(...issues: readonly Failure[]): FakeAwsFixture {
  fixtures.push(new FakeAwsFixture({ failures: issues }));
  return fixtures.at(-1)!;
}

const vpc = (fake: FakeAwsFixture, name = "net") => fake.create(vpcType, name, { cidrBlock: "10.0.0.0/16" });
const release = { name: "web", namespace: "web", chart: "web" };

describe("fake AWS: failures", () => {
  afterEach(() => {
    for (const each of fixtures.splice(0)) each.close();
  });

  const cases: readonly (readonly [Failure["kind"], string])[] = [
    ["access-denied", "UnauthorizedOperation: You are not authorized to perform this operation. User: "],
    ["expired-credentials", "RequestExpired: Request has expired."],
    ["quota", "VpcLimitExceeded: The maximum number has been reached."],
    ["conflict", "ResourceInUseException: "],
    ["partial", "RequestError: send request failed: ec2:CreateVpc: "],
  ];
  for (const [kind, message] of cases)
    it(`reports ${kind} once`, async () => {
      const fake = fixture({ kind, type: vpcType });
      expect(await rejection(vpc(fake))).to.include(message);
      await vpc(fake, "second");
      expect(fake.fakeAws.resources(vpcType)).to.have.length(kind === "partial" ? 2 : 1);
    });

  it("counts the calls of its operation and type", async () => {
    const fake = fixture({ kind: "access-denied", op: "create", type: "aws:ec2/", nth: 2, times: 2 });
    await fake.create(roleType, "r", { assumeRolePolicy: "{}" });
    const created = await vpc(fake);
    expect(await rejection(vpc(fake, "b"))).to.match(/^Unauthorized/);
    expect(await rejection(vpc(fake, "c"))).to.match(/^Unauthorized/);
    await vpc(fake, "d");
    await fake.fakeAws.delete(created);
  });

  it("ignores calls that a failure does not apply to", async () => {
    const fake = fixture({ kind: "partial", type: vpcType });
    await fake.read(vpcType, "vpc-0123456789abcdef0");
    expect(await rejection(vpc(fake))).to.match(/^RequestError/);
    const reading = fixture({ kind: "throttling", op: "read", type: vpcType, times: 100 });
    await vpc(reading);
    expect(await rejection(reading.read(vpcType, "vpc-0123456789abcdef0"))).to.match(/^RequestLimitExceeded/);
  });

  it("slows down a throttled provider, and fails it when the throttling continues", async () => {
    const fake = fixture({ kind: "throttling", type: vpcType, times: 3 });
    await vpc(fake);
    expect(fake.fakeAws.operations().at(-1)!.end).to.equal(3 * 2 + 12);
    const again = fixture({ kind: "throttling", type: vpcType, times: 100 });
    expect(await rejection(vpc(again))).to.equal("RequestLimitExceeded: Request limit exceeded.");
    expect(again.fakeAws.operations().at(-1)).to.include({ error: "RequestLimitExceeded: Request limit exceeded.", end: 50 });
  });

  for (const when of ["before", "after"] as const)
    it(`kills the provider ${when} a resource is created, once across all processes`, async () => {
      const issues: readonly Failure[] = [{ kind: "kill-provider", type: vpcType, when }];
      const fake = fixture(...issues);
      await new Promise<void>((killed) => {
        fake.fakeAws.close();
        fake.reopen({ failures: issues, killed });
        void vpc(fake);
      });
      fake.reopen({ failures: issues, killed: () => expect.fail("killed twice") });
      expect(fake.fakeAws.resources(vpcType)).to.have.length(when === "after" ? 1 : 0);
      expect(fake.fakeAws.operations()).to.deep.equal([]);
      await vpc(fake);
    });

  it("hides a new role for a while, and the provider waits for it before it creates the cluster", async () => {
    const fake = fixture({ kind: "eventual-consistency", op: "create", type: roleType, seconds: 40 });
    const start = fake.fakeAws.now();
    const { cluster } = await fake.cluster();
    expect(fake.fakeAws.now() - start).to.be.above(650);
    expect(cluster.outputs.status).to.equal("ACTIVE");
  });

  it("fails when a new resource stays hidden longer than the provider waits", async () => {
    const fake = fixture({ kind: "eventual-consistency", op: "create", type: roleType, seconds: 400 });
    expect(await rejection(fake.cluster())).to.match(/^InvalidParameterException: roleArn, .*, does not exist$/);
    const other = fixture({ kind: "eventual-consistency", op: "create", type: "aws:ec2/vpc:Vpc" });
    expect(await rejection(other.cluster())).to.match(/^InvalidVpcID.NotFound/);
  });

  it("denies access to a cluster until its access entry is visible", async () => {
    const fake = fixture({ kind: "eventual-consistency", op: "create", type: "aws:eks/accessEntry:AccessEntry", seconds: 10 });
    const { cluster } = await fake.cluster();
    await fake.create("aws:eks/accessEntry:AccessEntry", "me", { clusterName: "shop", principalArn: "arn:aws:iam::1:role/me" });
    const provider = { kubeconfig: JSON.stringify({ clusters: [{ cluster: { server: cluster.outputs.endpoint } }] }) };
    const object = () => fake.create("kubernetes:core/v1:Namespace", "web", { metadata: { name: "web" } }, provider);
    expect(await rejection(object())).to.equal("Unauthorized: the server has asked for the client to provide credentials");
    await fake.create("aws:sqs/queue:Queue", "q", {});
    await object();
  });

  it("retries an object when a webhook is not ready, but not a Helm release", async () => {
    const late = (type: string, times: number) => fixture({ kind: "webhook-not-ready", type, times });
    const service = { metadata: { name: "web" }, spec: { ports: [{ port: 80 }] } };
    await late("kubernetes:core/", 3).create("kubernetes:core/v1:Service", "web", service);
    expect(await rejection(late("kubernetes:core/", 30).create("kubernetes:core/v1:Service", "web", service))).to.include(
      'no endpoints available for service "aws-load-balancer-webhook-service"',
    );
    expect(await rejection(late(releaseType, 1).create(releaseType, "web", release))).to.include("failed calling webhook");
  });

  it("leaves a release pending until it is deleted", async () => {
    const fake = fixture({ kind: "release-pending", op: "update" });
    const created = await fake.create(releaseType, "web", release);
    expect(await rejection(fake.update(created, { ...release, version: "2" }))).to.match(/^RequestError/);
    fake.reopen();
    expect(await rejection(fake.update(created, { ...release, version: "3" }))).to.equal(
      "UpgradeFailed: another operation (install/upgrade/rollback) is in progress",
    );
    await fake.fakeAws.delete(created);
    await fake.create(releaseType, "web", release);
  });

  it("uninstalls a release only once", async () => {
    const fake = fixture();
    const created = await fake.create(releaseType, "web", release);
    await fake.fakeAws.delete(created);
    expect(await rejection(fake.fakeAws.delete(created))).to.equal("uninstall: Release not loaded: web: release: not found");
  });

  it("keeps the name of a release whose installation was interrupted", async () => {
    const fake = fixture({ kind: "release-pending", op: "create" });
    expect(await rejection(fake.create(releaseType, "web", release))).to.match(/^RequestError/);
    expect(await rejection(fake.create(releaseType, "web", release))).to.equal("InstallFailed: cannot re-use a name that is still in use");
  });

  it("denies access with the message of each service", async () => {
    const fake = fixture({ kind: "access-denied", times: 3 });
    expect(await rejection(fake.create(roleType, "r", { assumeRolePolicy: trust("ec2.amazonaws.com") }))).to.match(
      /^AccessDenied: .*iam:CreateRole/,
    );
    expect(await rejection(fake.create("aws:eks/addon:Addon", "r", { clusterName: "a", addonName: "b" }))).to.match(
      /^AccessDeniedException: .*eks:CreateAddon/,
    );
    expect(await rejection(fake.create("kubernetes:core/v1:Namespace", "r", {}))).to.match(/^Forbidden: /);
  });
});
