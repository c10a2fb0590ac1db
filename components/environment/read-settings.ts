import * as pulumi from "@pulumi/pulumi";
import type { AnyAddon } from "../addons/addon";
import type { OwnAddonsInput } from "../addons/define-addon";
import type { AddonsInput } from "../addons/generated/addons-input";
import type { AddonPlan } from "../addons/plan/addon-plan";
import { addonCatalogOf } from "../addons/plan/catalog-settings";
import type { SectionsInput } from "../settings/generated/settings-input";
import { parseStackSections } from "../settings/parse-stack-config";
import { type ParsedLogin, readLogin, readStackLogin, structuredLoginKeys } from "../settings/validation/aws-login";
import { longestJson } from "../settings/validation/bounds";
import { type ValidatedSettings, validSettings } from "../settings/validation/validate-settings";
import type { AwsLogin } from "../util/aws-login";
import { mapValues } from "../util/map-values";

/**
 * Settings as the user writes them: keys with a default are optional.
 * `Own` are the types of additional add-ons (`defineAddon`) that `addons` may name, such as `[typeof podinfo]`.
 */
export interface SettingsInput<Own extends readonly AnyAddon[] = []> extends SectionsInput {
  /** Add-ons by name: off, on, or on with options. */
  readonly addons?: (AddonsInput & OwnAddonsInput<Own>) | undefined;
}

/** Extensions of the settings by code. */
export interface Extension<Own extends readonly AnyAddon[] = readonly AnyAddon[]> {
  /** Add-ons in addition to the catalog, each from `defineAddon`; settings name them by their keys. */
  readonly ownAddons?: Own;
  /**
   * How an explicit AWS provider signs in; the same object serves `new aws.Provider(name, { region, ...awsLogin })`. Needed with such a
   * provider; `{}` means the credentials of the environment. Default: the stack's config, as for Pulumi's default provider.
   */
  readonly awsLogin?: AwsLogin;
}

/** Validated settings, with the plan of their add-ons. */
export interface ParsedSettings extends ValidatedSettings<AddonPlan> {}

/** A stack's config as Pulumi passes it to a program. */
export interface RawStackConfig {
  /** Name of the Pulumi project. */
  readonly project: string;
  /** Name of the stack. */
  readonly stack: string;
  /** String values by full key, such as `aws:region`; structured values as JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Full keys whose values are secret: messages never show them. */
  readonly secretKeys: readonly string[];
}

/**
 * Reads the settings of the current stack.
 * @param extension additional add-ons and login of the program
 * @throws SettingsError with every problem, named by its path in the stack file
 */
export function readStackSettings(extension?: Extension): ParsedSettings {
  const config = pulumi.runtime.allConfig();
  const secretKeys = Object.keys(config).filter(isSecret);
  return parseStackConfig({ project: pulumi.getProject(), stack: pulumi.getStack(), config, secretKeys }, extension);
}

/** The last reading without an extension: the offline plan shows what its program has read. */
let last: { readonly key: string; readonly parsed: ParsedSettings } | undefined;

/** Like `readStackSettings`, for a given stack config. */
export function parseStackConfig(raw: RawStackConfig, extension?: Extension): ParsedSettings {
  if (extension) return parseConfig(raw, extension);
  const key = JSON.stringify([raw.project, raw.stack, Object.entries(raw.config).sort(), [...raw.secretKeys].sort()]);
  if (last?.key !== key) last = { key, parsed: parseConfig(raw, {}) };
  return last.parsed;
}

function parseConfig({ project, stack, config, secretKeys }: RawStackConfig, { ownAddons, awsLogin }: Extension): ParsedSettings {
  const values = mapValues(config, (key, text) => parsed(key, text));
  return parseStackSections({ project, stack, values, secrets: new Set(secretKeys) }, addonCatalogOf(ownAddons), awsLogin);
}

/**
 * Validates settings given in code: the sections of a stack file, and the region.
 * @param input `cluster.name` defaults to `<project>-<stack>`
 * @throws SettingsError with every problem, named by its path in the object
 */
export function parseSettings<Own extends readonly AnyAddon[] = []>(
  { region, ...sections }: SettingsInput<Own> & { readonly region: string },
  { ownAddons, awsLogin }: Extension<Own> = {},
): ParsedSettings {
  const defaultName = `${pulumi.getProject()}-${pulumi.getStack()}`;
  const login = awsLogin ? readLogin(awsLogin) : defaultLogin();
  return validSettings({ region, defaultName, login, sections }, addonCatalogOf(ownAddons));
}

/** How Pulumi's default provider signs in: from the stack's config, even if the other settings come from code. */
function defaultLogin(): ParsedLogin {
  const config = pulumi.runtime.allConfig();
  const keys = Object.keys(config).filter((key) => key.startsWith("aws:"));
  return readStackLogin(Object.fromEntries(keys.map((key) => [key, parsed(key, config[key]!)])), new Set(keys.filter(isSecret)));
}

/** Available at run time, but missing from the SDK's types. */
function isSecret(key: string): boolean {
  return (pulumi.runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(key);
}

/** Pulumi passes structured values as JSON, and strings as they are. */
function parsed(key: string, text: string): unknown {
  if ((!key.startsWith("eks-blueprints:") && !structuredLoginKeys.has(key)) || text.length > longestJson) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
