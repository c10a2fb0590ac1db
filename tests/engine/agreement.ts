// Holds what the engine did against the offline plan of the same settings.
import { expect } from "chai";
import { run } from "../../plan/cli/run";
import { readProject } from "../../plan/project/project";
import type { Result } from "../harness/pulumi-stack/options";
import type { Rig } from "../harness/pulumi-stack/pulumi-stack";
import { disagreements, shownByPlan, toldByEvents, toldByPlan, toldByState } from "./parity";

/** Resources of the offline plan. @throws Failure where the program refuses the settings */
export async function planned(stack: string, text: string, preview: boolean) {
  const { recording } = await run(readProject(process.cwd()), stack, { text, label: `Pulumi.${stack}.yaml` }, preview);
  return recording.resources;
}

export async function expectPlannedPreview({ stack, settings }: Rig, { events }: Result): Promise<void> {
  expect(disagreements(shownByPlan(await planned(stack, settings, true)), toldByEvents(events)), "previews").deep.equal([]);
}

export async function expectPlannedDeployment(rig: Rig): Promise<void> {
  const { resources = [] } = await rig.export();
  expect(disagreements(toldByPlan(await planned(rig.stack, rig.settings, false)), toldByState(resources)), "deployments").deep.equal([]);
}
