import type { AddonOptions } from "../../settings/types";
import { finding, type SettingFinding } from "../../util/finding";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import { minimumVersions } from "../minimum-versions";
import type { AddonName } from "../names";
import { releaseOptions } from "../release-options";
import type { StackProfile } from "../stack-profile";
import { type AddonVersions, isEksAddon, pinnedVersion, versionsOf } from "../versions";

/** The version that a user chose, if it is older than what the project creates for the add-on. */
export function versionIssues({ name, versions }: AnyAddon, { version }: AddonOptions, profile: StackProfile): ValidationIssue[] {
  if (versions || typeof version !== "string") return [];
  const missing = minimumsOf(name as AddonName, profile).find((minimum) => isOlder(version, minimum.version, 3));
  if (!missing) return [];
  const message = `expected ${missing.version} or newer, found ${version}: ${missing.because}; remove it to use the pinned version`;
  return [{ path: pathOf("addons", name, "version"), message }];
}

/** Minimum versions of an add-on in a stack, the newest first. */
export function minimumsOf(name: AddonName, profile: StackProfile): readonly { readonly version: string; readonly because: string }[] {
  const { kubernetesVersion } = profile;
  const all = (minimumVersions[name] ?? []).flatMap(({ version, because, needed = () => true }) => {
    const own = typeof version === "string" ? version : version[kubernetesVersion ?? ""];
    return own !== undefined && needed(profile) ? [{ version: own, because }] : [];
  });
  return all.sort((a, b) => (isOlder(a.version, b.version, 3) ? 1 : -1));
}

/** Chosen EKS add-on versions of an older minor than the table has for the Kubernetes version, also of additional EKS add-ons. */
export function versionFindings(addon: AnyAddon, options: AddonOptions, profile: StackProfile): SettingFinding[] {
  const additional = (addon.additionalReleases ?? []).flatMap((release) =>
    release.versions && release.option !== undefined
      ? [{ at: [...release.option.split("."), "version"], version: releaseOptions(release, options).version, versions: release.versions }]
      : [],
  );
  const all = [{ at: ["version"], version: options.version, versions: versionsOf(addon) }, ...additional];
  return all.flatMap(({ at, version, versions }) => {
    const old = oldVersion(version, versions, profile);
    return old ? [finding({ rule: "addon-version-old", path: pathOf("addons", addon.name, ...at), ...old })] : [];
  });
}

/** What to say of an EKS add-on version of an older minor than the table has: AWS may not offer it for the Kubernetes version. */
function oldVersion(
  version: unknown,
  versions: AddonVersions,
  { partition, kubernetesVersion }: Pick<StackProfile, "partition" | "kubernetesVersion">,
): Pick<SettingFinding, "message" | "fix"> | undefined {
  if (kubernetesVersion === undefined || !isEksAddon(versions, partition)) return undefined;
  const pinned = pinnedVersion(versions, partition, kubernetesVersion);
  if (pinned === undefined || typeof version !== "string" || !isOlder(version, pinned, 2)) return undefined;
  return {
    message: `${version} is older than ${pinned}, the pinned version for Kubernetes ${kubernetesVersion}; if AWS does not offer it there, an upgrade fails after the nodes are upgraded`,
    fix: "remove `version`, or choose one that `aws eks describe-addon-versions` lists",
  };
}

/** Whether a version is older than another in its first parts: 2 compares minors. `default` and `latest` are not. */
export function isOlder(version: string, than: string, parts: number): boolean {
  const numbers = (text: string) => (/^v?(\d+)\.(\d+)\.(\d+)/.exec(text) ?? []).slice(1, parts + 1).map(Number);
  const [own, other] = [numbers(version), numbers(than)];
  const differing = own.findIndex((part, index) => part !== other[index]);
  return differing >= 0 && own[differing]! < other[differing]!;
}
