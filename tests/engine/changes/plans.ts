// The offline plan of a stack file, and what `--against` says from one to another.
import { compared } from "../../../plan/cli/comparison";
import { run } from "../../../plan/cli/run";
import { readProject } from "../../../plan/project/project";
import { Printer } from "../../../plan/render/printable";
import type { Recording } from "../../../plan/types";
import { type Ops, opsOfPlan } from "./ops";

const project = readProject(process.cwd());

export async function planOf(stack: string, text: string): Promise<Recording> {
  return (await run(project, stack, { text, label: `${stack} with changes` }, false)).recording;
}

export function foreseen(before: Recording, after: Recording): Ops {
  return opsOfPlan(compared(before.resources, after.resources, new Printer(after, before)).comparison);
}
