import type { AddonCatalog } from "../../settings/addon-catalog";
import type { Settings } from "../../settings/types";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import { customAddons } from "../custom/custom-addon";
import { type CustomAddons, customOptions } from "../custom/options";
import { customAddonIssues } from "../custom/validate";
import { stackProfile } from "../stack-profile";
import { accessFindings } from "./access-findings";
import { availableAddons, knownAddons } from "./available-addons";
import { gitopsAddonIssues } from "./managed-by-gitops";
import { requirementsOf } from "./requirements";
import { type Selection, select } from "./select";

/**
 * The add-ons as the reader of settings uses them.
 * @param own add-ons of somebody else's, beside the catalogue's
 */
export function addonCatalogOf(own?: readonly AnyAddon[]): AddonCatalog {
  const known = knownAddons(own);
  return {
    schemas: Object.fromEntries(known.map(({ name, options }) => [name, options])),
    custom: customOptions,
    select: ({ custom = {}, ...requested }, stack) => {
      const described = custom as CustomAddons;
      const ofCustom = customAddonIssues(described, known);
      const sound = ofCustom.length > 0 ? {} : described;
      const declared = [...known, ...customAddons(sound, known)];
      const demands = requirementsOf(stack);
      const profile = stackProfile(stack, stack.region, requested);
      const { addons, issues, findings } = select(declared, { ...requested, ...sound }, profile, demands);
      const ofGitops = gitopsAddonIssues(stack.gitops, declared, new Set(Object.keys(addons)), profile, demands);
      const taken = namespaceIssues(
        stack.teams,
        declared.filter(({ name }) => Object.hasOwn(addons, name)),
      );
      const place = <T extends { readonly path: string }>(result: T): T => ({ ...result, path: placeOf(result.path, sound) });
      return {
        addons: nest(addons, sound),
        issues: [...ofCustom, ...issues.map(place), ...ofGitops, ...taken],
        findings: findings.map(place),
      };
    },
    accessFindings: (addons, stack) => {
      const { declared, options } = availableAddons(addons, own);
      const selected = declared.filter(({ name }) => Object.hasOwn(options, name));
      return accessFindings(stack, selected, (addons.custom ?? {}) as CustomAddons);
    },
  };
}

/** The catalogue alone. */
export const addonCatalogue = addonCatalogOf();

/** Whoever owns an add-on's namespace owns the add-on, and its rights with it. */
function namespaceIssues(teams: Settings["teams"], selected: readonly AnyAddon[]): ValidationIssue[] {
  const own = selected.filter(({ namespace }) => !namespace.startsWith("kube-")); // those are reserved anyway
  const owners = new Map(own.map(({ namespace, name }) => [namespace, name]));
  return Object.entries(teams).flatMap(([team, settings]) =>
    (settings.kind === "application" ? settings.namespaces : []).flatMap((namespace, position) => {
      const addon = owners.get(namespace);
      const message = `${namespace} is reserved for add-on \`${addon}\`; take a namespace of the team's own`;
      return addon === undefined ? [] : [{ path: pathOf("teams", team, "namespaces", position), message }];
    }),
  );
}

/** The path of an add-on in the stack file: those that settings describe lie under `custom`. */
function placeOf(path: string, custom: CustomAddons): string {
  const [section, name] = path.split(".", 2);
  return name !== undefined && Object.hasOwn(custom, name) ? `${section}.custom${path.slice(section!.length)}` : path;
}

function nest(addons: Selection["addons"], custom: CustomAddons): Selection["addons"] {
  const ours = Object.entries(addons).filter(([name]) => !Object.hasOwn(custom, name));
  return { ...Object.fromEntries(ours), ...(Object.keys(custom).length > 0 && { custom: { ...custom } }) };
}
