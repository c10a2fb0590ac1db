import type { ValueTypes } from "../../../reference/value-types";
import { listed, nearby } from "../../../util/did-you-mean";
import { unknownKeys, type WrongType, wrongTypes } from "../../../util/value-types";
import type { Values } from "../../addon";

const amounts = { keys: { cpu: "string", memory: "string" } } as const;

/** Resource requests and limits, whose amounts the add-ons' schemas accept only as strings. */
export const resourceTypes = { keys: { limits: amounts, requests: amounts } } as const;

/**
 * The first of a user's `values` that EKS would reject, because the add-on's schema has another type. Newer versions know more keys than we do, so
 * an unknown key is rejected only if it looks like a known one.
 */
export function valueIssue(values: Values, types: ValueTypes): string | undefined {
  for (const { path, known } of unknownKeys(values, types)) {
    const near = nearby(path.at(-1)!, known);
    if (near.length > 0) return `${place(path)}: the EKS add-on does not know this key; did you mean ${listed(near, "or")}?`;
  }
  const [wrong] = wrongTypes(values, types);
  return wrong && typeIssue(wrong);
}

function typeIssue({ path, expected, found }: WrongType): string {
  const written = expected === "string" && typeof found !== "object" ? `; write "${String(found)}"` : "";
  return `${place(path)}: the EKS add-on accepts only ${accepted[expected]}, found ${JSON.stringify(found)}${written}`;
}

const place = (path: readonly string[]) => `\`values.${path.join(".")}\``;

const accepted = {
  string: "strings",
  integer: "whole numbers",
  boolean: "true or false",
  list: "a list",
  map: "a map",
  any: "values",
} as const;
