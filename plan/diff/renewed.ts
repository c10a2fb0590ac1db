import type { PlannedResource, Value } from "../types";
import type { Change } from "./changes";
import { type Path, pathText, strings } from "./paths";

/** Outputs that an update renews though the resource stays, but for changes of its tags; the provider documents each as such. */
const renewedByUpdate: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": ["latestVersion"],
  "aws:ssm/document:Document": ["latestVersion"],
  "aws:lambda/function:Function": ["version"],
};

const isTag = (path: string) => /^tags\b/.test(path);

/** Texts shorter than this stand in other values by chance. */
const shortestTold = 3;

/** What is known of a resource that changes, when those that use it are judged. */
export interface Giver {
  readonly resource: PlannedResource;
  readonly change: Change;
  /** The old one goes before the new one comes. */
  readonly deletedFirst: boolean;
}

/** An input that another resource's change renews, though simulated values stay equal. */
export interface Renewed {
  readonly path: Path;
  readonly giver: Change;
  /** The value will be as it was: unknown only while the giver is gone, which is why what cannot change is replaced with it. */
  readonly stays: boolean;
}

/**
 * Inputs of a resource that come from something replaced, or from what an update renews.
 * @param givers what changes, by URN
 * @param planned all resources, by URN
 */
export function renewed(
  { inputs, propertyDependencies }: PlannedResource,
  givers: ReadonlyMap<string, Giver>,
  planned: ReadonlyMap<string, PlannedResource>,
): Renewed[] {
  const found = new Map<string, Renewed>();
  for (const [property, urns] of Object.entries(propertyDependencies)) {
    const value = inputs[property];
    const changing = urns.flatMap((urn) => givers.get(urn) ?? []);
    if (value === undefined || changing.length === 0) continue;
    const at = [property];
    const told = urns.some((urn) => planned.has(urn) && tells(value, planned.get(urn)!));
    for (const giver of changing) {
      const fresh = told && giver.deletedFirst ? takenFromNew(value, at, giver.resource) : undefined;
      for (const path of renewedPaths(value, at, giver, told)) {
        found.set(pathText(path), { path, giver: giver.change, stays: fresh?.length === 0 });
      }
    }
  }
  return [...found.values()];
}

/** @param told whether the value shows where it comes from; an encoded or hashed one may hold anything */
function renewedPaths(value: Value, at: Path, { resource, change, deletedFirst }: Giver, told: boolean): Path[] {
  if (change.op === "update") {
    const onlyTags = change.properties.every((property) => isTag(property.path));
    return onlyTags ? [] : takenFromUpdated(value, at, resource);
  }
  if (change.op !== "replace") return [];
  if (deletedFirst || !told) return [at]; // while nothing is there, nothing about it is known
  return takenFromNew(value, at, resource);
}

function tells(value: Value, source: PlannedResource): boolean {
  const repeated = textsOf(source.inputs);
  return (
    takenFromNew(value, [], source).length > 0 || [...strings(value)].some(([, text]) => repeated.some((input) => text.includes(input)))
  );
}

/** Where a value holds what only the new resource's creation tells. What merely repeats its inputs stays. */
function takenFromNew(value: Value, at: Path, source: PlannedResource): Path[] {
  const inputs = textsOf(source.inputs);
  const { region: _, ...outputs } = source.outputs; // the provider's
  const fresh = textsOf({ id: source.id ?? null, ...outputs }).filter((text) => !inputs.includes(text));
  return [...strings(value, at)].filter(([, text]) => fresh.some((part) => text.includes(part))).map(([path]) => path);
}

function textsOf(value: Value): string[] {
  return [...strings(value)].map(([, text]) => text).filter((text) => text.length >= shortestTold);
}

/** Where a value is an output that an update renews; versions are short, so only properties called so count. */
function takenFromUpdated(value: Value, at: Path, source: PlannedResource): Path[] {
  const texts = (renewedByUpdate[source.type] ?? []).map((output) => String(source.outputs[output])); // numbers, within inputs texts
  if (texts.length === 0) return [];
  return [...strings(value, at)]
    .filter(([path, text]) => /version/i.test(String(path.at(-1))) && texts.includes(text))
    .map(([path]) => path);
}
