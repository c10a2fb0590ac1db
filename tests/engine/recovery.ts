// The recovery from an interrupted run that docs/day-2.md describes, with the CLI and with what the AWS console shows.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { differences } from "../../plan/diff/differences";
import { nameOf, typeOf } from "../../plan/engine/urn";
import { decodeAll, type WireObject } from "../../plan/engine/values";
import type { LiveResource } from "../harness/fake-aws/types";
import type { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";

/** An entry of the file that `pulumi preview --import-file` writes and `pulumi import --file` reads. */
interface Entry {
  readonly type: string;
  readonly name: string;
  readonly logicalName?: string;
  readonly parent?: string;
  readonly component?: boolean;
}

/** Removes the lock of a killed engine, and truncated files beside a state in a directory. */
export async function unlock(stack: PulumiStack): Promise<void> {
  const state = path.join(stack.directory, "state");
  for (const name of readdirSync(state, { recursive: true, encoding: "utf8" })) {
    const file = path.join(state, name);
    if (name.endsWith(".attrs") && statSync(file).size === 0) rmSync(file);
  }
  await stack.cancel();
}

/** Resources that the program created and no state contains. */
export async function untracked(stack: PulumiStack): Promise<readonly LiveResource[]> {
  const { resources = [] } = await stack.export();
  const known = new Set(resources.map(({ type, id }) => `${type} ${id}`));
  return (await stack.fakeAws.resources()).filter(
    ({ urn, type, id, gone }) => urn !== "" && gone === undefined && !known.has(`${type} ${id}`),
  );
}

/** Deletes untracked resources as in the console, with the resources that AWS created for them. */
export async function deleteUntracked(stack: PulumiStack): Promise<readonly LiveResource[]> {
  const found = await untracked(stack);
  const resources = await stack.fakeAws.resources();
  for (const { type, id, serial } of found) {
    for (const own of resources.filter(({ owner }) => owner === serial)) await stack.fakeAws.removeOutOfBand(own.type, own.id);
    await stack.fakeAws.removeOutOfBand(type, id);
  }
  return found;
}

/**
 * Imports resources with `pulumi import`, by default all untracked ones: those that match what the next `up` would create.
 * @returns the imported resources: none when the CLI fails, for example while credentials are missing
 */
export async function importUntracked(stack: PulumiStack, candidates?: readonly LiveResource[]): Promise<readonly LiveResource[]> {
  const file = path.join(stack.directory, "import.json");
  const { events, exitCode } = await stack.preview({ args: ["--import-file", file], mayFail: true });
  if (exitCode !== 0) return [];
  const spec = JSON.parse(readFileSync(file, "utf8")) as { nameTable: Readonly<Record<string, string>>; resources: readonly Entry[] };
  const found = candidates ?? (await untracked(stack));
  const ids = new Map<Entry, LiveResource>();
  for (const { op, urn, new: planned } of events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])) {
    if (op !== "create") continue;
    const entry = spec.resources.find(({ type, name, logicalName = name }) => type === typeOf(urn) && logicalName === nameOf(urn));
    const match = found.find((candidate) => candidate.type === entry?.type && matches(candidate, (planned?.inputs ?? {}) as WireObject));
    if (entry && match && ![...ids.values()].includes(match)) ids.set(entry, match);
  }
  if (ids.size === 0) return [];
  const needed = new Set<Entry>();
  const need = (entry: Entry | undefined): void => {
    if (!entry) return;
    need(spec.resources.find(({ name, component }) => component && name === entry.parent));
    needed.add(entry);
  };
  for (const entry of ids.keys()) need(entry);
  const resources = [...needed].map((entry) => (ids.has(entry) ? { ...entry, id: ids.get(entry)!.id } : entry));
  writeFileSync(file, JSON.stringify({ ...spec, resources }));
  return (await stack.import(file)) ? [...ids.values()] : [];
}

/** Whether a resource has the planned name or, without a name, all inputs that the plan knows, such as tags and parent ids. */
function matches({ inputs }: LiveResource, planned: WireObject): boolean {
  if (typeof planned.name === "string") return inputs.name === planned.name;
  const known = decodeAll(Object.fromEntries(Object.entries(planned).filter(([, value]) => value !== "[secret]")));
  return differences(known, inputs).every(({ from }) => from === undefined);
}
