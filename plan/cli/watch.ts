import path from "node:path";
import { replannedText } from "../report/watch";
import type { Arguments } from "./arguments";
import { watchFiles } from "./file-watcher";
import { type PlannedStack, planStack, projectOf, textOf } from "./plan";
import { printProblem } from "./problems";
import { userDirectory } from "./stack-source";
import { print } from "./streams";
import { layoutOf } from "./terminal";

/**
 * Plans a stack, and again whenever its file or Pulumi.yaml is saved, until the process is interrupted. Errors are printed, and the next
 * save is compared with the last successful plan.
 * @throws Failure if the project or the stack file does not exist
 */
export async function watch(args: Arguments): Promise<void> {
  const from = userDirectory();
  const project = projectOf(args, from);
  const stackFile =
    args.config === undefined ? path.join(project.directory, project.stackFile(args.stack)) : path.resolve(from, args.config);
  let last: PlannedStack | undefined;
  let pending = false;

  const replan = async (): Promise<void> => {
    try {
      const planned = await planStack(args, last && { resources: last.recording.resources, recording: last.recording });
      await print(process.stdout, report(args, planned, last));
      last = planned;
    } catch (error) {
      await printProblem(error);
    }
    await print(process.stderr, `Watching ${path.basename(stackFile)}; Ctrl+C ends this.\n`);
  };
  let running: Promise<void> = Promise.resolve();
  const queue = () => {
    if (pending) return; // the pending plan will read the new file
    pending = true;
    running = running.then(() => {
      pending = false;
      return replan();
    });
  };

  const stop = watchFiles([stackFile, path.join(project.directory, "Pulumi.yaml")], queue);
  queue();
  await new Promise<void>((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
  stop();
}

/** Prints the first plan, or one section of each plan; then only changes. */
function report(args: Arguments, planned: PlannedStack, last: PlannedStack | undefined): string {
  if (!last || args.section !== undefined || !planned.changes) return textOf(planned, args);
  const { comparison } = planned.changes;
  const heading = `${new Date().toTimeString().slice(0, 8)} planned again`;
  return `\n${replannedText({ before: last.document, after: planned.document, comparison }, heading, layoutOf(process.stdout, process.env, args))}`;
}
