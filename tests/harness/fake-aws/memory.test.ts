import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { createFakeAws } from "./";
import { FakeAwsFixture, rejection, urnOf } from "./fixture";

const vpcType = "aws:ec2/vpc:Vpc";
const roleType = "aws:iam/role:Role";
const clusterType = "aws:eks/cluster:Cluster";

describe("fake AWS: journal", () => {
  let fixture: FakeAwsFixture;
  beforeEach(() => {
    fixture = new FakeAwsFixture();
  });
  afterEach(() => fixture.close());

  it("restores the state in another process", async () => {
    const { vpc, cluster } = await fixture.cluster();
    const before = { resources: fixture.fakeAws.resources(), operations: fixture.fakeAws.operations(), now: fixture.fakeAws.now() };
    const fakeAws = fixture.reopen();
    expect({ resources: fakeAws.resources(), operations: fakeAws.operations(), now: fakeAws.now() }).to.deep.equal(before);
    expect(await fixture.read(vpcType, vpc.id)).to.deep.include({ id: vpc.id, outputs: vpc.outputs });
    const found = await fakeAws.invoke({
      token: "aws:eks/getCluster:getCluster",
      args: { name: "shop" },
      provider: { region: "eu-west-1" },
      preview: false,
      directory: process.cwd(),
    });
    expect(found.endpoint).to.equal(cluster.outputs.endpoint);
  });

  it("drops only a truncated last line", async () => {
    const vpc = await fixture.create(vpcType, "net", { cidrBlock: "10.0.0.0/16" });
    appendFileSync(fixture.journal, '{"kind":"made","stand');
    expect(
      fixture
        .reopen()
        .resources()
        .map(({ id }) => id),
    ).to.deep.equal([vpc.id]);
    await fixture.create(vpcType, "other", { cidrBlock: "10.1.0.0/16" });
    expect(fixture.reopen().resources()).to.have.length(2);
    expect(readFileSync(fixture.journal, "utf8")).not.to.include('"stand{');
  });

  it("loses nothing that it returned before its process was killed", async () => {
    const writer = spawn(process.execPath, ["--require", "./register.cjs", path.join(__dirname, "writer.ts"), fixture.journal]);
    let output = "";
    writer.stdout.on("data", (part) => {
      output += part;
      if (output.length > 2000) writer.kill("SIGKILL");
    });
    await once(writer, "close");
    const found = new Set(
      fixture
        .reopen()
        .resources(roleType)
        .map(({ id }) => id),
    );
    const returned = output.split("\n").slice(0, -1);
    expect(returned).to.have.length.above(50);
    expect(returned.filter((id) => !found.has(id))).to.deep.equal([]);
  });

  it("rejects a file that is not a journal", () => {
    appendFileSync(fixture.journal, "no journal\n");
    expect(() => createFakeAws({ journal: fixture.journal })).to.throw(SyntaxError);
  });

  it("gives a second resource of the same URN other ids, ARNs and names", async () => {
    const policy = { assumeRolePolicy: "{}" };
    const first = await fixture.create(roleType, "app", policy);
    const second = await fixture.create(roleType, "app", policy);
    await fixture.fakeAws.delete(first);
    await fixture.fakeAws.delete(second);
    fixture.reopen();
    const third = await fixture.create(roleType, "app", policy);
    for (const property of ["arn", "name", "uniqueId"])
      expect(new Set([first, second, third].map(({ outputs }) => outputs[property])), property).to.have.property("size", 3);
    expect(await fixture.read(roleType, first.id)).to.equal(undefined);
  });

  it("predicts the name of a resource in a preview, also for a second one of the same URN", async () => {
    const request = {
      type: roleType,
      name: "app",
      urn: urnOf(roleType, "app"),
      inputs: { assumeRolePolicy: "{}" },
      provider: {},
      preview: true,
      directory: process.cwd(),
    };
    for (let round = 0; round < 2; round++) {
      const { name } = fixture.fakeAws.preview(request).outputs;
      const { id, outputs } = await fixture.fakeAws.create({ ...request, preview: false });
      expect(outputs.name).to.equal(name);
      expect(fixture.fakeAws.preview({ ...request, id }).outputs.name).to.equal(name);
    }
    expect(fixture.fakeAws.resources(roleType)).to.have.length(2);
  });

  it("keeps the id through updates and URN changes, and increments a launch template's version", async () => {
    const type = "aws:ec2/launchTemplate:LaunchTemplate";
    const template = await fixture.create(type, "nodes", { instanceType: "m5.large" });
    const tagged = await fixture.update(template, { instanceType: "m5.large", tags: { a: "b" } });
    const bigger = await fixture.update({ ...tagged, urn: urnOf(type, "renamed") }, { instanceType: "m5.xlarge" });
    expect([template, tagged, bigger].map(({ outputs }) => outputs.latestVersion)).to.deep.equal([1, 1, 2]);
    expect(bigger).to.include({ id: template.id, urn: urnOf(type, "renamed") });
    expect(bigger.outputs.name).to.equal(template.outputs.name);
  });

  it("distinguishes deleted resources from unknown ones", async () => {
    const { cluster } = await fixture.cluster();
    await fixture.fakeAws.delete(cluster);
    expect(await fixture.read(clusterType, "shop")).to.equal(undefined);
    expect(await fixture.read(vpcType, "vpc-0123456789abcdef0")).to.have.nested.property("outputs.cidrBlock");
    const getCluster = (name: string) =>
      fixture.fakeAws.invoke({
        token: "aws:eks/getCluster:getCluster",
        args: { name },
        provider: {},
        preview: false,
        directory: process.cwd(),
      });
    expect(await rejection(getCluster("shop"))).to.equal("ResourceNotFoundException: No cluster found for name: shop.");
    expect(await getCluster("of-others")).to.include({ name: "of-others" });
  });

  it("adds, removes and changes resources outside of the program", async () => {
    const { vpc, subnets } = await fixture.cluster();
    fixture.fakeAws.addUnmanaged({ type: "aws:ec2/networkInterface:NetworkInterface", id: "eni-1", inputs: { subnetId: subnets[0]!.id } });
    fixture.fakeAws.drift(vpcType, vpc.id, { enableDnsSupport: false });
    fixture.fakeAws.removeOutOfBand(roleType, fixture.fakeAws.resources(roleType)[0]!.id);
    fixture.reopen();
    expect(fixture.fakeAws.resources("aws:ec2/networkInterface:NetworkInterface")).to.have.length(1);
    expect((await fixture.read(vpcType, vpc.id))!.outputs.enableDnsSupport).to.equal(false);
    const role = String(fixture.fakeAws.resources(clusterType)[0]!.inputs.roleArn).split("/").at(-1)!;
    expect(fixture.fakeAws.dangling()).to.deep.equal([`${clusterType} shop -> ${role}`]);
  });
});
