import type { Finding } from "../../components/util/finding";
import { type Comparison, compare } from "../diff/compare";
import { Propagation } from "../diff/propagation";
import { type PreviousResource, resourcesOf } from "../diff/snapshot";
import type { Project } from "../project/project";
import { type Plan, withoutSecrets } from "../report/plan";
import { Printer } from "../report/printable";
import { replacedBy, replacedWithout } from "../resource-types/immutable";
import { keptWhenRemoved } from "../simulation/computed";
import type { PlannedResource, Values } from "../types";
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

/** What changes, coming from a base. A stack counts as if its settings had been this stack's, so that names which follow from the stack's stay. */
export async function comparisonWith(
  base: Base,
  plan: Plan,
  project: Project,
  source: StackSource,
  { stack, preview }: Arguments,
): Promise<Compared> {
  const { resources } = plan.recording;
  const recreated = await run(project, stack, source, preview, 1);
  const propagation = new Propagation(resources, recreated.recording.resources);
  if ("stack" in base) {
    const former = (await run(project, stack, base.stack, preview)).recording;
    return compared(former.resources, resources, {
      propagation,
      printer: new Printer(plan.recording, former),
      directory: project.directory,
    });
  }
  const printer = new Printer(plan.recording);
  return compared(resourcesOf(base.document), masked(resources, printer), { propagation, printer, directory: project.directory });
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
