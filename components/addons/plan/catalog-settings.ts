import type { AddonCatalog } from "../../settings/addon-catalog";
import type { Settings } from "../../settings/types";
import { finding, type SettingFinding } from "../../util/finding";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import { addons as catalogAddons } from "../catalog";
import { customAddons } from "../custom/custom-addon";
import { type CustomAddons, customOptions } from "../custom/options";
import { customAddonIssues } from "../custom/validate";
import { addonAliases } from "../names";
import { stackProfile } from "../stack-profile";
import { accessFindings } from "./access-findings";
import { type AddonPlan, planAddons } from "./addon-plan";
import { capabilityIssues } from "./capability-conflicts";
import { sessionManagerFindings } from "./endpoint-findings";
import { domainRequirements, exposedUiIssues } from "./exposed-uis";
import { gitopsAddonIssues } from "./managed-by-gitops";
import { nodePoolFindings, windowsAloneFindings } from "./node-pool-findings";
import { podSubnetFindings } from "./pod-subnet-findings";
import { requirementsOf } from "./requirements";
import { type Selection, select } from "./select";
import { permissionIssues, serviceAccountIssues } from "./service-accounts";
import { systemPodResults } from "./system-pods";
import { teamIngressIssues } from "./team-ingress";
import { teamSecretFindings, teamSecretIssues, teamSecretRequirements } from "./team-secrets";

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
    select: ({ custom = {}, ...requested }, stack) => {
      const described = custom as CustomAddons;
      const ofCustom = customAddonIssues(described, known, requested["vpc-cni"] === false && stack.cluster.existing === undefined);
      const sound = ofCustom.length > 0 ? {} : described;
      const available = [...known, ...customAddons(sound, known)];
      const requirements = [
        ...requirementsOf(stack),
        ...domainRequirements(stack, available),
        ...teamSecretRequirements(stack.teams, requested),
      ];
      const profile = stackProfile(stack, stack.region, requested);
      const selection = select(available, { ...requested, ...sound }, profile, requirements);
      const selected = available.filter(({ name }) => Object.hasOwn(selection.addons, name));
      const ofGitops = gitopsAddonIssues(stack.gitops, available, new Set(selected.map(({ name }) => name)), profile, requirements);
      const place = <T extends { readonly path: string }>(result: T): T => ({ ...result, path: placeOf(result.path, sound) });
      const ofSystemPods = systemPodResults(stack, selection.addons, profile);
      const ofNodePools = [
        ...nodePoolFindings(selected, selection.addons, sound, profile),
        ...windowsAloneFindings(selected, selection.addons, profile),
      ];
      const ofPodSubnets = podSubnetFindings(selection.addons, profile);
      const findings = [
        ...selection.findings.map(place),
        ...teamSecretFindings(stack.teams, selection.addons, profile),
        ...ofSystemPods.findings,
        ...ofNodePools,
        ...ofPodSubnets,
      ];
      return {
        addons: nest(selection.addons, sound),
        issues: [
          ...ofCustom,
          ...selection.issues.map(place),
          ...ofGitops,
          ...ofSystemPods.issues,
          ...fargateLoggingIssues(stack.fargate, selected),
          ...capabilityIssues(stack, selected, sound),
          ...namespaceIssues(stack.teams, selected),
          ...teamIngressIssues(stack.teams, available, selected),
          ...teamSecretIssues(stack.teams, profile),
          ...exposedUiIssues(stack.domain, available, selection.addons, stack.gitops ? stack.gitops.addons : []),
          ...permissionIssues(selected, selection.addons, profile).map(place),
          ...serviceAccountIssues(selected, selection.addons, sound, stack, profile),
        ],
        findings,
        plan: () =>
          planAddons({
            available,
            options: selection.addons,
            profile: stackProfile(stack, stack.region, selection.addons), // add-ons enabled automatically may start nodes
            requirements,
            findings: [
              ...findings,
              ...fargateRoleFindings(stack.fargate, selected),
              ...sessionManagerFindings(profile),
              ...accessFindings(stack, selected, sound),
            ],
          }),
      };
    },
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
  return Object.entries(teams).flatMap(([team, settings]) =>
    (settings.kind === "application" ? settings.namespaces : []).flatMap((namespace, position) => {
      const addon = owners.get(namespace);
      const message = `${namespace} is reserved for add-on \`${addon}\`; choose another namespace`;
      return addon === undefined ? [] : [{ path: pathOf("teams", team, "namespaces", position), message }];
    }),
  );
}

/** Pods on Fargate write logs by the configuration that the add-on creates. */
function fargateLoggingIssues(fargate: Settings["fargate"], selected: readonly AnyAddon[]): ValidationIssue[] {
  if (selected.some(({ name }) => name === "fargate-logging")) return [];
  const message = "needs the add-on that configures the log router; set `addons.fargate-logging: true`, or remove this key";
  return Object.entries(fargate).flatMap(([profile, { logging }]) =>
    logging ? [{ path: pathOf("fargate", profile, "logging"), message }] : [],
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
