import type { AddonOptions, Settings } from "../../settings/types";
import type { AnyAddon } from "../addon";
import { addons as catalogued } from "../catalog";
import { customAddons } from "../custom/custom-addon";
import type { CustomAddons } from "../custom/options";

/** Add-ons of a stack by key, as its settings hold them: those that settings describe lie together under `custom`. */
export type AddonSettings = Settings["addons"];

/** Add-ons that can be named: the catalogue's, and those that code adds. */
export function knownAddons(own: readonly AnyAddon[] = []): readonly AnyAddon[] {
  const known = [...catalogued, ...own];
  const names = known.map(({ name }) => name);
  const taken = names.find((name, index) => names.indexOf(name) < index || ["custom", "nodes", "node-drain"].includes(name));
  if (taken !== undefined) throw new Error(`the name ${taken} of an add-on is taken; choose another`);
  return known;
}

/** All add-ons that a stack may have, and the options of those that it has, by name. */
export function availableAddons(
  { custom = {}, ...named }: AddonSettings,
  own?: readonly AnyAddon[],
): { readonly declared: readonly AnyAddon[]; readonly options: Readonly<Record<string, AddonOptions>> } {
  const described = custom as CustomAddons;
  const known = knownAddons(own);
  return { declared: [...known, ...customAddons(described, known)], options: { ...named, ...described } };
}
