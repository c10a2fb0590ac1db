// Inputs of every resource of the stacks below, as providers receive them. Some texts are state: a changed description can replace a
// resource. `npm run freeze` writes the records; every change must be intended.
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { mapValues } from "../components/util/map-values";
import { sortKeys } from "../components/util/sorted-json";
import { isList, type PlannedResource, Reference, Secret, UNKNOWN, type Value } from "../plan/types";

const records = path.join(__dirname, "..", "tests/fixtures/state");

/** Our code in a stack's state changes with every release. */
const ofReleases = "__provider";

export function recordOf(stack: string): string {
  return path.join(records, `${stack}.inputs.json`);
}

export function recordedInputs(stack: string): string {
  return readFileSync(recordOf(stack), "utf8");
}

/** A record: URN without project and stack -> inputs, all keys sorted. */
export function inputsText(resources: readonly PlannedResource[]): string {
  const inputs = Object.fromEntries(resources.map((resource) => [shortUrn(resource.urn), resource.inputs]));
  return `${JSON.stringify(plain(inputs), null, 1)}\n`;
}

function shortUrn(urn: string): string {
  return urn.split("::").slice(2).join("::");
}

function plain(value: Value): unknown {
  if (value === UNKNOWN) return "<unknown>";
  if (value instanceof Secret) return { "<secret>": plain(value.value) };
  if (value instanceof Reference) return { "<resource>": shortUrn(value.urn) };
  if (isList(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return mapValues(sortKeys(value), (key, each) => (key === ofReleases ? "<code>" : plain(each)));
}
