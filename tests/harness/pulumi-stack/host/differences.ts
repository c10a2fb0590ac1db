// Differences of inputs as a provider reports them to the engine.
import type { Difference } from "../../../../plan/diff/differences";
import { parsePath, pathText, valueAt } from "../../../../plan/diff/paths";
import { hasUnknown } from "../../../../plan/simulation/values";
import type { Values } from "../../../../plan/types";

export interface Detail {
  readonly path: string;
  readonly kind: "ADD" | "ADD_REPLACE" | "DELETE" | "DELETE_REPLACE" | "UPDATE" | "UPDATE_REPLACE";
}

/**
 * @param found differences of known values
 * @param forced top-level properties whose change replaces the resource
 */
export function detailsOf(found: readonly Difference[], news: Values, forced: readonly string[]): Detail[] {
  const unknown = Object.keys(news).filter((key) => hasUnknown(news[key]));
  const certain = found
    .filter(({ path }) => !unknown.includes(String(path[0])))
    .map(({ path, from, to }) => {
      const kind = from === undefined ? "ADD" : to === undefined ? "DELETE" : "UPDATE";
      return { path: pathText(path), kind: forced.includes(String(path[0])) ? (`${kind}_REPLACE` as const) : kind } as const;
    });
  const open = unknown.map((key) => ({
    path: pathText([key]),
    kind: forced.includes(key) ? ("UPDATE_REPLACE" as const) : ("UPDATE" as const),
  }));
  return [...certain, ...open];
}

/** Changed immutable top-level properties: those that the fake AWS reports, and those whose change a preview cannot exclude. */
export function replaces(news: Values, reported: readonly string[], immutable: readonly string[]): string[] {
  const open = immutable.map(parsePath).filter((path) => hasUnknown(valueAt(news, path)));
  return [...new Set([...reported, ...open.map(([property]) => String(property))])];
}
