import { readFileSync } from "node:fs";
import { expect } from "chai";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";

const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
const autoScalingGroup = "aws:autoscaling/group:Group";
const reported = readFileSync("tests/fixtures/cases/autoscaled-min.yaml", "utf8");
const withSize = (size: string) =>
  reported.replace(
    "general: { instanceTypes: [m7g.large], size: { min: 1, max: 3 } }",
    `{ general: { instanceTypes: [m7g.large], size: ${size} }, own: { kind: selfManaged, instanceTypes: [m7g.large], size: ${size} } }`,
  );

describe("node groups under the cluster autoscaler on the Pulumi engine", () => {
  let stack: PulumiStack;
  before(async () => {
    stack = await PulumiStack.start({ stack: "minimal", settings: withSize("{ min: 1, max: 3 }") });
    await stack.up();
  });
  after(() => stack.stop());

  const desired = async () => {
    const [managed] = await stack.fakeAws.resources(nodeGroup);
    const [own] = await stack.fakeAws.resources(autoScalingGroup);
    return [(managed!.outputs.scalingConfig as Record<string, unknown>).desiredSize, own!.outputs.desiredCapacity];
  };
  /** What the autoscaler does. */
  const scale = async (desiredSize: number) => {
    const [managed] = await stack.fakeAws.resources(nodeGroup);
    const [own] = await stack.fakeAws.resources(autoScalingGroup);
    const scalingConfig = { ...(managed!.outputs.scalingConfig as object), desiredSize };
    await stack.fakeAws.drift(nodeGroup, managed!.id, { scalingConfig });
    await stack.fakeAws.drift(autoScalingGroup, own!.id, { desiredCapacity: desiredSize });
  };

  it("are raised to a minimum above their number of nodes", async () => {
    stack.configure(withSize("{ min: 2, max: 9 }"));
    await stack.up();
    expect(await desired()).to.deep.equal([2, 2]);
  });

  it("keep their number of nodes when other bounds change", async () => {
    await scale(7);
    stack.configure(withSize("{ min: 2, max: 12 }"));
    await stack.up();
    expect(await desired()).to.deep.equal([7, 7]);
  });

  it("stay as the autoscaler left them without a change, with and without a refresh", async () => {
    await scale(5);
    expect((await stack.up({ expectNoChanges: true })).exitCode).to.equal(0);
    await stack.up({ refresh: true });
    expect(await desired()).to.deep.equal([5, 5]);
  });
});
