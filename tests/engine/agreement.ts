// Compares the result of the Pulumi engine with the offline plan of the same settings.
import { expect } from "chai";
import { run } from "../../plan/cli/run";
import { readProject } from "../../plan/project/project";
import type { Result } from "../harness/pulumi-stack/options";
import type { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { disagreements, reportedByEvents, reportedByPlan, reportedByState, shownByPlan } from "./parity";

/** The resources of the offline plan. @throws Failure for invalid settings */
export async function planned(stack: string, text: string, preview: boolean) {
  const { recording } = await run(readProject(process.cwd()), stack, { text, label: `Pulumi.${stack}.yaml` }, preview);
  return recording.resources;
}

export async function expectPlannedPreview({ stack, settings }: PulumiStack, { events }: Result): Promise<void> {
  expect(disagreements(shownByPlan(await planned(stack, settings, true)), reportedByEvents(events)), "previews").deep.equal([]);
}

export async function expectPlannedDeployment(stack: PulumiStack): Promise<void> {
  const { resources = [] } = await stack.export();
  expect(
    disagreements(reportedByPlan(await planned(stack.stack, stack.settings, false)), reportedByState(resources)),
    "deployments",
  ).deep.equal([]);
}
