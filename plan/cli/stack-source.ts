import { existsSync } from "node:fs";
import path from "node:path";
import { nearest } from "../../components/util/did-you-mean";
import { type Project, readText } from "../project/project";
import { UsageError } from "./arguments";

/** The text of a stack file and its name in messages. */
export interface StackSource {
  readonly text: string;
  readonly label: string;
}

/** Where relative paths of the user's begin: npm runs scripts in the package's directory and says where it was called. */
export function userDirectory(): string {
  const { npm_lifecycle_script: script, INIT_CWD: called } = process.env;
  return (/plan\/cli\/main\.ts|scripts\/drain\.ts/.test(script ?? "") && called) || process.cwd();
}

/**
 * The file of a stack in its project. A project without any stack file needs none, as under `pulumi up`.
 * @throws UsageError that lists the stacks there are
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

/** A stack file that the user names. */
export function stackFile(name: string, from: string): StackSource {
  return { text: readText(path.resolve(from, name), name), label: name };
}
