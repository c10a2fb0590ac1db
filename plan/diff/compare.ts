import type { Printer } from "../render/printable";
import { type PlannedResource, UNKNOWN, type Value } from "../types";
import type { Change } from "./changes";
import { deletedFirst } from "./delete-first";
import { type Difference, differences } from "./differences";
import { forces, type ReplacedBy, takesAway } from "./immutable";
import { isDynamicProvider, match, renamedTexts } from "./match";
import { lies, mayHold, type Path, parsePath, pathText, valueAt } from "./paths";
import { ProviderChanges } from "./providers";
import { renameTexts } from "./rename";
import { type Giver, type Renewed, renewed } from "./renewed";
import type { FormerResource } from "./snapshot";

export interface Comparison {
  readonly changes: readonly Change[];
  /** How many resources stay as they are. */
  readonly unchanged: number;
}

/**
 * What an update would do to the resources of one plan to make them those of another.
 * A replaced resource gets a new identity: what takes its id or ARN changes too, or is replaced where it cannot.
 * @param after in the order of registration, so that givers come before takers
 */
export function compare(
  before: readonly FormerResource[],
  after: readonly PlannedResource[],
  {
    replacedBy,
    replacedWithout = () => [],
    printer,
  }: { readonly replacedBy: ReplacedBy; readonly replacedWithout?: ReplacedBy; readonly printer: Printer },
): Comparison {
  const matches = match(before, after);
  const rename = renameTexts(renamedTexts(after, matches));
  const providers = new ProviderChanges(before, after, replacedBy);
  const givers = new Map<string, Giver>();
  const planned = new Map(after.map((resource) => [resource.urn, resource]));
  const managed = after.filter(({ external }) => !external);
  const shown = (value: Value | undefined) => (value === undefined ? undefined : printer.value(value));

  for (const resource of managed) {
    const was = matches.former.get(resource.urn);
    if (!was) {
      givers.set(resource.urn, { resource, change: describe(resource, { op: "create" }), deletedFirst: false });
      continue;
    }
    const immutable = [...replacedBy(resource.type, was.inputs, resource.inputs), ...resource.replaceOnChanges].map(parsePath);
    const lasting = replacedWithout(resource.type).map(parsePath);
    const ignored = resource.ignoreChanges.map(parsePath);
    const counts = ({ path }: { path: Path }) => !ignored.some((pattern) => lies(path, pattern));
    const own = isDynamicProvider(resource) ? [] : differences(rename(was.inputs), resource.inputs).filter(counts);
    const taken = renewed(resource, givers, planned).filter(
      (input) => counts(input) && !own.some(({ path }) => lies(path, input.path) || lies(input.path, path)),
    );
    const reasons = [
      ...own.filter((difference) => forces(difference, immutable)).map(({ path }) => `${pathText(path)} cannot change in place`),
      ...own.filter((difference) => takesAway(difference, lasting)).map(({ path }) => `${pathText(path)} cannot be taken away in place`),
      ...reasonsOf(taken.filter(({ path }) => immutable.some((pattern) => lies(path, pattern) || mayHold(path, pattern)))),
      ...providers.reasons(resource, was, givers),
    ];
    const fromGivers = taken
      .filter(({ stays }) => !stays)
      .map(({ path }): Difference => ({ path, from: valueAt(was.inputs, path), to: UNKNOWN }));
    const properties = [...own, ...fromGivers].map(({ path, from, to }) => ({ path: pathText(path), from: shown(from), to: shown(to) }));
    const op = resource.custom && reasons.length > 0 ? "replace" : properties.length > 0 ? "update" : undefined;
    if (!op) continue;
    const first = op === "replace" && deletedFirst(resource, was);
    givers.set(resource.urn, { resource, change: describe(resource, { op, properties, reasons, first }), deletedFirst: first });
  }
  const deleted = matches.gone.filter(({ external }) => !external).map((resource) => describe(resource, { op: "delete" }));
  return { changes: [...[...givers.values()].map(({ change }) => change), ...deleted], unchanged: managed.length - givers.size };
}

/** One reason per property, which may take something from many. */
function reasonsOf(taken: readonly Renewed[]): string[] {
  const givers = new Map<string, Set<string>>();
  for (const { path, giver } of taken) {
    const property = String(path[0]);
    givers.set(property, (givers.get(property) ?? new Set()).add(`${giver.name} (${past[giver.op]})`));
  }
  return [...givers].map(([property, from]) => `${property} cannot change in place and comes from ${[...from].join(", ")}`);
}

const past = { create: "created", update: "changed", replace: "replaced", delete: "deleted" } as const;

function describe(
  { urn, type, name, protect, retainOnDelete }: FormerResource,
  {
    op,
    properties = [],
    reasons = [],
    first = false,
  }: Pick<Change, "op"> & Partial<Pick<Change, "properties">> & { reasons?: string[]; first?: boolean },
): Change {
  const goes = op === "delete" || op === "replace";
  const notes = [
    ...reasons,
    ...(first ? ["the old one goes before the new one comes"] : []),
    ...(goes && protect ? ["it is protected, so Pulumi refuses"] : []),
    ...(goes && retainOnDelete ? ["the old one stays in the cloud (retainOnDelete)"] : []),
  ];
  return { op, urn, type, name, properties, because: notes.length > 0 ? notes.join("; ") : null };
}
