import { expect } from "chai";
import * as fc from "fast-check";
import { run } from "../../plan/cli/run";
import { stackOf } from "../../plan/cli/stack-source";
import { Failure } from "../../plan/project/failure";
import { readProject } from "../../plan/project/project";
import { disagreements, shownByPlan, toldByEvents, toldByPlan, toldByState } from "./parity";
import { Rig } from "./rig";
import { stackFile } from "./stack-files";

const project = readProject(process.cwd());
const plan = async (stack: string, text: string, preview: boolean) =>
  (await run(project, stack, { text, label: `Pulumi.${stack}.yaml` }, preview)).recording.resources;

async function compare(stack: string, settings: string): Promise<void> {
  const rig = await Rig.start({ stack, settings });
  try {
    const { events } = await rig.preview();
    expect(disagreements(shownByPlan(await plan(stack, settings, true)), toldByEvents(events)), "previews").deep.equal([]);
    await rig.up();
    const { resources = [] } = await rig.export();
    expect(disagreements(toldByPlan(await plan(stack, settings, false)), toldByState(resources)), "deployments").deep.equal([]);
  } finally {
    await rig.stop();
  }
}

/** Whether the program takes the settings. */
async function isPlanned(settings: string): Promise<boolean> {
  try {
    await plan("any", settings, true);
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

describe("the offline plan says what the real engine does", () => {
  for (const stack of project.stacks()) {
    it(`for ${stack}`, () => compare(stack, stackOf(project, stack).text));
  }

  it("for other settings that it takes", async () => {
    const taken = fc.asyncProperty(stackFile, async (settings) => {
      fc.pre(await isPlanned(settings));
      await compare("any", settings);
    });
    await fc.assert(taken, { numRuns: 3, interruptAfterTimeLimit: 150_000, markInterruptAsFailure: false });
  });
});
