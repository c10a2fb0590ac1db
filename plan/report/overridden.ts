import { matchesGlob } from "../../components/util/glob";
import { isRecord } from "../../components/util/is-record";
import { pathOf } from "../../components/util/settings-error";
import { isList, type PlannedResource, Secret, type Value } from "../types";

const environmentType = "eks-blueprints:index:Environment";

interface Override {
  readonly type: string;
  readonly name: string;
  readonly set: Value;
}

/** Paths of properties that section `overrides` sets or removes, by URN. */
export function overriddenProperties(resources: readonly PlannedResource[]): ReadonlyMap<string, readonly string[]> {
  const environments = new Map(
    resources.filter(({ type }) => type === environmentType).map(({ urn, inputs }) => [urn, overridesIn(inputs.overrides)]),
  );
  if (![...environments.values()].some(({ length }) => length > 0)) return new Map();
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  const overridesOf = (urn: string | undefined): readonly Override[] =>
    urn === undefined ? [] : [...(environments.get(urn) ?? []), ...overridesOf(parents.get(urn))];
  return new Map(
    resources.flatMap(({ urn, type, name, parent }) => {
      const matching = overridesOf(parent).filter((each) => each.type === type && matchesGlob(each.name, name));
      return matching.length > 0 ? [[urn, [...new Set(matching.flatMap(({ set }) => leaves(set)))].sort()] as const] : [];
    }),
  );
}

function overridesIn(recorded: Value | undefined): readonly Override[] {
  const overrides = recorded instanceof Secret ? recorded.value : recorded;
  return isList(overrides) ? (overrides as readonly unknown[] as readonly Override[]) : [];
}

/** Paths of properties that an override replaces or removes. Lists are replaced as a whole. */
function leaves(value: Value, path: readonly string[] = []): string[] {
  if (!isRecord(value) || Object.keys(value).length === 0) return [pathOf(...path)];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner as Value, [...path, key]));
}
