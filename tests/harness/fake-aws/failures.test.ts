import { expect } from "chai";
import { FakeAwsFixture, refusal, trust } from "./site";
import type { Failure } from "./types";

const vpcType = "aws:ec2/vpc:Vpc";
const roleType = "aws:iam/role:Role";
const releaseType = "kubernetes:helm.sh/v3:Release";
const sites: FakeAwsFixture[] = [];

function site(...issues: readonly Failure[]): FakeAwsFixture {
  sites.push(new FakeAwsFixture({ failures: issues }));
  return sites.at(-1)!;
}

const vpc = (at: FakeAwsFixture, name = "net") => at.make(vpcType, name, { cidrBlock: "10.0.0.0/16" });
const release = { name: "web", namespace: "web", chart: "web" };

describe("mishaps in the world", () => {
  afterEach(() => {
    for (const each of sites.splice(0)) each.close();
  });

  const cases: readonly (readonly [Failure["kind"], string])[] = [
    ["access-denied", "UnauthorizedOperation: You are not authorized to perform this operation. User: "],
    ["expired-credentials", "RequestExpired: Request has expired."],
    ["quota", "VpcLimitExceeded: The maximum number has been reached."],
    ["conflict", "ResourceInUseException: "],
    ["partial", "RequestError: send request failed: ec2:CreateVpc: "],
  ];
  for (const [kind, told] of cases)
    it(`tells of ${kind} once`, async () => {
      const at = site({ kind, type: vpcType });
      expect(await refusal(vpc(at))).to.include(told);
      await vpc(at, "second");
      expect(at.fakeAws.resources(vpcType)).to.have.length(kind === "partial" ? 2 : 1);
    });

  it("counts the calls of its operation and type", async () => {
    const at = site({ kind: "access-denied", op: "create", type: "aws:ec2/", nth: 2, times: 2 });
    await at.make(roleType, "r", { assumeRolePolicy: "{}" });
    const made = await vpc(at);
    expect(await refusal(vpc(at, "b"))).to.match(/^Unauthorized/);
    expect(await refusal(vpc(at, "c"))).to.match(/^Unauthorized/);
    await vpc(at, "d");
    await at.fakeAws.delete(made);
  });

  it("loses no fault on calls that it makes no sense of", async () => {
    const at = site({ kind: "partial", type: vpcType });
    await at.look(vpcType, "vpc-0123456789abcdef0");
    expect(await refusal(vpc(at))).to.match(/^RequestError/);
    const reading = site({ kind: "throttling", op: "read", type: vpcType, times: 100 });
    await vpc(reading);
    expect(await refusal(reading.look(vpcType, "vpc-0123456789abcdef0"))).to.match(/^RequestLimitExceeded/);
  });

  it("slows a provider down that is throttled, and stops it when that does not end", async () => {
    const at = site({ kind: "throttling", type: vpcType, times: 3 });
    await vpc(at);
    expect(at.fakeAws.operations().at(-1)!.end).to.equal(3 * 2 + 12);
    const again = site({ kind: "throttling", type: vpcType, times: 100 });
    expect(await refusal(vpc(again))).to.equal("RequestLimitExceeded: Request limit exceeded.");
    expect(again.fakeAws.operations().at(-1)).to.include({ error: "RequestLimitExceeded: Request limit exceeded.", end: 50 });
  });

  for (const when of ["before", "after"] as const)
    it(`kills the provider ${when} something is made, once over all processes`, async () => {
      const issues: readonly Failure[] = [{ kind: "kill-provider", type: vpcType, when }];
      const at = site(...issues);
      await new Promise<void>((killed) => {
        at.fakeAws.close();
        at.reopen({ failures: issues, killed });
        void vpc(at);
      });
      at.reopen({ failures: issues, killed: () => expect.fail("killed twice") });
      expect(at.fakeAws.resources(vpcType)).to.have.length(when === "after" ? 1 : 0);
      expect(at.fakeAws.operations()).to.deep.equal([]);
      await vpc(at);
    });

  it("shows a role to others only after a while, for which the provider waits with a cluster", async () => {
    const at = site({ kind: "eventual-consistency", op: "create", type: roleType, seconds: 40 });
    const start = at.fakeAws.now();
    const { cluster } = await at.cluster();
    expect(at.fakeAws.now() - start).to.be.above(650);
    expect(cluster.outputs.status).to.equal("ACTIVE");
  });

  it("does not wait longer than the provider, nor for what it does not wait for", async () => {
    const at = site({ kind: "eventual-consistency", op: "create", type: roleType, seconds: 400 });
    expect(await refusal(at.cluster())).to.match(/^InvalidParameterException: roleArn, .*, does not exist$/);
    const other = site({ kind: "eventual-consistency", op: "create", type: "aws:ec2/vpc:Vpc" });
    expect(await refusal(other.cluster())).to.match(/^InvalidVpcID.NotFound/);
  });

  it("lets nobody into a cluster whose access entry is not yet known", async () => {
    const at = site({ kind: "eventual-consistency", op: "create", type: "aws:eks/accessEntry:AccessEntry", seconds: 10 });
    const { cluster } = await at.cluster();
    await at.make("aws:eks/accessEntry:AccessEntry", "me", { clusterName: "shop", principalArn: "arn:aws:iam::1:role/me" });
    const provider = { kubeconfig: JSON.stringify({ clusters: [{ cluster: { server: cluster.outputs.endpoint } }] }) };
    const object = () => at.make("kubernetes:core/v1:Namespace", "web", { metadata: { name: "web" } }, provider);
    expect(await refusal(object())).to.equal("Unauthorized: the server has asked for the client to provide credentials");
    await at.make("aws:sqs/queue:Queue", "q", {});
    await object();
  });

  it("lets a webhook be late: an object is tried again, a release is not", async () => {
    const late = (type: string, times: number) => site({ kind: "webhook-not-ready", type, times });
    const service = { metadata: { name: "web" }, spec: { ports: [{ port: 80 }] } };
    await late("kubernetes:core/", 3).make("kubernetes:core/v1:Service", "web", service);
    expect(await refusal(late("kubernetes:core/", 30).make("kubernetes:core/v1:Service", "web", service))).to.include(
      'no endpoints available for service "aws-load-balancer-webhook-service"',
    );
    expect(await refusal(late(releaseType, 1).make(releaseType, "web", release))).to.include("failed calling webhook");
  });

  it("leaves a release pending, which nothing but its deletion ends", async () => {
    const at = site({ kind: "release-pending", op: "update" });
    const made = await at.make(releaseType, "web", release);
    expect(await refusal(at.change(made, { ...release, version: "2" }))).to.match(/^RequestError/);
    at.reopen();
    expect(await refusal(at.change(made, { ...release, version: "3" }))).to.equal(
      "UpgradeFailed: another operation (install/upgrade/rollback) is in progress",
    );
    await at.fakeAws.delete(made);
    await at.make(releaseType, "web", release);
  });

  it("uninstalls a release once", async () => {
    const at = site();
    const made = await at.make(releaseType, "web", release);
    await at.fakeAws.delete(made);
    expect(await refusal(at.fakeAws.delete(made))).to.equal("uninstall: Release not loaded: web: release: not found");
  });

  it("keeps the name of a release whose installation was cut short", async () => {
    const at = site({ kind: "release-pending", op: "create" });
    expect(await refusal(at.make(releaseType, "web", release))).to.match(/^RequestError/);
    expect(await refusal(at.make(releaseType, "web", release))).to.equal("InstallFailed: cannot re-use a name that is still in use");
  });

  it("denies in the words of each service", async () => {
    const at = site({ kind: "access-denied", times: 3 });
    expect(await refusal(at.make(roleType, "r", { assumeRolePolicy: trust("ec2.amazonaws.com") }))).to.match(
      /^AccessDenied: .*iam:CreateRole/,
    );
    expect(await refusal(at.make("aws:eks/addon:Addon", "r", { clusterName: "a", addonName: "b" }))).to.match(
      /^AccessDeniedException: .*eks:CreateAddon/,
    );
    expect(await refusal(at.make("kubernetes:core/v1:Namespace", "r", {}))).to.match(/^Forbidden: /);
  });
});
