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

/** A selected add-on. */
export interface EnabledAddon {
  /** The add-on. */
  readonly addon: AnyAddon;
  /** Validated by the add-on's schema, with all defaults. */
  readonly options: AddonOptions;
  /** Whether GitOps installs its chart: only its AWS resources are created here. */
  readonly managedByGitops: boolean;
}

/** Everything derived from the add-ons of a stack: computed once from its settings, before any resource is created. */
export interface AddonPlan {
  /** All available add-ons: from the catalog, from code (`ownAddons`) and from `addons.custom`. */
  readonly available: readonly AnyAddon[];
  /** Selected add-ons by name, in the order of `available`. */
  readonly enabled: ReadonlyMap<string, EnabledAddon>;
  /** Capacity for pods. */
  readonly profile: StackProfile;
  /** Add-ons that other sections of the settings need. */
  readonly requirements: readonly Requirement[];
  /** Add-ons, `nodes` and `node-drain`, each after its dependencies. */
  readonly steps: readonly OrderedStep[];
  /** AWS services that add-ons, nodes and GitOps call: `network.endpoints: private` adds a VPC endpoint for each. */
  readonly awsServices: readonly EndpointName[];
  /** Whether an add-on changes the number of nodes of node groups. */
  readonly scalesNodeGroups: boolean;
  /** Fargate profiles that the add-ons need if Fargate runs all pods. */
  readonly fargateGroups: readonly NamespaceGroup[];
  /** Findings, such as add-ons that are left out or enabled automatically. */
  readonly findings: readonly SettingFinding[];
}

/** Input of `planAddons`: the selected add-ons. */
export interface AddonPlanInput extends Pick<AddonPlan, "available" | "profile" | "requirements" | "findings"> {
  /** Options of each selected add-on, by name. */
  readonly options: Readonly<Record<string, AddonOptions>>;
}

/** Turns a valid selection into the plan of a stack's add-ons. */
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
    awsServices: [...new Set([...enabled.flatMap(calledServices), ...profile.calledServices])],
    scalesNodeGroups: addons.some(({ scalesNodeGroups = false }) => scalesNodeGroups),
    fargateGroups: fargateGroups(addons, profile),
    findings,
  };
}

function calledServices({ addon, options }: EnabledAddon): EndpointName[] {
  return [...(addon.awsServices ?? []), ...(addon.optionalAwsServices?.(options) ?? [])];
}
