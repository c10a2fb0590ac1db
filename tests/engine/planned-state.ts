// Compares a stack with the state that the offline plan predicts for a run without failures. Ids and generated names may differ.

import { expect } from "chai";
import { mapValues } from "../../components/util/map-values";
import { run } from "../../plan/cli/run";
import { differences } from "../../plan/diff/differences";
import { pathText } from "../../plan/diff/paths";
import { decode, type Wire, type WireObject } from "../../plan/engine/values";
import { readProject } from "../../plan/project/project";
import type { PlannedResource } from "../../plan/types";
import type { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { type Reported, reportedByPlan, reportedByState, shownByPlan } from "./parity";
import { untracked } from "./recovery";

const project = readProject(process.cwd());

/** Every difference between a stack's state and the planned state. */
export async function stateDifferences(stack: PulumiStack): Promise<string[]> {
  const [expected, actual] = [
    await expectedState(stack.stack, stack.settings),
    withoutOutputs(reportedByState((await stack.export()).resources ?? [])),
  ];
  const urns = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort();
  return urns.flatMap((urn) =>
    differences(decode(expected[urn] ?? null), decode(actual[urn] ?? null)).map(
      ({ path, from, to }) => `${urn.split("$").at(-1)} ${pathText(path)}: planned ${JSON.stringify(from)}, found ${JSON.stringify(to)}`,
    ),
  );
}

/** Plans share the runtime of the process, so they run one after another. */
let last: Promise<unknown> = Promise.resolve();

/** The resources of the offline plan. @throws Failure for invalid settings */
export function planned(stack: string, text: string, preview: boolean): Promise<readonly PlannedResource[]> {
  const resources = last.then(async () => (await run(project, stack, { text, label: "settings" }, preview)).recording.resources);
  last = resources.catch(() => {});
  return resources;
}

/** Registrations of a deployment, with the inputs that a preview knows. */
async function expectedState(stack: string, text: string): Promise<Reported> {
  const previewed = shownByPlan(await planned(stack, text, true));
  const deployed = withoutOutputs(reportedByPlan(await planned(stack, text, false)));
  return Object.fromEntries(
    Object.entries(deployed).map(([urn, report]) => [urn, { ...report, inputs: masked(previewed[urn]?.inputs ?? {}) }]),
  );
}

function withoutOutputs(all: Reported): Reported {
  const withoutOutput = ({ outputs: _, ...report }: WireObject) => masked(report) as WireObject;
  return mapValues(all, (_, report) => withoutOutput(report));
}

/** Secrets as previews show them, and generated names without their random suffix, which changes when a lost resource is recreated. */
function masked(wire: Wire): Wire {
  if (typeof wire === "string") return wire.replace(/-[0-9a-f]{7}(?![0-9a-z])/g, "-*");
  if (wire === null || typeof wire !== "object") return wire;
  if (Array.isArray(wire)) return wire.map(masked);
  const keys = Object.keys(wire);
  return keys.length === 1 && keys[0] === "secret" ? "[secret]" : Object.fromEntries(keys.map((key) => [key, masked(wire[key]!)]));
}

/** Nothing to deploy, the state as planned, and no untracked resources. */
export async function expectPlannedState(stack: PulumiStack): Promise<void> {
  await stack.up({ expectNoChanges: true });
  const found = await stateDifferences(stack);
  if (found.length > 0) throw new Error(`differs from the planned state:\n${found.join("\n")}`);
  expect(await untracked(stack), "untracked resources").empty;
  expect(await stack.fakeAws.dangling(), "references to deleted resources").empty;
}

/** The planned state, and a destroy that leaves nothing behind. */
export async function expectCleanDestroy(stack: PulumiStack): Promise<void> {
  await expectPlannedState(stack);
  await stack.destroy();
  await expectEmpty(stack);
}

export async function expectEmpty(stack: PulumiStack): Promise<void> {
  expect(await stack.fakeAws.resources(), "resources left on the fake AWS").empty;
  expect(await stack.fakeAws.dangling(), "references to deleted resources").empty;
  expect((await stack.export()).resources ?? [], "resources left in the state").empty;
}
