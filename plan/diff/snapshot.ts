import { mapValues } from "../../components/util/map-values";
import type { PlanDocument } from "../report/json";
import { type Json, secretText, unknownText } from "../report/printable";
import { type PlannedResource, Secret, UNKNOWN, type Value, type Values } from "../types";

/** A former resource. */
export type PreviousResource = Pick<PlannedResource, "urn" | "type" | "name" | "custom" | "inputs" | "outputs" | "protect"> &
  Partial<
    Pick<
      PlannedResource,
      "id" | "provider" | "external" | "retainOnDelete" | "parent" | "dependencies" | "propertyDependencies" | "deletedWith"
    >
  >;

/** The resources of an earlier `--json` document. It hides secrets, so it is unknown whether they differ. */
export function resourcesOf(document: PlanDocument): PreviousResource[] {
  return document.deployment.resources.map((resource) => ({
    ...resource,
    id: resource.id === undefined ? undefined : revive(resource.id),
    inputs: revive(resource.inputs) as Values,
    outputs: revive(resource.outputs) as Values,
  }));
}

function revive(json: Json): Value {
  if (json === secretText) return new Secret(UNKNOWN);
  if (json === unknownText) return UNKNOWN;
  if (Array.isArray(json)) return json.map(revive);
  if (json === null || typeof json !== "object") return json;
  return mapValues(json, (_, value) => revive(value));
}
