import type { PlannedResource, Value } from "../types";
import type { Change } from "./changes";
import { type Path, pathText, strings } from "./paths";

/** Outputs that an update renews though the resource stays; the provider documents each as such. */
const renewedByUpdate: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": ["latestVersion"],
  "aws:ssm/document:Document": ["latestVersion"],
  "aws:lambda/function:Function": ["version"],
};

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
}

/** Inputs of a resource that come from something replaced, or from what an update renews. */
export function renewed({ inputs, propertyDependencies }: PlannedResource, givers: ReadonlyMap<string, Giver>): Renewed[] {
  const found = new Map<string, Renewed>();
  for (const [property, urns] of Object.entries(propertyDependencies)) {
    for (const urn of urns) {
      const giver = givers.get(urn);
      const value = inputs[property];
      if (!giver || value === undefined) continue;
      for (const path of renewedPaths(value, [property], giver)) found.set(pathText(path), { path, giver: giver.change });
    }
  }
  return [...found.values()];
}

function renewedPaths(value: Value, at: Path, { resource, change, deletedFirst }: Giver): Path[] {
  if (change.op === "update") return takenFromUpdated(value, at, resource);
  if (change.op !== "replace") return [];
  return deletedFirst ? [at] : takenFromNew(value, at, resource); // while nothing is there, nothing about it is known
}

/** Where a value holds what only the new resource's creation tells. What merely repeats its inputs stays. */
function takenFromNew(value: Value, at: Path, source: PlannedResource): Path[] {
  const inputs = [...strings(source.inputs)].map(([, text]) => text).filter((text) => text.length >= shortestTold);
  const told = [...strings({ id: source.id ?? null, ...source.outputs })].map(([, text]) => text);
  const fresh = told.filter((text) => text.length >= shortestTold && !inputs.includes(text));
  const texts = [...strings(value, at)];
  const paths = texts.filter(([, text]) => fresh.some((part) => text.includes(part))).map(([path]) => path);
  if (paths.length > 0) return paths;
  const repeats = texts.some(([, text]) => inputs.some((input) => text.includes(input)));
  return repeats ? [] : [at]; // encoded or hashed: it may hold anything
}

/** Where a value is an output that an update renews; versions are short, so only properties called so count. */
function takenFromUpdated(value: Value, at: Path, source: PlannedResource): Path[] {
  const texts = (renewedByUpdate[source.type] ?? []).map((output) => source.outputs[output]);
  if (texts.length === 0) return [];
  return [...strings(value, at)]
    .filter(([path, text]) => /version/i.test(String(path.at(-1))) && texts.includes(text))
    .map(([path]) => path);
}
