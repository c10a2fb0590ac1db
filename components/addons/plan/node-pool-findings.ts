import type { AddonOptions } from "../../settings/types";
import { listed } from "../../util/did-you-mean";
import { finding, type SettingFinding } from "../../util/finding";
import { isRecord } from "../../util/is-record";
import { pathOf } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import type { CustomAddons } from "../custom/options";
import { onFargate, type StackProfile, systemOnFargate } from "../stack-profile";

/**
 * Auto Mode without built-in node pools has no capacity until a NodePool exists: which pods wait for it. Nothing where a custom add-on creates one.
 * @param options of the selected add-ons, by name
 */
export function nodePoolFindings(
  selected: readonly AnyAddon[],
  options: Readonly<Record<string, AddonOptions>>,
  custom: CustomAddons,
  profile: StackProfile,
): SettingFinding[] {
  if (!profile.awaitsNodePool || Object.values(custom).some(createsNodePool)) return [];
  const waiting = selected.filter((addon) => runsPods(addon, options[addon.name]!, profile) && !onFargate(profile, addon.namespace));
  if (waiting.length === 0 && profile.fargate.length > 0) return [];
  const pods = waiting.length > 0 ? `; until then ${listed(waiting.map(({ name }) => name))} cannot be installed` : "";
  return [
    finding({
      rule: "no-capacity",
      path: pathOf("cluster", "autoMode", "nodePools"),
      message: `Auto Mode without built-in node pools starts no node before a NodePool of your own exists${pods}`,
      fix: "list `general-purpose` or `system`, add a pool to `cluster.autoMode.pools`, or create a NodePool and a NodeClass with the role in output `autoModeNodeRoleName`",
    }),
  ];
}

/** Where all pools run Windows, pods of add-ons run on Fargate: those whose namespace no profile selects stay pending. */
export function windowsAloneFindings(
  selected: readonly AnyAddon[],
  options: Readonly<Record<string, AddonOptions>>,
  profile: StackProfile,
): SettingFinding[] {
  if (profile.windowsPools.length === 0 || !systemOnFargate(profile)) return [];
  const waiting = selected.filter(
    (addon) => addon.supportsFargate && runsPods(addon, options[addon.name]!, profile) && !onFargate(profile, addon.namespace),
  );
  if (waiting.length === 0) return [];
  const namespaces = [...new Set(waiting.map(({ namespace }) => namespace))];
  return [
    finding({
      rule: "no-capacity",
      path: pathOf("nodePools"),
      message: `all pools run Windows, and no Fargate profile selects the pods of ${listed(waiting.map(({ name }) => name))}, which stay pending`,
      fix: `add a pool of Linux nodes, or a Fargate profile for ${listed(namespaces)}`,
    }),
  ];
}

function runsPods({ requires, hasPods }: AnyAddon, options: AddonOptions, profile: StackProfile): boolean {
  return requires.includes("nodes") && (hasPods?.(options, profile) ?? true);
}

function createsNodePool({ manifests = [] }: CustomAddons[string]): boolean {
  return manifests.some((object) => isRecord(object) && object.kind === "NodePool");
}
