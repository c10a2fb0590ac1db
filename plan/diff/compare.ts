import type { Printer } from "../report/printable";
import { deletedFirst } from "../resource-types/delete-first";
import { type PlannedResource, UNKNOWN, type Value, type Values } from "../types";
import type { Change } from "./changes";
import { type Difference, differences } from "./differences";
import { forces, type ReplacedBy, removes, seenByProvider } from "./immutable";
import { isDynamicProvider, match, renamedTexts } from "./match";
import { isAncestorOf, isWithin, type Path, parsePath, pathText, valueAt } from "./paths";
import type { ChangedDependency, PropagatedChange, Propagation } from "./propagation";
import { ProviderChanges } from "./providers";
import { renameTexts } from "./rename";
import type { PreviousResource } from "./snapshot";

export interface Comparison {
  readonly changes: readonly Change[];
  /** Number of unchanged resources. */
  readonly unchanged: number;
  /** URNs of resources whose old one is deleted before the replacement is created. */
  readonly deletedFirst: ReadonlySet<string>;
  /** Former resources that are deleted at the end: removed ones, and the old ones of other replacements. */
  readonly deletedLast: readonly PreviousResource[];
}

/**
 * The update that turns the resources of one plan into those of another.
 * A replaced resource gets a new identity: references to its ID or ARN change too, or are replaced if they cannot change.
 * @param after in the order of registration, so that dependencies come before their dependents
 */
export function compare(
  before: readonly PreviousResource[],
  after: readonly PlannedResource[],
  {
    propagation,
    replacedBy,
    replacedWithout = () => [],
    computedProperties = () => [],
    printer,
  }: {
    /** Changes in `after` that follow from other changes. */
    readonly propagation: Propagation;
    readonly replacedBy: ReplacedBy;
    readonly replacedWithout?: ReplacedBy;
    /** Properties of a type that the cloud decides where the program does not. */
    readonly computedProperties?: (type: string) => readonly string[];
    readonly printer: Printer;
  },
): Comparison {
  const matches = match(before, after);
  const rename = renameTexts(renamedTexts(after, matches));
  const providers = new ProviderChanges(before, after, replacedBy);
  const changed = new Map<string, ChangedDependency>();
  const managed = after.filter(({ external }) => !external);
  const shown = (value: Value | undefined) => (value === undefined ? undefined : printer.value(value));

  for (const resource of managed) {
    const was = matches.previous.get(resource.urn);
    if (!was) {
      changed.set(resource.urn, { resource, change: describe(resource, { op: "create" }), deletedFirst: false });
      continue;
    }
    const immutable = [...replacedBy(resource.type, was.inputs, resource.inputs), ...resource.replaceOnChanges].map(parsePath);
    const lasting = replacedWithout(resource.type).map(parsePath);
    const ignored = resource.ignoreChanges.map(parsePath);
    const counts = ({ path }: { path: Path }) => !ignored.some((pattern) => isWithin(path, pattern));
    const computed = computedProperties(resource.type).map(parsePath);
    const own = isDynamicProvider(resource)
      ? []
      : seenByProvider(differences(rename(was.inputs), resource.inputs), rename(was.outputs) as Values, computed).filter(counts);
    const inherited = propagation
      .changesOf(resource, changed)
      .filter((input) => counts(input) && !own.some(({ path }) => isWithin(path, input.path) || isWithin(input.path, path)));
    const reasons = [
      ...own.filter((difference) => forces(difference, immutable)).map(({ path }) => `${pathText(path)} cannot change in place`),
      ...own.filter((difference) => removes(difference, lasting)).map(({ path }) => `${pathText(path)} cannot be taken away in place`),
      ...reasonsOf(inherited.filter(({ path }) => immutable.some((pattern) => isWithin(path, pattern) || isAncestorOf(path, pattern)))),
      ...providers.reasons(resource, was, changed),
    ];
    const propagated = [...new Map(inherited.filter(({ stays }) => !stays).map(({ path }) => [pathText(path), path])).values()].map(
      (path): Difference => ({ path, from: valueAt(was.inputs, path), to: UNKNOWN }),
    );
    const properties = [...own, ...propagated].map(({ path, from, to }) => ({ path: pathText(path), from: shown(from), to: shown(to) }));
    const op = resource.custom && reasons.length > 0 ? "replace" : properties.length > 0 ? "update" : undefined;
    if (!op) continue;
    const first = op === "replace" && deletedFirst(resource, was);
    changed.set(resource.urn, { resource, change: describe(resource, { op, properties, reasons, first }), deletedFirst: first });
  }
  const gone = matches.gone.filter(({ external }) => !external);
  const replaced = [...changed.values()].filter(({ change }) => change.op === "replace");
  return {
    changes: [...[...changed.values()].map(({ change }) => change), ...gone.map((resource) => describe(resource, { op: "delete" }))],
    unchanged: managed.length - changed.size,
    deletedFirst: new Set(replaced.filter(({ deletedFirst }) => deletedFirst).map(({ change }) => change.urn)),
    deletedLast: [...gone, ...replaced.filter(({ deletedFirst }) => !deletedFirst).map(({ change }) => matches.previous.get(change.urn)!)],
  };
}

/** One reason per property, which may have many dependencies. */
function reasonsOf(inherited: readonly PropagatedChange[]): string[] {
  const sources = new Map<string, Set<string>>();
  for (const { path, from } of inherited) {
    const property = String(path[0]);
    sources.set(property, (sources.get(property) ?? new Set()).add(`${from.name} (${past[from.op]})`));
  }
  return [...sources].map(([property, from]) => `${property} cannot change in place and comes from ${[...from].join(", ")}`);
}

const past = { create: "created", update: "changed", replace: "replaced", delete: "deleted" } as const;

function describe(
  { urn, type, name, protect, retainOnDelete }: PreviousResource,
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
    ...(first ? ["the old one is deleted before the new one is created"] : []),
    ...(goes && protect ? ["it is protected, so Pulumi refuses"] : []),
    ...(goes && retainOnDelete ? ["the old one stays in the cloud (retainOnDelete)"] : []),
  ];
  return { op, urn, type, name, properties, because: notes.length > 0 ? notes.join("; ") : null };
}
