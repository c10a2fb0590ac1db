import * as fc from "fast-check";
import { Failure } from "../../plan/project/failure";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { expectPlannedDeployment, expectPlannedPreview, planned } from "./agreement";
import { stackFile } from "./stack-files";

/** Whether the program accepts the settings. */
async function isPlanned(settings: string): Promise<boolean> {
  try {
    await planned("any", settings, true);
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

// The example stacks are compared with the engine in lifecycle.test.ts.
describe("parity of the offline plan with the Pulumi engine", () => {
  it("holds for generated settings", async () => {
    const property = fc.asyncProperty(stackFile, async (settings) => {
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
    await fc.assert(property, { numRuns: 3, interruptAfterTimeLimit: 150_000, markInterruptAsFailure: false });
  });
});
