// The offline plan of a stack file, and the operations of `--against` between two plans.
import { compared } from "../../../plan/cli/comparison";
import { run } from "../../../plan/cli/run";
import { Propagation } from "../../../plan/diff/propagation";
import { readProject } from "../../../plan/project/project";
import { Printer } from "../../../plan/report/printable";
import type { Recording } from "../../../plan/types";
import { type Ops, opsOfPlan } from "./ops";

const project = readProject(process.cwd());

/** A plan, and the plan of the same program in a cloud that assigns other ids. */
export interface ComparablePlan extends Recording {
  readonly recreated: Recording;
}

export async function planOf(stack: string, text: string): Promise<ComparablePlan> {
  const source = { text, label: `${stack} with changes` };
  const { recording } = await run(project, stack, source, false);
  return { ...recording, recreated: (await run(project, stack, source, false, 1)).recording };
}

export function predicted(before: Recording, after: ComparablePlan): Ops {
  const propagation = new Propagation(after.resources, after.recreated.resources);
  return opsOfPlan(
    compared(before.resources, after.resources, { propagation, printer: new Printer(after, before), directory: project.directory })
      .comparison,
  );
}
