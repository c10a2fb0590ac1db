import { expect } from "chai";
import { FakeAwsFixture } from "./fixture";

describe("fake AWS: clock", () => {
  const fixtures: FakeAwsFixture[] = [];
  const fixture = (options = {}) => {
    fixtures.push(new FakeAwsFixture(options));
    return fixtures.at(-1)!;
  };
  afterEach(() => {
    for (const each of fixtures.splice(0)) each.close();
  });

  const key = (fake: FakeAwsFixture, name: string) => fake.create("aws:kms/key:Key", name, {});

  it("advances by the longest of concurrent operations", async () => {
    const fake = fixture();
    await Promise.all([key(fake, "a"), key(fake, "b"), fake.create("aws:ec2/eip:Eip", "c", {})]);
    expect(fake.fakeAws.now()).to.equal(10);
    await key(fake, "d");
    expect(fake.fakeAws.operations().map(({ start, end }) => [start, end])).to.deep.equal([
      [0, 1],
      [0, 10],
      [0, 10],
      [10, 20],
    ]);
  });

  it("runs in real time at a scale", async () => {
    const fake = fixture({ timeScale: 0.005 });
    const start = Date.now();
    await key(fake, "a");
    expect(Date.now() - start).to.be.within(45, 500);
    const { end } = fake.fakeAws.operations()[0]!;
    expect(end).to.be.within(9, 100);
    expect(fake.reopen().now()).to.be.at.least(end);
  });

  it("waits until it is idle before it advances, for the time that a test sets", async () => {
    const fake = fixture({ settle: 30 });
    const first = key(fake, "a");
    await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([first, key(fake, "b")]);
    expect(fake.fakeAws.operations().map(({ start }) => start)).to.deep.equal([0, 0]);
  });

  it("varies durations by a seed, the same for the same seed", async () => {
    const last = async (seed: string) => {
      const fake = fixture({ seed });
      await key(fake, "a");
      return fake.fakeAws.now();
    };
    const [one, same, other] = [await last("1"), await last("1"), await last("2")];
    expect(one).to.equal(same).and.within(8, 12);
    expect(one).not.to.equal(other);
  });

  it("uses the durations that a test sets", async () => {
    const fake = fixture({ durations: { "aws:": { create: 3, update: 2, delete: 1 } } });
    const created = await key(fake, "a");
    await fake.update(created, { description: "b" });
    await fake.fakeAws.delete(created);
    expect(fake.fakeAws.operations().map(({ op, start, end }) => [op, end - start])).to.deep.equal([
      ["create", 3],
      ["update", 2],
      ["delete", 1],
    ]);
  });

  it("creates and deletes Fargate profiles of a cluster one at a time", async () => {
    const fake = fixture();
    const profile = (name: string) =>
      fake.create("aws:eks/fargateProfile:FargateProfile", name, {
        clusterName: "of-others",
        podExecutionRoleArn: "arn:aws:iam::1:role/r",
        selectors: [{ namespace: name }],
      });
    const [one] = await Promise.all([profile("a"), profile("b")]);
    expect(fake.fakeAws.now()).to.equal(160);
    await fake.fakeAws.delete(one!);
    expect(fake.fakeAws.now()).to.equal(300);
  });
});
