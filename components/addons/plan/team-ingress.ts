import type { Settings } from "../../settings/types";
import { eachValid, flatMapValid } from "../../settings/validation/guard";
import { didYouMean } from "../../util/did-you-mean";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import { teamPeer } from "../../util/team-peers";

/** Add-ons in `allowIngressFrom` and `allowEgressTo` must be installed: a team admits their namespaces. */
export function teamIngressIssues(
  teams: Settings["teams"],
  names: () => readonly string[],
  isSelected: (addon: string) => boolean,
): ValidationIssue[] {
  return flatMapValid(Object.keys(teams), (team) => {
    const settings = teams[team]!;
    if (settings.kind !== "application") return [];
    return flatMapValid(["allowIngressFrom", "allowEgressTo"] as const, (key) =>
      eachValid(settings[key] ?? [], (entry, position) => {
        const { kind, name } = teamPeer(entry);
        if (kind !== "addon" || isSelected(name)) return [];
        const known = names();
        const message = known.includes(name)
          ? `add-on ${name} is not installed; add it to addons, or remove it here`
          : `unknown add-on ${name}${didYouMean(name, known) || "; add it to addons.custom, or write `namespace:<namespace>`"}`;
        return [{ path: pathOf("teams", team, key, position), message }];
      }),
    );
  });
}
