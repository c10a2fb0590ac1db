// What docs/day-2.md tells users to do after a run that was cut short, done as they do it: with the CLI, and by what the console shows of things.
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

/** Lifts the lock of an engine that was killed, and what it left half written beside a state in a directory. */
export async function unlock(stack: PulumiStack): Promise<void> {
  const state = path.join(stack.directory, "state");
  for (const name of readdirSync(state, { recursive: true, encoding: "utf8" })) {
    const file = path.join(state, name);
    if (name.endsWith(".attrs") && statSync(file).size === 0) rmSync(file);
  }
  await stack.cancel();
}

/** What the program made and no state knows. */
export async function strays(stack: PulumiStack): Promise<readonly LiveResource[]> {
  const { resources = [] } = await stack.export();
  const known = new Set(resources.map(({ type, id }) => `${type} ${id}`));
  return (await stack.fakeAws.resources()).filter(
    ({ urn, type, id, gone }) => urn !== "" && gone === undefined && !known.has(`${type} ${id}`),
  );
}

/** Deletes them in the console, with what came with them. */
export async function discard(stack: PulumiStack): Promise<readonly LiveResource[]> {
  const found = await strays(stack);
  const things = await stack.fakeAws.resources();
  for (const { type, id, serial } of found) {
    for (const own of things.filter(({ owner }) => owner === serial)) await stack.fakeAws.lose(own.type, own.id);
    await stack.fakeAws.lose(type, id);
  }
  return found;
}

/**
 * Takes things into the state with `pulumi import`, by default all strays: those that look like what the next `up` would make.
 * Answers which it took: none where the CLI fails, as while credentials are missing.
 */
export async function adopt(stack: PulumiStack, things?: readonly LiveResource[]): Promise<readonly LiveResource[]> {
  const file = path.join(stack.directory, "import.json");
  const { events, exitCode } = await stack.preview({ args: ["--import-file", file], mayFail: true });
  if (exitCode !== 0) return [];
  const spec = JSON.parse(readFileSync(file, "utf8")) as { nameTable: Readonly<Record<string, string>>; resources: readonly Entry[] };
  const found = things ?? (await strays(stack));
  const ids = new Map<Entry, LiveResource>();
  for (const { op, urn, new: planned } of events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])) {
    if (op !== "create") continue;
    const entry = spec.resources.find(({ type, name, logicalName = name }) => type === typeOf(urn) && logicalName === nameOf(urn));
    const thing = found.find((standing) => standing.type === entry?.type && looks(standing, (planned?.inputs ?? {}) as WireObject));
    if (entry && thing && ![...ids.values()].includes(thing)) ids.set(entry, thing);
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

/** Whether a thing has the name that is planned; without a name, whether it says all that is known of the plan: tags, what it belongs to. */
function looks({ inputs }: LiveResource, planned: WireObject): boolean {
  if (typeof planned.name === "string") return inputs.name === planned.name;
  const known = decodeAll(Object.fromEntries(Object.entries(planned).filter(([, value]) => value !== "[secret]")));
  return differences(known, inputs).every(({ from }) => from === undefined);
}
