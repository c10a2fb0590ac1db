import type { AddonOptions } from "../../settings/types";
import { finding, type SettingFinding } from "../../util/finding";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import { minimumVersions } from "../minimum-versions";
import type { AddonName } from "../names";
import type { StackProfile } from "../stack-profile";
import { isEksAddon, pinnedVersion, versionsOf } from "../versions";

/** The version that a user chose, if it is older than what the project creates for the add-on. */
export function versionIssues({ name, versions }: AnyAddon, { version }: AddonOptions): ValidationIssue[] {
  const minimum = versions ? undefined : minimumVersions[name as AddonName];
  if (minimum === undefined || typeof version !== "string" || !isOlder(version, minimum.version, 3)) return [];
  const message = `expected ${minimum.version} or newer, found ${version}: ${minimum.because}; remove it to use the pinned version`;
  return [{ path: pathOf("addons", name, "version"), message }];
}

/** A chosen EKS add-on version of an older minor than the table has for the Kubernetes version: AWS may not offer it there. */
export function versionFindings(addon: AnyAddon, { version }: AddonOptions, profile: StackProfile): SettingFinding[] {
  const { partition, kubernetesVersion } = profile;
  const versions = versionsOf(addon);
  if (kubernetesVersion === undefined || !isEksAddon(versions, partition)) return [];
  const pinned = pinnedVersion(versions, partition, kubernetesVersion);
  if (pinned === undefined || typeof version !== "string" || !isOlder(version, pinned, 2)) return [];
  return [
    finding({
      rule: "addon-version-old",
      path: pathOf("addons", addon.name, "version"),
      message: `${version} is older than ${pinned}, the pinned version for Kubernetes ${kubernetesVersion}; if AWS does not offer it there, an upgrade fails after the nodes are upgraded`,
      fix: "remove `version`, or choose one that `aws eks describe-addon-versions` lists",
    }),
  ];
}

/** Whether a version is older than another in its first parts: 2 compares minors. `default` and `latest` are not. */
function isOlder(version: string, than: string, parts: number): boolean {
  const numbers = (text: string) => (/^v?(\d+)\.(\d+)\.(\d+)/.exec(text) ?? []).slice(1, parts + 1).map(Number);
  const [own, other] = [numbers(version), numbers(than)];
  const differing = own.findIndex((part, index) => part !== other[index]);
  return differing >= 0 && own[differing]! < other[differing]!;
}
