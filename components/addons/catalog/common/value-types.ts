import type { ValueTypes } from "../../../reference/value-types";
import { listed, nearby } from "../../../util/did-you-mean";
import { unknownKeys, type WrongType, wrongTypes } from "../../../util/value-types";
import type { AddonIssue, Values } from "../../addon";

const amounts = { keys: { cpu: "string", memory: "string" } } as const;

/** Resource requests and limits, whose amounts the add-ons' schemas accept only as strings. */
export const resourceTypes = { keys: { limits: amounts, requests: amounts } } as const;

/**
 * What EKS would reject of a user's `values`, because the add-on's schema has another type. Newer versions know more keys than we do, so
 * an unknown key is rejected only if it looks like a known one.
 */
export function* valueIssues(values: Values, types: ValueTypes): Iterable<AddonIssue> {
  for (const { path, known } of unknownKeys(values, types)) {
    const near = nearby(path.at(-1)!, known);
    if (near.length > 0)
      yield { at: ["values", ...path], message: `the EKS add-on does not know this key; did you mean ${listed(near, "or")}?` };
  }
  for (const wrong of wrongTypes(values, types)) yield { at: ["values", ...wrong.path], message: typeMessage(wrong) };
}

function typeMessage({ expected, found }: WrongType): string {
  const written = expected === "string" && typeof found !== "object" ? `; write "${String(found)}"` : "";
  return `the EKS add-on accepts only ${accepted[expected]}, found ${JSON.stringify(found)}${written}`;
}

const accepted = {
  string: "strings",
  integer: "whole numbers",
  boolean: "true or false",
  list: "a list",
  map: "a map",
  any: "values",
} as const;
