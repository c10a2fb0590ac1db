import { nearby } from "../../util/did-you-mean";
import { isRecord } from "../../util/is-record";
import { checkShape } from "../../util/sdk-types/check-type";
import { inputShape, knownInputTypes, nestedInputType } from "../../util/sdk-types/input-types";
import type { Override } from "../types";
import type { Path } from "../validation/invalid";
import { protectedProperty } from "./protected-properties";
import { issue, type RuleResult } from "./rule";

/** Errors of an override: its type, and each property that does not exist, has the wrong type, or must not change. */
export function* overrideIssues({ type, set }: Override, at: Path): Iterable<RuleResult> {
  const refused = withoutOverrides(type);
  const shape = refused === undefined ? inputShape(type) : undefined;
  if (!shape) {
    yield issue([...at, "type"], refused ?? unknownType(type));
    return;
  }
  if (Object.keys(set).length === 0) yield issue([...at, "set"], "expected at least one property; add it, or remove the override");
  const wrong = checkShape(set, shape, `property of ${type}`, { resolve: nestedInputType, partial: true });
  for (const { path, message } of wrong) yield issue([...at, "set", ...path], message);
  yield* protectedIssues(type, set, [...at, "set"]);
}

function* protectedIssues(
  type: string,
  set: Readonly<Record<string, unknown>>,
  at: Path,
  above: readonly string[] = [],
): Iterable<RuleResult> {
  for (const [key, value] of Object.entries(set)) {
    const path = [...above, key];
    const found = protectedProperty(type, path, value);
    if (found) yield issue([...at, key], `cannot be overridden: ${found.reason}; ${found.fix}`);
    else if (isRecord(value)) yield* protectedIssues(type, value, [...at, key], path);
  }
}

/** Why resources of a type cannot be overridden; undefined if they can. */
function withoutOverrides(type: string): string | undefined {
  if (type.startsWith("pulumi:providers:"))
    return "providers take no overrides; the keys aws:* of the stack configure the AWS provider, and code can pass providers";
  if (/^pulumi(-nodejs)?:/.test(type)) return "resources of Pulumi and lifecycle guards take no overrides; remove the override";
  if (/^(eks-blueprints|eks|awsx):/.test(type))
    return "components take no overrides; override a resource in it, such as aws:eks/cluster:Cluster (`npm run plan -- --tree` lists them)";
  return undefined;
}

function unknownType(type: string): string {
  const known = knownInputTypes();
  const short = (full: string) => full.replace(/^(aws:\w+)\/\w+:/, "$1:").toLowerCase(); // `aws:eks:Cluster`, as in Pulumi YAML
  const meant = known.filter((full) => short(full) === type.toLowerCase());
  const names = meant.length > 0 ? meant : nearby(type, known);
  const hint = names.length > 0 ? `did you mean ${names.join(" or ")}?` : "`npm run plan -- --tree` lists the resources of a stack";
  return `no stack creates resources of this type; ${hint}`;
}
