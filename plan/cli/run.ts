import { realpathSync } from "node:fs";
import type { PreviousResource } from "../diff/snapshot";
import { ProgramError } from "../engine/errors";
import { runProgram } from "../engine/run";
import { Failure } from "../project/failure";
import type { Project } from "../project/project";
import { readStackFile, type StackFile } from "../project/stack";
import { root } from "../root";
import { createSimulation } from "../simulation";
import type { Recording } from "../types";
import { startProgress } from "./progress";
import type { StackSource } from "./stack-source";

export interface Run {
  readonly settings: StackFile;
  readonly recording: Recording;
}

/** Whether a project is this one. Its program knows its settings. */
export function isOurs({ directory }: Project): boolean {
  return realpathSync(directory) === realpathSync(root);
}

/**
 * Runs a project's program with the settings of a stack.
 * @param generation, former see `createSimulation`
 * @throws Failure with all problems, each with its stack file or resource
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

/** The file of a setting: sections of all stacks are in `Pulumi.yaml`. */
function fileOf(path: string, { file }: Project, { label }: StackSource): string {
  return /^eks-blueprints:defaults\b/.test(path) ? file : label;
}
