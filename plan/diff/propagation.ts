// Which inputs of a resource change because a dependency is replaced or updated. Simulated IDs and ARNs derive from URNs, so they stay the
// same when a resource is replaced. To find what depends on them, the program runs again in a simulated cloud that assigns different ones.
import { type PlannedResource, Reference, Secret, UNKNOWN, type Value, type Values } from "../types";
import type { Change } from "./changes";
import { isWithin, leaves, type Path, valueAt } from "./paths";

/** Outputs that change with an update in place, except an update of the tags; documented by the provider. */
const renewedByUpdate: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": ["latestVersion"],
  "aws:ssm/document:Document": ["latestVersion"],
  "aws:lambda/function:Function": ["version"],
};

const isTag = (path: string) => /^tags\b/.test(path);

/** A resource that changes, as its dependents see it. */
export interface ChangedDependency {
  readonly resource: PlannedResource;
  readonly change: Change;
  /** The old resource is deleted before the new one is created. */
  readonly deletedFirst: boolean;
}

/** An input that changes with a dependency. */
export interface PropagatedChange {
  readonly path: Path;
  readonly from: Change;
  /**
   * The value will be the same: it is unknown only while the dependency does not exist, which is why a property that cannot change causes a
   * replacement.
   */
  readonly stays: boolean;
}

/** A string that the cloud assigns when it creates a resource, and the string after the resource is created again. */
type AssignedText = readonly [text: string, recreated: string];

export class Propagation {
  private readonly planned: ReadonlyMap<string, PlannedResource>;
  private readonly recreated: ReadonlyMap<string, PlannedResource>;
  private readonly assigned = new Map<string, readonly AssignedText[]>();

  /**
   * @param planned all resources of the plan, without hidden secrets
   * @param recreated the resources of the same program in a cloud that assigns different IDs, names and addresses
   */
  constructor(planned: readonly PlannedResource[], recreated: readonly PlannedResource[]) {
    this.planned = byUrn(planned);
    this.recreated = byUrn(recreated);
  }

  /**
   * Inputs of a resource that change with its dependencies.
   * @param changed changed resources, by URN
   */
  changesOf(resource: PlannedResource, changed: ReadonlyMap<string, ChangedDependency>): PropagatedChange[] {
    return Object.entries(resource.propertyDependencies).flatMap(([property, urns]) => {
      const changing = urns.flatMap((urn) => changed.get(urn) ?? []);
      if (resource.inputs[property] === undefined || changing.length === 0) return [];
      const assignedPaths = this.assignedPaths(resource.urn, property);
      return changing.flatMap((dependency): PropagatedChange[] => {
        const own = this.pathsFrom(dependency.resource.urn, resource, assignedPaths, urns);
        const { change, deletedFirst } = dependency;
        const stays = deletedFirst && own.length === 0;
        return changedPaths(resource, property, dependency, own).map((path) => ({ path, from: change, stays }));
      });
    });
  }

  /** Paths in a property with values that the cloud assigned; unknown values may be such values. */
  private assignedPaths(urn: string, property: string): readonly Path[] {
    const recreated = this.recreated.get(urn)?.inputs;
    return [...leaves(this.planned.get(urn)?.inputs[property] ?? null, [property])]
      .filter(([path, leaf]) => leaf instanceof Reference || leaf === UNKNOWN || leaf !== leafAt(recreated, path))
      .map(([path]) => path);
  }

  /** Those of the paths whose value comes from one dependency; in an encoded value, each may. */
  private pathsFrom(urn: string, resource: PlannedResource, paths: readonly Path[], urns: readonly string[]): readonly Path[] {
    return paths.filter((path) => {
      const value = leafAt(this.planned.get(resource.urn)?.inputs, path);
      if (value instanceof Reference) return value.urn === urn;
      const recreated = leafAt(this.recreated.get(resource.urn)?.inputs, path);
      const shows = (each: string) => this.assignedBy(each).some(([text, other]) => holds(value, text) && holds(recreated, other));
      return shows(urn) || !urns.some(shows);
    });
  }

  private assignedBy(urn: string): readonly AssignedText[] {
    const known = this.assigned.get(urn);
    if (known) return known;
    const outputsOf = (resource: PlannedResource | undefined): Values => ({ id: resource?.id ?? null, ...resource?.outputs });
    const other = outputsOf(this.recreated.get(urn));
    const texts = [...leaves(outputsOf(this.planned.get(urn)))].flatMap(([path, text]): AssignedText[] => {
      const recreated = leafAt(other, path);
      return typeof text === "string" && typeof recreated === "string" && recreated !== text ? [[text, recreated]] : [];
    });
    this.assigned.set(urn, texts);
    return texts;
  }
}

/** @param own paths in the property with values that the cloud assigned to the dependency */
function changedPaths(
  { inputs }: PlannedResource,
  property: string,
  { resource, change, deletedFirst }: ChangedDependency,
  own: readonly Path[],
): readonly Path[] {
  if (change.op === "replace") return deletedFirst ? [[property]] : own; // an unknown value says nothing about its parts
  if (change.op !== "update" || change.properties.every(({ path }) => isTag(path))) return [];
  return versionPaths(inputs[property]!, [property], resource).filter((path) => own.length === 0 || own.some((at) => siblings(at, path)));
}

/** Paths with an output that changes with an update. Versions are short strings, so only properties with that name count. */
function versionPaths(value: Value, at: Path, source: PlannedResource): Path[] {
  const texts = (renewedByUpdate[source.type] ?? []).map((output) => String(source.outputs[output])); // numbers, which are strings within inputs
  if (texts.length === 0) return [];
  return [...leaves(value, at)]
    .filter(([path, text]) => /version/i.test(String(path.at(-1))) && texts.includes(String(text)))
    .map(([path]) => path);
}

/** A version is beside the ID of its resource. */
function siblings(one: Path, other: Path): boolean {
  return one.length === other.length && isWithin(one, other.slice(0, -1));
}

function holds(value: Value | undefined, part: string): boolean {
  return typeof value === "string" && value.includes(part);
}

function leafAt(values: Values | undefined, path: Path): Value | undefined {
  const value = valueAt(values, path);
  return value instanceof Secret ? value.value : value;
}

const byUrn = (resources: readonly PlannedResource[]) => new Map(resources.map((resource) => [resource.urn, resource]));
