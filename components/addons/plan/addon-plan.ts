import type { EndpointName } from "../../reference/vpc-endpoints";
import type { AddonOptions } from "../../settings/types";
import type { NamespaceGroup } from "../../util/fargate-selectors";
import type { SettingFinding } from "../../util/finding";
import type { AnyAddon } from "../addon";
import type { StackProfile } from "../stack-profile";
import { fargateGroups } from "./fargate-groups";
import type { OrderedStep } from "./order";
import type { Requirement } from "./requirements";
import { addonSteps } from "./steps";

/** An add-on that a stack gets. */
export interface EnabledAddon {
  readonly addon: AnyAddon;
  /** Checked by the add-on's schema, with all defaults filled in. */
  readonly options: AddonOptions;
  /** Whether GitOps installs its chart: only its AWS resources are created here. */
  readonly managedByGitops: boolean;
}

/** Everything that follows from the add-ons of a stack: computed once from its settings, before any resource is created. */
export interface AddonPlan {
  /** All add-ons that the stack can name: those of the catalog, of code (`ownAddons`) and of `addons.custom`. */
  readonly available: readonly AnyAddon[];
  /** Those that it gets, by name, in the order of `available`. */
  readonly enabled: ReadonlyMap<string, EnabledAddon>;
  /** What pods run on. */
  readonly profile: StackProfile;
  /** Add-ons that other sections of the settings need. */
  readonly requirements: readonly Requirement[];
  /** Add-ons, `nodes` and `node-drain`, each after all that it waits for. */
  readonly steps: readonly OrderedStep[];
  /** AWS services that the add-ons call: `network.endpoints: private` adds a VPC endpoint for each. */
  readonly awsServices: readonly EndpointName[];
  /** Fargate profiles that the add-ons need where Fargate runs all pods. */
  readonly fargateGroups: readonly NamespaceGroup[];
  /** What the user should know, such as add-ons that are left out or enabled automatically. */
  readonly findings: readonly SettingFinding[];
}

/** What `planAddons` starts from: the add-ons as they were selected. */
export interface AddonPlanInput extends Pick<AddonPlan, "available" | "profile" | "requirements" | "findings"> {
  /** Options of each add-on that the stack gets, by name. */
  readonly options: Readonly<Record<string, AddonOptions>>;
}

/** Completes a selection without issues to the plan of a stack's add-ons. */
export function planAddons({ available, options, profile, requirements, findings }: AddonPlanInput): AddonPlan {
  const enabled = available.flatMap((addon): EnabledAddon[] => {
    const its = options[addon.name];
    return its ? [{ addon, options: its, managedByGitops: profile.gitopsAddons.includes(addon.name) }] : [];
  });
  const addons = enabled.map(({ addon }) => addon);
  return {
    available,
    enabled: new Map(enabled.map((each) => [each.addon.name, each])),
    profile,
    requirements,
    steps: addonSteps(addons, profile),
    awsServices: [...new Set(enabled.flatMap(calledServices))],
    fargateGroups: fargateGroups(addons, profile),
    findings,
  };
}

function calledServices({ addon, options }: EnabledAddon): EndpointName[] {
  return [...(addon.awsServices ?? []), ...(addon.optionalAwsServices?.(options) ?? [])];
}
