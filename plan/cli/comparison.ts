import type { Finding } from "../../components/shared/finding";
import { type Comparison, compare } from "../diff/compare";
import { type FormerResource, resourcesOf } from "../diff/snapshot";
import type { Project } from "../project/project";
import { planDocument, withoutSecrets } from "../render/json";
import type { Plan } from "../render/plan";
import { Printer } from "../render/printable";
import { replacedBy, replacedWithout } from "../simulation/immutable";
import type { PlannedResource } from "../types";
import type { Arguments } from "./arguments";
import type { Base } from "./base";
import { refusedChanges } from "./refused";
import { run } from "./run";

/** What changes, and which changes cannot be made. */
export interface Compared {
  readonly comparison: Comparison;
  readonly refused: readonly Finding[];
}

/** What changes, coming from a base. A stack counts as if its settings had been this stack's, so that names which follow from the stack's stay. */
export async function comparisonWith(base: Base, plan: Plan, project: Project, { stack, preview }: Arguments): Promise<Compared> {
  const { recording } = plan;
  if ("stack" in base) {
    const former = await run(project, stack, base.stack, preview);
    return compared(former.recording.resources, recording.resources, new Printer(recording, former.recording));
  }
  // a document hides secrets, so they are hidden here too before values are compared
  const hidden = resourcesOf(planDocument(plan));
  const resources = recording.resources.map((resource, at) => ({ ...resource, ...hidden[at] }));
  return compared(resourcesOf(base.document), resources, new Printer(recording));
}

/** From one run of a program to another. */
export function compared(before: readonly FormerResource[], after: readonly PlannedResource[], printer: Printer): Compared {
  const refused = refusedChanges(before, after).map((finding) => withoutSecrets(finding, printer));
  return { comparison: compare(before, after, { replacedBy, replacedWithout, printer }), refused };
}
