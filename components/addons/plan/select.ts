import type { AddonOptions } from "../../settings/types";
import { guarded, ifValid, invalidRead } from "../../settings/validation/guard";
import { InvalidPaths } from "../../settings/validation/invalid";
import { listed } from "../../util/did-you-mean";
import { finding, findingLine, type SettingFinding } from "../../util/finding";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import type { StackProfile } from "../stack-profile";
import { pinnedVersion, unknownVersion, versionsOf } from "../versions";
import { conflicts, incompatibility } from "./compatibility";
import { orderSteps, type StepNode } from "./order";
import type { Requirement } from "./requirements";
import { type Found, validateSelected } from "./validate-selected";

export type Requested = Readonly<Record<string, AddonOptions | false>>;

export interface Selection {
  /** Options of each selected add-on, by key, in the order of the catalog; guarded where invalid settings decide whether it is selected. */
  readonly addons: Readonly<Record<string, AddonOptions>>;
  readonly issues: readonly ValidationIssue[];
  readonly findings: readonly SettingFinding[];
}

/**
 * Selects the add-ons of a stack: requested ones, defaults that the stack supports, those that other sections need, and
 * their requirements.
 * @param declared all available add-ons
 * @param requested options validated by the add-ons' schemas, or `false`; absent if the stack does not name the add-on
 * @param demands requirements of other sections
 * @param unknown add-ons of which invalid settings decide whether the stack has them
 */
export function select(
  declared: readonly AnyAddon[],
  requested: Requested,
  profile: StackProfile,
  demands: readonly Requirement[] = [],
  unknown: readonly string[] = [],
): Selection {
  const found: Found = { issues: [], findings: [], unknown: new Set(unknown) };
  const asked = choose(declared, requested, profile, found);
  const chosen = demands.reduce((before, demand) => satisfy(demand, declared, before, requested, profile, found), asked);
  const complete = new Map([...chosen, ...pullIn(declared, chosen, requested, profile, found)]);
  const selected = declared.filter(({ name }) => complete.has(name));
  const names = known(Object.fromEntries(selected.map(({ name }) => [name, true])), found);
  for (const addon of selected) validateSelected(addon, complete.get(addon.name)!, profile, names, found);
  found.issues.push(...conflicts(selected));
  const addons = selected.map((addon) => {
    const options = complete.get(addon.name)!;
    return [
      addon.name,
      ifValid(() => withVersion(addon, addon.withDefaults?.(options, profile) ?? options, profile, found), options),
    ] as const;
  });
  return { addons: known(Object.fromEntries(addons), found), issues: found.issues, findings: found.findings };
}

/** A map of add-ons without those of which it is not known whether they are selected: to ask for one of them is to read something invalid. */
function known<T extends object>(addons: T, { unknown }: Found): T {
  const invalid = new InvalidPaths();
  for (const name of unknown) if (!Object.hasOwn(addons, name)) invalid.add([name]);
  return guarded(addons, invalid);
}

type Chosen = ReadonlyMap<string, AddonOptions>;

/** Requested add-ons and defaults. */
function choose(declared: readonly AnyAddon[], requested: Requested, profile: StackProfile, found: Found): Chosen {
  const chosen = new Map<string, AddonOptions>();
  for (const addon of declared) {
    const path = pathOf("addons", addon.name);
    const stopped = invalidRead(() => {
      const asked = requested[addon.name];
      if (asked === false) return refuseDisabled(addon, profile, found);
      if (asked) chosen.set(addon.name, asked);
      const byDefault = asked === undefined ? addon.byDefault?.(profile) : undefined;
      if (asked === undefined && !byDefault) return;
      const why = incompatibility(addon, profile);
      if (asked && why?.refused) found.issues.push({ path, message: findingLine(why) });
      else if (byDefault && !why) chosen.set(addon.name, addon.options.parse(byDefault));
      else if (byDefault && why?.warn)
        found.findings.push(finding({ rule: "addon-left-out", path, message: `is not installed: ${why.message}`, fix: why.fix }));
    });
    if (stopped && !chosen.has(addon.name)) found.unknown.add(addon.name);
  }
  return chosen;
}

/** The consequence of a disabled add-on. */
function refuseDisabled(addon: AnyAddon, profile: StackProfile, { issues, findings }: Found): void {
  const path = pathOf("addons", addon.name);
  const loss = addon.whenDisabled?.(profile);
  if (loss && !loss.allowed) issues.push({ path, message: `is required: ${findingLine(loss)}` });
  if (loss?.allowed) findings.push(finding({ rule: "addon-off", path, message: `is disabled: ${loss.message}`, fix: loss.fix }));
}

/** The selection after a requirement is satisfied. */
function satisfy(
  { addon: name, by, options: unless, amend = (options) => options }: Requirement,
  declared: readonly AnyAddon[],
  chosen: Chosen,
  requested: Requested,
  profile: StackProfile,
  found: Found,
): Chosen {
  const addon = declared.find((each) => each.name === name);
  const options = chosen.get(name);
  if (!addon) return chosen; // reported elsewhere
  if (options) return new Map([...chosen, [name, ifValid(() => amend(options), options)]]);
  const brought = enabled(addon, by, requested, profile, found, unless);
  return brought ? new Map([...chosen, [name, amend(brought)]]) : chosen;
}

/** The options of a required add-on, unless the cluster provides it anyway. */
function enabled(
  addon: AnyAddon,
  by: string,
  requested: Requested,
  profile: StackProfile,
  found: Found,
  own?: AddonOptions,
): AddonOptions | undefined {
  let options: AddonOptions | undefined;
  const stopped = invalidRead(() => {
    if (!incompatibility(addon, profile)?.provided) options = bringAlong(addon, by, requested, profile, found, own);
  });
  if (stopped) found.unknown.add(addon.name);
  return options;
}

/** Additional requirements of the selected add-ons, with default options. */
function pullIn(declared: readonly AnyAddon[], chosen: Chosen, requested: Requested, profile: StackProfile, found: Found): Chosen {
  const pulledIn = new Map<string, AddonOptions>();
  const requiring = (addon: AnyAddon): StepNode => {
    const options = chosen.get(addon.name) ?? addon.options.safeParse({}).data; // a required add-on comes with its defaults
    const further: string[] = [];
    const stopped = invalidRead(() => further.push(...((options && addon.alsoRequires?.(options, profile)) ?? [])));
    if (stopped && chosen.has(addon.name)) for (const name of addon.after ?? []) found.unknown.add(name);
    return { ...addon, requires: [...addon.requires, ...further] };
  };
  for (const { name, requiredBy } of orderSteps([...declared.map(requiring), nodesStep], chosen.keys())) {
    const addon = declared.find((each) => each.name === name);
    if (!addon || requiredBy === undefined) continue;
    const defaults = enabled(addon, pathOf("addons", requiredBy), requested, profile, found);
    if (defaults) pulledIn.set(name, defaults);
  }
  return pulledIn;
}

/**
 * The default options of a required add-on; nothing if its options have no defaults.
 * @param by path of the setting that requires it
 * @param own options that the setting gives it
 */
function bringAlong(
  addon: AnyAddon,
  by: string,
  requested: Requested,
  profile: StackProfile,
  { issues, findings }: Found,
  own: AddonOptions = {},
): AddonOptions | undefined {
  const { name } = addon;
  const who = `\`${by.replace(/^addons\./, "")}\``;
  const why = incompatibility(addon, profile);
  if (requested[name] === false) {
    issues.push({ path: pathOf("addons", name), message: `cannot be false, because ${who} requires it; remove one of the two keys` });
  } else if (why) {
    issues.push({ path: by, message: `requires \`${name}\`: ${findingLine(why)}` });
  } else {
    const message = `enabled automatically because ${who} requires it`;
    findings.push(finding({ rule: "addon-required", level: "information", path: pathOf("addons", name), message, fix: "" }));
  }
  const defaults = addon.options.safeParse(own);
  if (defaults.success) return defaults.data;
  const missing = listed(defaults.error.issues.map((issue) => `\`${pathOf("addons", name, ...issue.path)}\``));
  issues.push({ path: by, message: `requires \`${name}\`, which has required options; set ${missing}` });
  return undefined;
}

/** Options with the pinned version, unless the user chose one; for an existing cluster its version must be looked up first. */
function withVersion(
  addon: AnyAddon,
  options: AddonOptions,
  { partition, kubernetesVersion }: StackProfile,
  { findings }: Found,
): AddonOptions {
  const versions = versionsOf(addon);
  const unversioned = versions.eksAddon === undefined && versions.chart === undefined;
  if (options.version !== undefined || kubernetesVersion === undefined || unversioned) return options;
  const version = pinnedVersion(versions, partition, kubernetesVersion);
  if (version === undefined) {
    findings.push(finding({ rule: "addon-version", path: pathOf("addons", addon.name), ...unknownVersion(kubernetesVersion) }));
  }
  return { ...options, version: version ?? "default" };
}

/** The capacity as a step: the add-ons declare what comes before and after it. */
export const nodesStep: StepNode = { name: "nodes", requires: [] };
