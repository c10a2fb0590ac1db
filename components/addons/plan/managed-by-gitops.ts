import type { Settings } from "../../settings/types";
import { eachValid } from "../../settings/validation/guard";
import { didYouMeanByAlias, listed } from "../../util/did-you-mean";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import { addonAliases } from "../names";
import type { StackProfile } from "../stack-profile";
import { isEksAddon, versionsOf } from "../versions";
import type { Requirement } from "./requirements";

type Gitops = Settings["gitops"];

/**
 * Validation of the add-ons that GitOps manages, with fixes.
 * @param declared add-ons that can be selected
 * @param names names of all add-ons that the stack has or could have
 */
export function gitopsAddonIssues(
  gitops: Gitops,
  declared: readonly AnyAddon[],
  names: () => readonly string[],
  isSelected: (addon: string) => boolean,
  profile: StackProfile,
  demands: readonly Requirement[],
): ValidationIssue[] {
  const managed = gitops ? gitops.addons : [];
  const seen = new Set<string>();
  return eachValid(managed, (name, position) => {
    if (seen.has(name)) return []; // reported elsewhere
    seen.add(name);
    const message = issueOf(name, declared, names, isSelected, managed, profile, demands);
    return message === undefined ? [] : [{ path: pathOf("gitops", "addons", position), message }];
  });
}

function issueOf(
  name: string,
  declared: readonly AnyAddon[],
  names: () => readonly string[],
  isSelected: (addon: string) => boolean,
  managed: readonly string[],
  profile: StackProfile,
  demands: readonly Requirement[],
): string | undefined {
  const addon = declared.find((each) => each.name === name);
  if (!addon && names().includes(name)) return undefined; // it has issues of its own
  if (!addon) return `unknown add-on${didYouMeanByAlias(name, names(), addonAliases) || `; known are ${listed(names())}`}`;
  const needed = demands.find((demand) => demand.first && demand.addon === name);
  if (needed) return `\`${name}\` must be installed before GitOps, because \`${needed.by}\` requires it; remove it here`;
  if (isEksAddon(versionsOf(addon), profile.partition)) {
    return `\`${name}\` is an EKS add-on, which GitOps cannot install; remove it here`;
  }
  if (name === "karpenter" && profile.fargateFirst) {
    return "`karpenter` starts the only nodes for GitOps to run on; remove it here, or add a pool to `nodePools`";
  }
  const waiting = declared.filter((each) => !managed.includes(each.name) && each.requires.includes(name) && isSelected(each.name));
  if (waiting.length > 0) {
    return `\`${name}\` would come after ${listed(waiting.map((each) => `\`${each.name}\``))}, which requires it; add that to gitops.addons too`;
  }
  return undefined;
}
