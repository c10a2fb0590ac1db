import { existsSync } from "node:fs";
import path from "node:path";
import { nearest } from "../../components/util/did-you-mean";
import { type Project, readText } from "../project/project";
import { UsageError } from "./arguments";

/** Text of a stack file, and its name for messages. */
export interface StackSource {
  readonly text: string;
  readonly label: string;
}

/** Base of the user's relative paths: npm runs scripts in the package's directory and passes the directory of the call. */
export function userDirectory(): string {
  const { npm_lifecycle_script: script, INIT_CWD: called } = process.env;
  return (/plan\/cli\/main\.ts|scripts\/drain\.ts/.test(script ?? "") && called) || process.cwd();
}

/**
 * The file of a stack in its project. A project without stack files needs none, as with `pulumi up`.
 * @throws UsageError that lists the existing stacks
 */
export function stackOf(project: Project, stack: string): StackSource {
  const label = project.stackFile(stack);
  const file = path.join(project.directory, label);
  if (existsSync(file)) return { text: readText(file, label), label };
  const stacks = project.stacks();
  if (stacks.length === 0) return { text: "", label };
  const meant = nearest(stack.replace(/^Pulumi\.|\.ya?ml$/g, ""), stacks);
  throw new UsageError(`no stack ${stack}: there is no ${label}${meant ? `; did you mean ${meant}?` : ""}; stacks: ${stacks.join(", ")}`);
}

export function stackFile(name: string, from: string): StackSource {
  return { text: readText(path.resolve(from, name), name), label: name };
}
