import type { Settings } from "../../settings/types";
import { didYouMean } from "../../util/did-you-mean";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon } from "../addon";

/** Add-ons in `allowIngressFrom` must be installed: a team admits their namespaces. */
export function teamIngressIssues(
  teams: Settings["teams"],
  available: readonly AnyAddon[],
  selected: readonly AnyAddon[],
): ValidationIssue[] {
  const known = available.map(({ name }) => name);
  const installed = new Set(selected.map(({ name }) => name));
  return Object.entries(teams).flatMap(([team, settings]) =>
    (settings.kind === "application" ? settings.allowIngressFrom : []).flatMap((source, position) => {
      const name = source.replace(/^addon:/, "");
      if (name === source || installed.has(name)) return [];
      const message = known.includes(name)
        ? `add-on ${name} is not installed; add it to addons, or remove it here`
        : `unknown add-on ${name}${didYouMean(name, known) || "; add it to addons.custom, or write `namespace:<namespace>`"}`;
      return [{ path: pathOf("teams", team, "allowIngressFrom", position), message }];
    }),
  );
}
