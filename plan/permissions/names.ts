import type { DocumentResource } from "../report/json";
import { known } from "./resource-index";

/** The physical name of a role or user; its name in the program where only a deployment decides. */
export function nameOf({ inputs, outputs, name }: DocumentResource): string {
  return known(outputs.name) ?? known(inputs.name) ?? name;
}

/** The name at the end of an ARN. */
export function lastOf(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
