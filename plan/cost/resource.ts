import type { PlannedResource } from "../types";

/** What the cost of a resource follows from: one that is planned, or one of an earlier plan. */
export type CostedResource = Pick<PlannedResource, "urn" | "type" | "name" | "inputs" | "outputs"> &
  Partial<Pick<PlannedResource, "id" | "provider" | "parent" | "external" | "propertyDependencies">>;
