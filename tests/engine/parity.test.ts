import * as fc from "fast-check";
import { Failure } from "../../plan/project/failure";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { expectPlannedDeployment, expectPlannedPreview, planned } from "./agreement";
import { stackFile } from "./stack-files";

/** Whether the program takes the settings. */
async function isPlanned(settings: string): Promise<boolean> {
  try {
    await planned("any", settings, true);
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

// The example stacks are held against the engine in life.test.ts.
describe("the offline plan says what the real engine does", () => {
  it("for other settings that it takes", async () => {
    const taken = fc.asyncProperty(stackFile, async (settings) => {
      fc.pre(await isPlanned(settings));
      const stack = await PulumiStack.start({ stack: "any", settings });
      try {
        await expectPlannedPreview(stack, await stack.preview());
        await stack.up();
        await expectPlannedDeployment(stack);
      } finally {
        await stack.stop();
      }
    });
    await fc.assert(taken, { numRuns: 3, interruptAfterTimeLimit: 150_000, markInterruptAsFailure: false });
  });
});
