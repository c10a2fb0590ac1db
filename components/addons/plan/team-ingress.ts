import type { Settings } from "../../settings/types";
import { flatMapValid } from "../../settings/validation/guard";
import { didYouMean } from "../../util/did-you-mean";
import { pathOf, type ValidationIssue } from "../../util/settings-error";

/** Add-ons in `allowIngressFrom` must be installed: a team admits their namespaces. */
export function teamIngressIssues(
  teams: Settings["teams"],
  names: () => readonly string[],
  isSelected: (addon: string) => boolean,
): ValidationIssue[] {
  return flatMapValid(Object.keys(teams), (team) => {
    const settings = teams[team]!;
    const sources = settings.kind === "application" ? settings.allowIngressFrom : [];
    return flatMapValid(sources.entries(), ([position, source]) => {
      const name = source.replace(/^addon:/, "");
      if (name === source || isSelected(name)) return [];
      const known = names();
      const message = known.includes(name)
        ? `add-on ${name} is not installed; add it to addons, or remove it here`
        : `unknown add-on ${name}${didYouMean(name, known) || "; add it to addons.custom, or write `namespace:<namespace>`"}`;
      return [{ path: pathOf("teams", team, "allowIngressFrom", position), message }];
    });
  });
}
