import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { startMocks } from "./mocks";

class Box extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Box", name, {}, opts);
    this.arn = new aws.sqs.Queue(name, { fifoQueue: true }, { parent: this, ignoreChanges: ["tags"] }).arn;
    this.registerOutputs({ arn: this.arn });
  }
}

describe("startMocks", () => {
  it("records inputs, parents, dependencies, options and registered outputs", async () => {
    const mocks = startMocks();
    const outputs = await mocks.run(() => {
      const first = new Box("first");
      new aws.sqs.Queue("second", { name: first.arn }, { dependsOn: [first], protect: true });
      return { arn: first.arn };
    });
    const queue = mocks.resources.named("first", "aws:sqs/queue:Queue");
    const second = mocks.resources.named("second");
    expect(queue.inputs).to.deep.equal({ fifoQueue: true });
    expect(queue.ignoreChanges).to.deep.equal(["tags"]);
    expect(queue.parent).to.equal(mocks.resources.only("test:index:Box").urn);
    expect(mocks.resources.only("test:index:Box").outputs).to.deep.equal({ arn: outputs.arn });
    expect(second.dependencies).to.include(queue.urn);
    expect(second.propertyDependencies.name).to.deep.equal([queue.urn]);
    expect(second.protect).to.equal(true);
    expect(mocks.resources.waitsFor(second, queue)).to.equal(true);
    expect(mocks.resources.waitsFor(queue, second)).to.equal(false);
  });

  it("fails the run when a program throws, an apply throws, or an invoke has no mock", async () => {
    const failing: Record<string, () => unknown> = {
      thrown: () => {
        throw new Error("thrown");
      },
      applied: () => {
        pulumi.output(1).apply(() => {
          throw new Error("applied");
        });
      },
      "the simulation does not support this data source": () => aws.ec2.getSpotPriceOutput({ instanceType: "m7g.large" }),
    };
    for (const [message, program] of Object.entries(failing)) {
      let error: unknown;
      await startMocks()
        .run(program)
        .catch((reason: unknown) => {
          error = reason;
        });
      expect(error, message).to.be.instanceOf(Error);
      expect((error as Error).message).to.include(message);
    }
  });

  it("discards resources of earlier tests", async () => {
    await startMocks().run(() => new aws.sqs.Queue("earlier"));
    const mocks = startMocks();
    await mocks.run(() => new aws.sqs.Queue("later"));
    expect(mocks.resources.all.map(({ name }) => name)).to.deep.equal(["later"]);
  });

  it("returns only the inputs as outputs under stock mocks", async () => {
    const mocks = startMocks({ stock: true });
    const outputs = await mocks.run(() => ({ arn: new aws.sqs.Queue("queue").arn.apply((arn) => `${arn}`) }));
    expect(outputs.arn).to.equal("undefined");
  });

  it("collects warnings", async () => {
    const mocks = startMocks();
    await mocks.run(() => pulumi.log.warn("[rule] path: text"));
    expect(mocks.warnings).to.deep.equal(["[rule] path: text"]);
  });
});
