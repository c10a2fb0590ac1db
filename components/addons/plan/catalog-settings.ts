import type { AddonCatalog, AddonSelection, RequestedStack } from "../../settings/addon-catalog";
import type { Settings } from "../../settings/types";
import { flatMapValid, ifValid } from "../../settings/validation/guard";
import { finding, type SettingFinding } from "../../util/finding";
import { lazily } from "../../util/lazy";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import { addons as catalogAddons } from "../catalog";
import { customAddons } from "../custom/custom-addon";
import { type CustomAddons, customOptions } from "../custom/options";
import { customAddonResults } from "../custom/validate";
import { addonAliases } from "../names";
import { stackProfile } from "../stack-profile";
import { accessFindings } from "./access-findings";
import { type AddonPlan, planAddons } from "./addon-plan";
import { capabilityIssues } from "./capability-conflicts";
import { sessionManagerFindings } from "./endpoint-findings";
import { exposedUiIssues } from "./exposed-uis";
import { gitopsAddonIssues } from "./managed-by-gitops";
import { nodePoolFindings, windowsAloneFindings } from "./node-pool-findings";
import { podSubnetFindings } from "./pod-subnet-findings";
import { requirementsOf, suppliedOptions } from "./section-requirements";
import { type Requested, type Selection, select } from "./select";
import { permissionIssues, serviceAccountIssues } from "./service-accounts";
import { systemPodResults } from "./system-pods";
import { teamIngressIssues } from "./team-ingress";
import { teamSecretFindings, teamSecretIssues } from "./team-secrets";

/**
 * The add-ons for the settings parser: schemas of options, selection, plan.
 * @param own add-ons defined in code, in addition to the catalog
 */
export function addonCatalogOf(own?: readonly AnyAddon[]): AddonCatalog<AddonPlan> {
  const known = knownAddons(own);
  return {
    schemas: Object.fromEntries(known.map(({ name, options }) => [name, options])),
    aliases: addonAliases,
    custom: customOptions,
    supplied: (stack) => suppliedOptions(stack, known),
    select: (stack) => selectAddons(known, stack),
  };
}

/** Invalid settings are guarded: each check says what it can without them. */
function selectAddons(known: readonly AnyAddon[], stack: RequestedStack): AddonSelection<AddonPlan> {
  const described = ifValid(() => (stack.addons.custom ?? {}) as CustomAddons, {});
  const cniReplaced = () => stack.addons["vpc-cni"] === false && stack.cluster.existing === undefined;
  const custom = customAddonResults(described, known, cniReplaced);
  const { valid } = custom;
  const available = [...known, ...customAddons(valid, known)];
  const requested = lazily<Requested>(
    Object.fromEntries(available.map(({ name }) => [name, () => (Object.hasOwn(valid, name) ? valid[name] : stack.addons[name])])),
  );
  const profile = stackProfile(stack, requested);
  const demands = requirementsOf(stack, available, requested);
  const unknown = [...Object.keys(described).filter((name) => !Object.hasOwn(valid, name)), ...demands.unknown];
  const selection = select(available, requested, profile, demands.known, unknown);
  const selected = available.filter(({ name }) => ifValid(() => Object.hasOwn(selection.addons, name), false));
  const place = <T extends { readonly path: string }>(result: T): T => ({ ...result, path: placeOf(result.path, valid) });
  const names = () => [...known.map(({ name }) => name), ...Object.keys(stack.addons.custom ?? {})];
  const isSelected = (name: string) => Object.hasOwn(selection.addons, name);
  const ofSystemPods = ifValid(() => systemPodResults(stack, selection.addons, profile), { issues: [], findings: [] });
  const issues: readonly (() => readonly ValidationIssue[])[] = [
    () => gitopsAddonIssues(stack.gitops, available, names, isSelected, profile, demands.known),
    () => ofSystemPods.issues,
    () => fargateLoggingIssues(stack.fargate, isSelected),
    () => capabilityIssues(stack, isSelected, valid),
    () => namespaceIssues(stack.teams, selected),
    () => teamIngressIssues(stack.teams, names, isSelected),
    () => teamSecretIssues(stack.teams, profile, isSelected),
    () => exposedUiIssues(stack, available, selection.addons),
    () => permissionIssues(selected, selection.addons, profile).map(place),
    () => serviceAccountIssues(selected, selection.addons, valid, stack, profile),
  ];
  const further: readonly (() => readonly SettingFinding[])[] = [
    () => teamSecretFindings(stack.teams, selection.addons, profile),
    () => ofSystemPods.findings,
    () => nodePoolFindings(selected, selection.addons, valid, profile),
    () => windowsAloneFindings(selected, selection.addons, profile),
    () => podSubnetFindings(selection.addons, profile),
  ];
  const findings = [...selection.findings.map(place), ...flatMapValid(further, (of) => of())];
  return {
    addons: ifValid(() => nest(selection.addons, valid), {}),
    issues: [...custom.issues, ...selection.issues.map(place), ...flatMapValid(issues, (of) => of())],
    findings,
    plan: () =>
      planAddons({
        available,
        options: selection.addons,
        profile: stackProfile(stack, selection.addons), // add-ons enabled automatically may start nodes
        requirements: demands.known,
        findings: [
          ...findings,
          ...fargateRoleFindings(stack.fargate, selected),
          ...sessionManagerFindings(profile),
          ...accessFindings(stack, selected, valid),
        ],
      }),
  };
}

/** Available add-ons: those of the catalog and those defined in code. */
function knownAddons(own: readonly AnyAddon[] = []): readonly AnyAddon[] {
  const known = [...catalogAddons, ...own];
  const names = known.map(({ name }) => name);
  const taken = names.find((name, index) => names.indexOf(name) < index || ["custom", "nodes", "node-drain"].includes(name));
  if (taken !== undefined) throw new Error(`the add-on name ${taken} is already used; choose another`);
  return known;
}

/** Only the catalog. */
export const addonCatalog = addonCatalogOf();

/** Access to an add-on's namespace gives access to the add-on and its permissions. */
function namespaceIssues(teams: Settings["teams"], selected: readonly AnyAddon[]): ValidationIssue[] {
  const own = selected.filter(({ namespace }) => !namespace.startsWith("kube-")); // those are reserved already
  const owners = new Map(own.map(({ namespace, name }) => [namespace, name]));
  return flatMapValid(Object.keys(teams), (team) => {
    const settings = teams[team]!;
    return (settings.kind === "application" ? settings.namespaces : []).flatMap((namespace, position) => {
      const addon = owners.get(namespace);
      const message = `${namespace} is reserved for add-on \`${addon}\`; choose another namespace`;
      return addon === undefined ? [] : [{ path: pathOf("teams", team, "namespaces", position), message }];
    });
  });
}

/** Pods on Fargate write logs by the configuration that the add-on creates. */
function fargateLoggingIssues(fargate: Settings["fargate"], isSelected: (addon: string) => boolean): ValidationIssue[] {
  if (isSelected("fargate-logging")) return [];
  const message = "needs the add-on that configures the log router; set `addons.fargate-logging: true`, or remove this key";
  return flatMapValid(Object.keys(fargate), (profile) =>
    fargate[profile]!.logging ? [{ path: pathOf("fargate", profile, "logging"), message }] : [],
  );
}

/** The stack gives its own roles the permission to write logs, not those that exist. */
function fargateRoleFindings(fargate: Settings["fargate"], selected: readonly AnyAddon[]): SettingFinding[] {
  if (!selected.some(({ name }) => name === "fargate-logging")) return [];
  return Object.entries(fargate).flatMap(([profile, { roleArn, logging = true }]) => {
    if (roleArn === undefined || !logging) return [];
    const message = "the stack does not change an existing role, and without permission to write logs the pods of the profile have none";
    const fix =
      "allow the role `logs:CreateLogStream`, `logs:DescribeLogStreams` and `logs:PutLogEvents` on the log group, or write `logging: false`";
    return [finding({ rule: "fargate-role", path: pathOf("fargate", profile, "roleArn"), message, fix })];
  });
}

/** The path of an add-on in the stack file: custom ones are under `custom`. */
function placeOf(path: string, custom: CustomAddons): string {
  const [section, name] = path.split(".", 2);
  return name !== undefined && Object.hasOwn(custom, name) ? `${section}.custom${path.slice(section!.length)}` : path;
}

function nest(addons: Selection["addons"], custom: CustomAddons): Selection["addons"] {
  const ours = Object.entries(addons).filter(([name]) => !Object.hasOwn(custom, name));
  return { ...Object.fromEntries(ours), ...(Object.keys(custom).length > 0 && { custom: { ...custom } }) };
}
