import { type Comparison, compare } from "../diff/compare";
import { resourcesOf } from "../diff/snapshot";
import type { Project } from "../project/project";
import { planDocument } from "../render/json";
import type { Plan } from "../render/plan";
import { Printer } from "../render/printable";
import { replacedBy, replacedWithout } from "../simulation/immutable";
import type { Arguments } from "./arguments";
import type { Base } from "./base";
import { run } from "./run";

/** What changes, coming from a base. A stack counts as if its settings had been this stack's, so that names which follow from the stack's stay. */
export async function comparisonWith(base: Base, plan: Plan, project: Project, { stack, preview }: Arguments): Promise<Comparison> {
  const { recording } = plan;
  if ("stack" in base) {
    const former = await run(project, stack, base.stack, preview);
    const printer = new Printer(recording, former.recording);
    return compare(former.recording.resources, recording.resources, { replacedBy, replacedWithout, printer });
  }
  // a document hides secrets, so they are hidden here too before values are compared
  const hidden = resourcesOf(planDocument(plan));
  const resources = recording.resources.map((resource, at) => ({ ...resource, ...hidden[at] }));
  return compare(resourcesOf(base.document), resources, { replacedBy, replacedWithout, printer: new Printer(recording) });
}
