import type { Finding } from "../../components/util/finding";
import { type Comparison, compare } from "../diff/compare";
import { Propagation } from "../diff/propagation";
import { type PreviousResource, resourcesOf } from "../diff/snapshot";
import type { Project } from "../project/project";
import { type Plan, withoutSecrets } from "../report/plan";
import { Printer } from "../report/printable";
import { replacedBy, replacedWithout } from "../resource-types/immutable";
import { keptWhenRemoved } from "../simulation/computed";
import type { PlannedResource, Recording, Values } from "../types";
import type { Arguments } from "./arguments";
import type { Base } from "./base";
import { refusedChanges } from "./refused";
import { removedOperatorFindings } from "./removed-operators";
import { run } from "./run";
import type { StackSource } from "./stack-source";

/** What changes, and what is to be said of changes: which cannot be made, and which need something first. */
export interface Compared {
  readonly comparison: Comparison;
  readonly findings: readonly Finding[];
  /** The former plan. */
  readonly before: readonly PreviousResource[];
}

/** What there was before: the resources of a run, or of a document, which hides secrets. */
export interface Former {
  readonly resources: readonly PreviousResource[];
  readonly recording?: Recording;
}

/** Runs the program with the settings of a base, as if they had been this stack's, so that names which follow from the stack's stay; or reads its document. */
export async function formerOf(base: Base, project: Project, { stack, preview }: Arguments): Promise<Former> {
  if (!("stack" in base)) return { resources: resourcesOf(base.document) };
  const { recording } = await run(project, stack, base.stack, preview);
  return { resources: recording.resources, recording };
}

/** What changes, coming from a base. */
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

/** A document hides secrets, so they are hidden here too before values are compared. */
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
  /** Of the program, from which its SDKs resolve. */
  readonly directory: string;
}

/** From one run of a program to another. */
export function compared(
  before: readonly PreviousResource[],
  after: readonly PlannedResource[],
  { propagation, printer, directory }: ComparedWith,
): Compared {
  const findings = [...refusedChanges(before, after), ...removedOperatorFindings(before, after)];
  const kept = (type: string) => keptWhenRemoved(type, directory);
  return {
    comparison: compare(before, after, { propagation, replacedBy, replacedWithout, keptWhenRemoved: kept, printer }),
    findings: findings.map((finding) => withoutSecrets(finding, printer)),
    before,
  };
}
