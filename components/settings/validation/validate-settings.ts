import type { AwsLogin } from "../../util/aws-login";
import type { SettingFinding } from "../../util/finding";
import { SettingsError, type ValidationIssue } from "../../util/settings-error";
import type { AddonCatalog, AddonPlanFindings, AddonSelection } from "../addon-catalog";
import { validateRules } from "../rules";
import type { Settings } from "../types";
import type { ParsedLogin } from "./aws-login";
import { guarded, ifValid } from "./guard";
import { Layers } from "./layers";
import { Parser } from "./parser";
import { isFinding, nameIssue, readAddons, readSections, regionIssue, type SettingsRequest, sectionsOf } from "./sections";

/** Valid settings with their findings. */
export interface ValidatedSettings<Plan = unknown> {
  /** AWS region. */
  readonly region: string;
  /** How the stack signs in to AWS: provider, kubeconfig, drain and sweep. Default: with the credentials of the environment. */
  readonly awsLogin?: AwsLogin;
  /** Whether code passed `awsLogin`, so that it also describes an explicit provider. */
  readonly awsLoginInCode?: boolean;
  /** Whether a part of `awsLogin` is secret. */
  readonly awsLoginSecret?: boolean;
  /** Settings with every default. */
  readonly settings: Settings;
  /** What follows from `settings.addons`. */
  readonly addonPlan: Plan;
  /** Sections with encrypted values in the stack file; none for settings in code. */
  readonly secretSections?: ReadonlySet<string>;
  /** Path of section `overrides`, if it came from the defaults of all stacks. */
  readonly overridesPath?: string;
  /** Warnings and information. */
  readonly findings: readonly SettingFinding[];
}

/** All issues and findings, and the settings if there are no issues. */
export interface ValidationResult<Plan> {
  readonly issues: readonly ValidationIssue[];
  readonly findings: readonly SettingFinding[];
  readonly validated?: ValidatedSettings<Plan>;
}

/** Validates settings without throwing: all issues at once, those of single values first, then those between values. */
export function validateSettings<Plan extends AddonPlanFindings>(
  request: SettingsRequest,
  catalog: AddonCatalog<Plan>,
): ValidationResult<Plan> {
  const { paths = { region: "region", sections: "" } } = request;
  const wrongRegion = regionIssue(request.region);
  const region = wrongRegion ? undefined : (request.region as string);
  const parser = new Parser();
  const layers = new Layers(parser, request, paths.sections);
  const input = layers.sections;
  const stack = readSections(parser, input, request, region);
  const requested = readAddons(parser, catalog, input.addons, stack);
  const { invalid } = parser;
  const selected = ifValid<AddonSelection<Plan>>(() => catalog.select(guarded({ ...stack, addons: requested }, invalid)), noSelection);
  const unnamed = invalid.within(["cluster", "existing"]) ? undefined : nameIssue(stack);
  const found = [...validateRules({ stack, invalid }), ...selected.issues].filter(({ path }) => !parser.invalidNames.has(path));
  const place = <T extends ValidationIssue>(problem: T): T => ({ ...problem, path: layers.asWritten(problem.path) });
  const issues = [
    ...(request.login?.issues ?? []),
    ...(wrongRegion ? [{ path: paths.region, message: wrongRegion }] : []),
    ...layers.issues,
    ...parser.issues.map(place),
    ...(unnamed ? [place(unnamed)] : []),
    ...found.filter((result) => !isFinding(result)).map(place),
  ];
  const placed = (ofAddons: readonly SettingFinding[]) => [...layers.findings, ...[...found.filter(isFinding), ...ofAddons].map(place)];
  if (issues.length > 0) return { issues, findings: placed(selected.findings) };
  const settings = { ...sectionsOf(stack), addons: selected.addons };
  const addonPlan = selected.plan();
  const findings = placed(addonPlan.findings);
  const overridesPath = layers.isFromDefaults("overrides") ? { overridesPath: layers.asWritten("overrides") } : {};
  const validated = { region: stack.region, ...loginOf(request.login), settings, addonPlan, ...overridesPath, findings };
  return { issues, findings, validated };
}

function loginOf(
  { awsLogin = {}, inCode, secret }: ParsedLogin = { issues: [] },
): Pick<ValidatedSettings, "awsLogin" | "awsLoginInCode" | "awsLoginSecret"> {
  return {
    ...((inCode || Object.keys(awsLogin).length > 0) && { awsLogin }),
    ...(inCode && { awsLoginInCode: true }),
    ...((secret || awsLogin.secretKey !== undefined) && { awsLoginSecret: true }),
  };
}

/** Where everything about add-ons depends on something invalid. */
const noSelection: AddonSelection<never> = {
  addons: {},
  issues: [],
  findings: [],
  plan: () => {
    throw new Error("no add-ons were selected");
  },
};

/**
 * Validates settings and fills in their defaults, for stack files and for code.
 * @throws SettingsError with every issue: its path, what was expected and found, and how to fix it
 */
export function validSettings<Plan extends AddonPlanFindings>(
  request: SettingsRequest,
  catalog: AddonCatalog<Plan>,
): ValidatedSettings<Plan> {
  const { issues, validated } = validateSettings(request, catalog);
  if (!validated) throw new SettingsError(issues);
  return validated;
}
