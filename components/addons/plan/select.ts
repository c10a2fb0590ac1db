import type { AddonOptions } from "../../settings/types";
import { listed } from "../../util/did-you-mean";
import { finding, findingLine, type SettingFinding } from "../../util/finding";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon, Selected } from "../addon";
import type { StackProfile } from "../stack-profile";
import { pinnedVersion, unknownVersion, versionsOf } from "../versions";
import { conflicts, incompatibility, unreachableImages, unreachableServices } from "./compatibility";
import { orderSteps, type StepNode } from "./order";
import { permissionResults } from "./permissions";
import type { Requirement } from "./requirements";

export type Requested = Readonly<Record<string, AddonOptions | false>>;

export interface Selection {
  /** Options of each add-on that the stack gets, by key, in the catalogue's order. */
  readonly addons: Readonly<Record<string, AddonOptions>>;
  readonly issues: readonly ValidationIssue[];
  readonly findings: readonly SettingFinding[];
}

/**
 * Which add-ons a stack gets: those that it asks for, those that are on by default where they make sense, what its other sections need, and
 * what these require.
 * @param declared all add-ons there are
 * @param requested options as checked by the add-ons' schemas, or `false`; what the stack does not name is absent
 * @param demands what other sections need
 */
export function select(
  declared: readonly AnyAddon[],
  requested: Requested,
  profile: StackProfile,
  demands: readonly Requirement[] = [],
): Selection {
  const found = { issues: [] as ValidationIssue[], findings: [] as SettingFinding[] };
  const asked = choose(declared, requested, profile, found);
  const chosen = demands.reduce((before, demand) => satisfy(demand, declared, before, requested, profile, found), asked);
  const complete = new Map([...chosen, ...pullIn(declared, chosen, requested, profile, found)]);
  const selected = declared.filter(({ name }) => complete.has(name));
  const names = new Set<string>(complete.keys());
  for (const addon of selected) validate(addon, complete.get(addon.name)!, profile, names, found);
  found.issues.push(...conflicts(selected));
  return {
    addons: Object.fromEntries(
      selected.map((addon) => [
        addon.name,
        withVersion(addon, withStackDefaults(addon, complete.get(addon.name)!, profile), profile, found),
      ]),
    ),
    ...found,
  };
}

interface Found {
  readonly issues: ValidationIssue[];
  readonly findings: SettingFinding[];
}

type Chosen = ReadonlyMap<string, AddonOptions>;

/** What is asked for, and what is on by default. */
function choose(declared: readonly AnyAddon[], requested: Requested, profile: StackProfile, { issues, findings }: Found): Chosen {
  const chosen = new Map<string, AddonOptions>();
  for (const addon of declared) {
    const path = pathOf("addons", addon.name);
    const asked = requested[addon.name];
    const why = incompatibility(addon, profile);
    if (asked === false) {
      const loss = addon.whenDisabled?.(profile);
      if (loss && !loss.allowed) issues.push({ path, message: `is required: ${findingLine(loss)}` });
      if (loss?.allowed) findings.push(finding({ rule: "addon-off", path, message: `is disabled: ${loss.message}`, fix: loss.fix }));
    } else if (asked) {
      if (why?.refused) issues.push({ path, message: findingLine(why) });
      chosen.set(addon.name, asked);
    } else {
      const byDefault = addon.byDefault?.(profile);
      if (byDefault && !why) chosen.set(addon.name, addon.options.parse(byDefault));
      if (byDefault && why?.warn)
        findings.push(finding({ rule: "addon-left-out", path, message: `is not installed: ${why.message}`, fix: why.fix }));
    }
  }
  return chosen;
}

/** What is chosen once a demand is met. */
function satisfy(
  { addon: name, by, amend = (options) => options }: Requirement,
  declared: readonly AnyAddon[],
  chosen: Chosen,
  requested: Requested,
  profile: StackProfile,
  found: Found,
): Chosen {
  const addon = declared.find((each) => each.name === name);
  const options = chosen.get(name);
  if (!addon) return chosen; // said elsewhere
  if (options) return new Map([...chosen, [name, amend(options)]]);
  if (incompatibility(addon, profile)?.provided) return chosen;
  const brought = bringAlong(addon, by, requested, profile, found);
  return brought ? new Map([...chosen, [name, amend(brought)]]) : chosen;
}

/** What the chosen ones require besides, with the defaults of its options. */
function pullIn(declared: readonly AnyAddon[], chosen: Chosen, requested: Requested, profile: StackProfile, found: Found): Chosen {
  const pulledIn = new Map<string, AddonOptions>();
  const requiring = (addon: AnyAddon): StepNode => {
    const options = chosen.get(addon.name);
    return { ...addon, requires: [...addon.requires, ...((options && addon.alsoRequires?.(options, profile)) ?? [])] };
  };
  for (const { name, requiredBy } of orderSteps([...declared.map(requiring), nodesStep], chosen.keys())) {
    const addon = declared.find((each) => each.name === name);
    if (!addon || requiredBy === undefined) continue;
    if (incompatibility(addon, profile)?.provided) continue;
    const defaults = bringAlong(addon, pathOf("addons", requiredBy), requested, profile, found);
    if (defaults) pulledIn.set(name, defaults);
  }
  return pulledIn;
}

/**
 * The default options of an add-on that something else needs; nothing where it has none.
 * @param by path of what needs it
 */
function bringAlong(
  addon: AnyAddon,
  by: string,
  requested: Requested,
  profile: StackProfile,
  { issues, findings }: Found,
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
  const defaults = addon.options.safeParse({});
  if (defaults.success) return defaults.data;
  const missing = listed(defaults.error.issues.map((issue) => `\`${pathOf("addons", name, ...issue.path)}\``));
  issues.push({ path: by, message: `requires \`${name}\`, which has required options; set ${missing}` });
  return undefined;
}

/** What is to be said of an add-on that the stack gets, once it is known which others it gets. */
function validate(addon: AnyAddon, options: AddonOptions, profile: StackProfile, selected: Selected, { issues, findings }: Found): void {
  const path = pathOf("addons", addon.name);
  const mistake =
    addon.validate?.(options, profile, selected) ??
    unreachableImages(addon.registries?.(options, profile) ?? [], profile) ??
    unreachableServices(addon.awsServices ?? [], profile);
  if (mistake) issues.push({ path, message: mistake });
  const ofPermissions = permissionResults(addon.name, options);
  issues.push(...ofPermissions.issues);
  findings.push(...ofPermissions.findings);
  for (const { at = [], ...advice } of [addon.warn?.(options, profile, selected) ?? []].flat())
    findings.push(finding({ rule: "addon-advice", path: pathOf("addons", addon.name, ...at), ...advice }));
}

function withStackDefaults(addon: AnyAddon, options: AddonOptions, profile: StackProfile): AddonOptions {
  return addon.withDefaults?.(options, profile) ?? options;
}

/** Options with the version that our table pins, unless the user chose one; on an existing cluster that has to wait for its version. */
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

/** The capacity as a step: what must come before and after it, the add-ons say. */
export const nodesStep: StepNode = { name: "nodes", requires: [] };
