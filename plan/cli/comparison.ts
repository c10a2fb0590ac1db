import type { Finding } from "../../components/util/finding";
import { type Comparison, compare } from "../diff/compare";
import { Propagation } from "../diff/propagation";
import { type PreviousResource, resourcesOf } from "../diff/snapshot";
import type { Project } from "../project/project";
import { type Plan, withoutSecrets } from "../report/plan";
import { Printer } from "../report/printable";
import { replacedBy, replacedWithout } from "../resource-types/immutable";
import { computedProperties } from "../simulation/computed";
import type { PlannedResource, Recording, Values } from "../types";
import type { Arguments } from "./arguments";
import type { Base } from "./base";
import { refusedChanges } from "./refused";
import { removedOperatorFindings } from "./removed-operators";
import { run } from "./run";
import type { StackSource } from "./stack-source";

/** Changes, and findings about them: changes that are blocked, and changes that need an action first. */
export interface Compared {
  readonly comparison: Comparison;
  readonly findings: readonly Finding[];
  /** Resources of the previous plan. */
  readonly before: readonly PreviousResource[];
}

/** The previous plan: resources of a run, or of a document, which hides secrets. */
export interface Former {
  readonly resources: readonly PreviousResource[];
  readonly recording?: Recording;
}

/**
 * Runs the program with the settings of the base stack, under the name of this stack, so that names derived from the stack name do not
 * change. If the base is a document, reads its resources.
 */
export async function formerOf(base: Base, project: Project, { stack, preview }: Arguments): Promise<Former> {
  if (!("stack" in base)) return { resources: resourcesOf(base.document) };
  const { recording } = await run(project, stack, base.stack, preview);
  return { resources: recording.resources, recording };
}

/** Compares a plan with the previous one. */
export async function comparisonWith(
  { resources: before, recording: former }: Former,
  plan: Plan,
  project: Project,
  source: StackSource,
  { stack, preview }: Arguments,
): Promise<Compared> {
  const { resources } = plan.recording;
  const recreated = await run(project, stack, source, preview, 1, before);
  const propagation = new Propagation(resources, recreated.recording.resources);
  const printer = former ? new Printer(plan.recording, former) : new Printer(plan.recording);
  return compared(before, former ? resources : masked(resources, printer), { propagation, printer, directory: project.directory });
}

/** Hides secrets before values are compared with those of a document, which hides them too. */
function masked(resources: readonly PlannedResource[], printer: Printer): PlannedResource[] {
  return resources.map((resource) => ({
    ...resource,
    inputs: printer.masked(resource.inputs) as Values,
    outputs: printer.masked(resource.outputs) as Values,
  }));
}

interface ComparedWith {
  readonly propagation: Propagation;
  readonly printer: Printer;
  /** Directory of the program, from which its SDKs resolve. */
  readonly directory: string;
}

export function compared(
  before: readonly PreviousResource[],
  after: readonly PlannedResource[],
  { propagation, printer, directory }: ComparedWith,
): Compared {
  const findings = [...refusedChanges(before, after), ...removedOperatorFindings(before, after)];
  const computed = (type: string) => computedProperties(type, directory);
  return {
    comparison: compare(before, after, { propagation, replacedBy, replacedWithout, computedProperties: computed, printer }),
    findings: findings.map((finding) => withoutSecrets(finding, printer)),
    before,
  };
}
