import type { Settings } from "../../settings/types";
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
 * @param selected names of all selected add-ons
 */
export function gitopsAddonIssues(
  gitops: Gitops,
  declared: readonly AnyAddon[],
  selected: ReadonlySet<string>,
  profile: StackProfile,
  demands: readonly Requirement[],
): ValidationIssue[] {
  const managed = gitops ? [...new Set(gitops.addons)] : [];
  return managed.flatMap((name) => {
    const message = issueOf(name, declared, selected, managed, profile, demands);
    return message === undefined ? [] : [{ path: pathOf("gitops", "addons", managed.indexOf(name)), message }];
  });
}

function issueOf(
  name: string,
  declared: readonly AnyAddon[],
  selected: ReadonlySet<string>,
  managed: readonly string[],
  profile: StackProfile,
  demands: readonly Requirement[],
): string | undefined {
  const addon = declared.find((each) => each.name === name);
  if (!addon) return `unknown add-on${didYouMeanByAlias(name, names(declared), addonAliases) || `; known are ${listed(names(declared))}`}`;
  const needed = demands.find((demand) => demand.first && demand.addon === name);
  if (needed) return `\`${name}\` must be installed before GitOps, because \`${needed.by}\` requires it; remove it here`;
  if (isEksAddon(versionsOf(addon), profile.partition)) {
    return `\`${name}\` is an EKS add-on, which GitOps cannot install; remove it here`;
  }
  if (name === "karpenter" && profile.fargateFirst) {
    return "`karpenter` starts the only nodes for GitOps to run on; remove it here, or add a pool to `nodePools`";
  }
  const waiting = declared.filter((each) => selected.has(each.name) && !managed.includes(each.name) && each.requires.includes(name));
  if (waiting.length > 0) {
    return `\`${name}\` would come after ${listed(waiting.map((each) => `\`${each.name}\``))}, which requires it; add that to gitops.addons too`;
  }
  return undefined;
}

function names(addons: readonly AnyAddon[]): string[] {
  return addons.map(({ name }) => name);
}
