import { realpathSync } from "node:fs";
import path from "node:path";
import type { PreviousResource } from "../diff/snapshot";
import { ProgramError } from "../engine/errors";
import { runProgram } from "../engine/run";
import { Failure } from "../project/failure";
import type { Project } from "../project/project";
import { readStackFile, type StackFile } from "../project/stack";
import { createSimulation } from "../simulation";
import type { Recording } from "../types";
import { startProgress } from "./progress";
import type { StackSource } from "./stack-source";

export interface Run {
  readonly settings: StackFile;
  readonly recording: Recording;
}

const ownDirectory = path.resolve(__dirname, "../..");

/** Whether a project is this one, whose program knows its settings. */
export function isOurs({ directory }: Project): boolean {
  return realpathSync(directory) === realpathSync(ownDirectory);
}

/**
 * Runs a project's program with a stack's settings.
 * @param generation, former as of `createSimulation`
 * @throws Failure with every problem, each under the stack file or the resource that it is about
 */
export async function run(
  project: Project,
  stack: string,
  source: StackSource,
  preview: boolean,
  generation = 0,
  former: readonly PreviousResource[] = [],
): Promise<Run> {
  const settings = readStackFile(project, source.text, source.label, !isOurs(project));
  const progress = startProgress(process.stderr);
  try {
    const recording = await runProgram({
      directory: project.directory,
      main: project.main ?? "",
      project: project.name,
      stack,
      config: settings.config,
      secretKeys: settings.secretKeys,
      preview,
      simulation: createSimulation(generation, former),
      onResource: () => progress.step(),
    });
    return { settings, recording };
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    throw new Failure(
      error.issues.map(({ path: at, urn, message }) =>
        [at && `${fileOf(at, project, source)}: ${at}`, urn, message].filter(Boolean).join(": "),
      ),
    );
  } finally {
    progress.stop();
  }
}

/** The file that holds a setting: sections of all stacks stand in `Pulumi.yaml`. */
function fileOf(path: string, { file }: Project, { label }: StackSource): string {
  return /^eks-blueprints:defaults\b/.test(path) ? file : label;
}
