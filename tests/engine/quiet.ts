// What a run in which nothing goes wrong ends at, by the offline plan; and whether a stack is there. Ids and made-up names may be others.
import { expect } from "chai";
import { run } from "../../plan/cli/run";
import { differences } from "../../plan/diff/differences";
import { pathText } from "../../plan/diff/paths";
import { decode, type Wire, type WireObject } from "../../plan/engine/values";
import { readProject } from "../../plan/project/project";
import type { PlannedResource } from "../../plan/types";
import type { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { type Reported, reportedByPlan, reportedByState, shownByPlan } from "./parity";
import { strays } from "./recovery";

const project = readProject(process.cwd());

/** Every difference between a stack's state and that of a quiet run; none where they are alike. */
export async function unlikeQuiet(stack: PulumiStack): Promise<string[]> {
  const [quiet, real] = [
    await quietly(stack.stack, stack.settings),
    withoutOutputs(reportedByState((await stack.export()).resources ?? [])),
  ];
  const urns = [...new Set([...Object.keys(quiet), ...Object.keys(real)])].sort();
  return urns.flatMap((urn) =>
    differences(decode(quiet[urn] ?? null), decode(real[urn] ?? null)).map(
      ({ path, from, to }) => `${urn.split("$").at(-1)} ${pathText(path)}: quiet ${JSON.stringify(from)}, here ${JSON.stringify(to)}`,
    ),
  );
}

/** Plans share a process's runtime: one after another. */
let last: Promise<unknown> = Promise.resolve();

/** What the offline plan registers. @throws Failure for settings that it does not take */
export function planned(stack: string, text: string, preview: boolean): Promise<readonly PlannedResource[]> {
  const mine = last.then(async () => (await run(project, stack, { text, label: "settings" }, preview)).recording.resources);
  last = mine.catch(() => {});
  return mine;
}

/** What is registered, from a deployment; of the inputs what is known beforehand, from a preview. */
async function quietly(stack: string, text: string): Promise<Reported> {
  const foreseen = shownByPlan(await planned(stack, text, true));
  const deployed = withoutOutputs(reportedByPlan(await planned(stack, text, false)));
  return Object.fromEntries(Object.entries(deployed).map(([urn, told]) => [urn, { ...told, inputs: masked(foreseen[urn]?.inputs ?? {}) }]));
}

function withoutOutputs(all: Reported): Reported {
  const bare = ({ outputs: _, ...told }: WireObject) => masked(told) as WireObject;
  return Object.fromEntries(Object.entries(all).map(([urn, told]) => [urn, bare(told)]));
}

/** Secrets as previews show them, and made-up names without their random end: what was lost and is made again has another. */
function masked(wire: Wire): Wire {
  if (typeof wire === "string") return wire.replace(/-[0-9a-f]{7}(?![0-9a-z])/g, "-*");
  if (wire === null || typeof wire !== "object") return wire;
  if (Array.isArray(wire)) return wire.map(masked);
  const keys = Object.keys(wire);
  return keys.length === 1 && keys[0] === "secret" ? "[secret]" : Object.fromEntries(keys.map((key) => [key, masked(wire[key]!)]));
}

/** Nothing left to do, all as after a quiet run, and all of it known. */
export async function expectWhole(stack: PulumiStack): Promise<void> {
  await stack.up({ expectNoChanges: true });
  const unlike = await unlikeQuiet(stack);
  if (unlike.length > 0) throw new Error(`unlike a quiet run:\n${unlike.join("\n")}`);
  expect(await strays(stack), "made, and not known").empty;
  expect(await stack.fakeAws.dangling(), "names of what is gone").empty;
}

/** A stack that is whole, and of which nothing is left in the end. */
export async function expectQuietEnd(stack: PulumiStack): Promise<void> {
  await expectWhole(stack);
  await stack.destroy();
  await expectEmpty(stack);
}

export async function expectEmpty(stack: PulumiStack): Promise<void> {
  expect(await stack.fakeAws.resources(), "left in the world").empty;
  expect(await stack.fakeAws.dangling(), "names of what is gone").empty;
  expect((await stack.export()).resources ?? [], "left in the state").empty;
}
