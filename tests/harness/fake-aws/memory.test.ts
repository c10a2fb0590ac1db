import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { createFakeAws } from "./";
import { FakeAwsFixture, refusal, urnOf } from "./site";

const vpcType = "aws:ec2/vpc:Vpc";
const roleType = "aws:iam/role:Role";
const clusterType = "aws:eks/cluster:Cluster";

describe("the memory of the world", () => {
  let site: FakeAwsFixture;
  beforeEach(() => {
    site = new FakeAwsFixture();
  });
  afterEach(() => site.close());

  it("keeps everything beyond the process that serves it", async () => {
    const { vpc, cluster } = await site.cluster();
    const before = { things: site.fakeAws.resources(), operations: site.fakeAws.operations(), now: site.fakeAws.now() };
    const fakeAws = site.reopen();
    expect({ things: fakeAws.resources(), operations: fakeAws.operations(), now: fakeAws.now() }).to.deep.equal(before);
    expect(await site.look(vpcType, vpc.id)).to.deep.include({ id: vpc.id, outputs: vpc.outputs });
    const found = await fakeAws.invoke({
      token: "aws:eks/getCluster:getCluster",
      args: { name: "shop" },
      provider: { region: "eu-west-1" },
      preview: false,
      directory: process.cwd(),
    });
    expect(found.endpoint).to.equal(cluster.outputs.endpoint);
  });

  it("forgets only a line that was cut off while it was written", async () => {
    const vpc = await site.make(vpcType, "net", { cidrBlock: "10.0.0.0/16" });
    appendFileSync(site.journal, '{"kind":"made","stand');
    expect(
      site
        .reopen()
        .resources()
        .map(({ id }) => id),
    ).to.deep.equal([vpc.id]);
    await site.make(vpcType, "other", { cidrBlock: "10.1.0.0/16" });
    expect(site.reopen().resources()).to.have.length(2);
    expect(readFileSync(site.journal, "utf8")).not.to.include('"stand{');
  });

  it("loses nothing that it answered for when its process is killed", async () => {
    const writer = spawn(process.execPath, ["--require", "./register.cjs", path.join(__dirname, "writer.ts"), site.journal]);
    let answered = "";
    writer.stdout.on("data", (part) => {
      answered += part;
      if (answered.length > 2000) writer.kill("SIGKILL");
    });
    await once(writer, "close");
    const there = new Set(
      site
        .reopen()
        .resources(roleType)
        .map(({ id }) => id),
    );
    const promised = answered.split("\n").slice(0, -1);
    expect(promised).to.have.length.above(50);
    expect(promised.filter((id) => !there.has(id))).to.deep.equal([]);
  });

  it("refuses a journal that is none", () => {
    appendFileSync(site.journal, "no journal\n");
    expect(() => createFakeAws({ journal: site.journal })).to.throw(SyntaxError);
  });

  it("gives the second thing of a URN other ids, ARNs and names, beside the first and after it", async () => {
    const policy = { assumeRolePolicy: "{}" };
    const first = await site.make(roleType, "app", policy);
    const second = await site.make(roleType, "app", policy);
    await site.fakeAws.delete(first);
    await site.fakeAws.delete(second);
    site.reopen();
    const third = await site.make(roleType, "app", policy);
    for (const property of ["arn", "name", "uniqueId"])
      expect(new Set([first, second, third].map(({ outputs }) => outputs[property])), property).to.have.property("size", 3);
    expect(await site.look(roleType, first.id)).to.equal(undefined);
  });

  it("tells before what a thing will be called, the second of its URN too", async () => {
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
      const { name } = site.fakeAws.preview(request).outputs;
      const { id, outputs } = await site.fakeAws.create({ ...request, preview: false });
      expect(outputs.name).to.equal(name);
      expect(site.fakeAws.preview({ ...request, id }).outputs.name).to.equal(name);
    }
    expect(site.fakeAws.resources(roleType)).to.have.length(2);
  });

  it("keeps the id through updates, also under another URN, and raises a launch template's version", async () => {
    const type = "aws:ec2/launchTemplate:LaunchTemplate";
    const template = await site.make(type, "nodes", { instanceType: "m5.large" });
    const tagged = await site.change(template, { instanceType: "m5.large", tags: { a: "b" } });
    const bigger = await site.change({ ...tagged, urn: urnOf(type, "renamed") }, { instanceType: "m5.xlarge" });
    expect([template, tagged, bigger].map(({ outputs }) => outputs.latestVersion)).to.deep.equal([1, 1, 2]);
    expect(bigger).to.include({ id: template.id, urn: urnOf(type, "renamed") });
    expect(bigger.outputs.name).to.equal(template.outputs.name);
  });

  it("tells what is gone from what it never knew", async () => {
    const { cluster } = await site.cluster();
    await site.fakeAws.delete(cluster);
    expect(await site.look(clusterType, "shop")).to.equal(undefined);
    expect(await site.look(vpcType, "vpc-0123456789abcdef0")).to.have.nested.property("outputs.cidrBlock");
    const ask = (name: string) =>
      site.fakeAws.invoke({
        token: "aws:eks/getCluster:getCluster",
        args: { name },
        provider: {},
        preview: false,
        directory: process.cwd(),
      });
    expect(await refusal(ask("shop"))).to.equal("ResourceNotFoundException: No cluster found for name: shop.");
    expect(await ask("of-others")).to.include({ name: "of-others" });
  });

  it("lets tests plant, lose and change things behind the program's back", async () => {
    const { vpc, subnets } = await site.cluster();
    site.fakeAws.plant({ type: "aws:ec2/networkInterface:NetworkInterface", id: "eni-1", inputs: { subnetId: subnets[0]!.id } });
    site.fakeAws.drift(vpcType, vpc.id, { enableDnsSupport: false });
    site.fakeAws.lose(roleType, site.fakeAws.resources(roleType)[0]!.id);
    site.reopen();
    expect(site.fakeAws.resources("aws:ec2/networkInterface:NetworkInterface")).to.have.length(1);
    expect((await site.look(vpcType, vpc.id))!.outputs.enableDnsSupport).to.equal(false);
    const role = String(site.fakeAws.resources(clusterType)[0]!.inputs.roleArn).split("/").at(-1)!;
    expect(site.fakeAws.dangling()).to.deep.equal([`${clusterType} shop -> ${role}`]);
  });
});
