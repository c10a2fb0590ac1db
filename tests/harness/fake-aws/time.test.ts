import { expect } from "chai";
import { durationOf, durations } from "./durations";
import { FakeAwsFixture } from "./site";

describe("time in the world", () => {
  const sites: FakeAwsFixture[] = [];
  const site = (options = {}) => {
    sites.push(new FakeAwsFixture(options));
    return sites.at(-1)!;
  };
  afterEach(() => {
    for (const each of sites.splice(0)) each.close();
  });

  const key = (at: FakeAwsFixture, name: string) => at.make("aws:kms/key:Key", name, {});

  it("passes for what runs side by side as for its longest part", async () => {
    const at = site();
    await Promise.all([key(at, "a"), key(at, "b"), at.make("aws:ec2/eip:Eip", "c", {})]);
    expect(at.fakeAws.now()).to.equal(10);
    await key(at, "d");
    expect(at.fakeAws.operations().map(({ start, end }) => [start, end])).to.deep.equal([
      [0, 1],
      [0, 10],
      [0, 10],
      [10, 20],
    ]);
  });

  it("runs with real time at a scale", async () => {
    const at = site({ timeScale: 0.005 });
    const start = Date.now();
    await key(at, "a");
    expect(Date.now() - start).to.be.within(45, 500);
    const { end } = at.fakeAws.operations()[0]!;
    expect(end).to.be.within(9, 100);
    expect(at.reopen().now()).to.be.at.least(end);
  });

  it("waits for stillness before it leaps, where a test says how long", async () => {
    const at = site({ settle: 30 });
    const first = key(at, "a");
    await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([first, key(at, "b")]);
    expect(at.fakeAws.operations().map(({ start }) => start)).to.deep.equal([0, 0]);
  });

  it("differs by a seed, the same for the same seed", async () => {
    const last = async (seed: string) => {
      const at = site({ seed });
      await key(at, "a");
      return at.fakeAws.now();
    };
    const [one, same, other] = [await last("1"), await last("1"), await last("2")];
    expect(one).to.equal(same).and.within(8, 12);
    expect(one).not.to.equal(other);
  });

  it("takes what tests say that things take", async () => {
    const at = site({ durations: { "aws:": { create: 3, update: 2, delete: 1 } } });
    const made = await key(at, "a");
    await at.change(made, { description: "b" });
    await at.fakeAws.delete(made);
    expect(at.fakeAws.operations().map(({ op, start, end }) => [op, end - start])).to.deep.equal([
      ["create", 3],
      ["update", 2],
      ["delete", 1],
    ]);
  });

  it("makes and deletes Fargate profiles of a cluster one after another", async () => {
    const at = site();
    const profile = (name: string) =>
      at.make("aws:eks/fargateProfile:FargateProfile", name, {
        clusterName: "of-others",
        podExecutionRoleArn: "arn:aws:iam::1:role/r",
        selectors: [{ namespace: name }],
      });
    const [one] = await Promise.all([profile("a"), profile("b")]);
    expect(at.fakeAws.now()).to.equal(160);
    await at.fakeAws.delete(one!);
    expect(at.fakeAws.now()).to.equal(300);
  });

  it("knows how long versions roll, and gives gateway endpoints less than interfaces", () => {
    expect(durationOf(durations, "aws:eks/cluster:Cluster", "update", ["tags"])).to.equal(100);
    expect(durationOf(durations, "aws:eks/cluster:Cluster", "update", ["tags", "version"])).to.equal(520);
    expect(durationOf(durations, "aws:ec2/vpcEndpoint:VpcEndpoint", "create", ["Gateway"])).to.equal(6);
    expect(durationOf(durations, "aws:ec2/vpcEndpoint:VpcEndpoint", "create", ["Interface"])).to.equal(90);
    expect(durationOf(durations, "aws:ec2/somethingElse:SomethingElse", "create")).to.equal(1);
  });
});
