// URNs of all resources, by which Pulumi finds them in the state of existing stacks: one list per stack below. `npm run freeze` writes the
// lists. URNs are never removed from a list: a renamed resource needs an alias.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { run } from "../plan/cli/run";
import { nameOf, qualifiedTypeOf, type Target } from "../plan/engine/urn";
import { readProject } from "../plan/project/project";
import type { PlannedResource } from "../plan/types";

const root = path.join(__dirname, "..");
const lists = path.join(root, "tests/fixtures/state");
const project = readProject(root);

/** Stack files by stack: copies of the root stacks, stacks with all features, and the example stacks. */
export const snapshotStacks: ReadonlyMap<string, string> = new Map(
  [lists, path.join(root, "examples/stacks")].flatMap((folder) =>
    readdirSync(folder).flatMap((file) => {
      const [, stack] = /^(?:Pulumi\.)?(.+)\.yaml$/.exec(file) ?? [];
      return stack === undefined ? [] : [[stack, path.join(folder, file)] as const];
    }),
  ),
);

/** Intentionally removed resources, as `<types>::<name>`, with the reason why no stack is harmed. */
export const dropped: ReadonlyMap<string, string> = new Map();

/** Resources in the offline plan of a stack. */
export async function planned(stack: string): Promise<readonly PlannedResource[]> {
  const file = snapshotStacks.get(stack)!;
  const source = { text: readFileSync(file, "utf8"), label: path.basename(file) };
  return (await run(project, stack, source, false)).recording.resources;
}

/** Recorded names of a stack, as `<types>::<name>`; empty if there are none. */
export function recordedUrns(stack: string): string[] {
  const file = listOf(stack);
  if (!existsSync(file)) return [];
  const names: string[] = [];
  let type = "";
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line.startsWith("  ")) names.push(`${type}::${line.slice(2)}`);
    else type = line;
  }
  return names;
}

/** Names as stored: sorted, grouped by qualified type. */
export function listText(names: Iterable<string>): string {
  let before = "";
  const lines = [...new Set(names)].sort().flatMap((name) => {
    const type = name.slice(0, name.indexOf("::"));
    const line = `  ${name.slice(type.length + 2)}`;
    if (type === before) return [line];
    before = type;
    return [type, line];
  });
  return `${lines.join("\n")}\n`;
}

export function listOf(stack: string): string {
  return path.join(lists, `${stack}.txt`);
}

/** Planned names, without default providers, whose names depend on SDK versions. */
export function namesIn(resources: readonly PlannedResource[]): string[] {
  return resources
    .filter(({ type, name, external }) => !external && !(type.startsWith("pulumi:providers:") && /^default(_|$)/.test(name)))
    .map(({ urn }) => `${qualifiedTypeOf(urn)}::${nameOf(urn)}`);
}

/** One line for each recorded name that is missing in the plan: `pulumi up` would delete the resource. */
export function lostNames(
  frozen: readonly string[],
  resources: readonly PlannedResource[],
  { stack, project }: Target,
  gone: ReadonlyMap<string, string> = dropped,
): string[] {
  const known = new Set(resources.flatMap(({ urn, aliases }) => [urn, ...aliases]));
  return frozen
    .filter((name) => !known.has(`urn:pulumi:${stack}::${project}::${name}`) && !gone.has(name))
    .map(
      (name) =>
        `urn:pulumi:${stack}::${project}::${name} is neither planned nor an alias of what is: name it in the \`aliases\` of the resource that takes its place, or in \`dropped\` of scripts/urn-snapshots.ts with the reason`,
    );
}
