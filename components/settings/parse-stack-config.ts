import type { AwsLogin } from "../util/aws-login";
import { nearest } from "../util/did-you-mean";
import { isRecord } from "../util/is-record";
import { redact } from "../util/redact";
import { SettingsError, type ValidationIssue } from "../util/settings-error";
import type { AddonCatalog, AddonPlanFindings } from "./addon-catalog";
import { readLogin, readStackLogin, secretOfLogin } from "./validation/aws-login";
import { bounds, excess } from "./validation/bounds";
import { longestShown } from "./validation/describe";
import { plainProviderSecrets, plainSecrets, secretsIn, secretTexts, structured, withoutLogins } from "./validation/secrets";
import { type ValidatedSettings, validateSettings } from "./validation/validate-settings";

/** A stack's config as Pulumi stores it. */
export interface StackSections {
  readonly project: string;
  readonly stack: string;
  /** Values by full key, such as `aws:region` and `eks-blueprints:network`; structured ones parsed. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Full keys of secret values, which messages never show. */
  readonly secrets?: ReadonlySet<string>;
}

/** Namespace of our keys. */
const namespace = "eks-blueprints";

/** Key of the sections of all stacks, which `Pulumi.yaml` declares. */
const defaultsKey = `${namespace}:defaults`;

function split(key: string): readonly [namespace: string, name: string] {
  const colon = key.indexOf(":");
  return [key.slice(0, Math.max(colon, 0)), key.slice(colon + 1)];
}

/** Keys with a misspelled namespace, which are ignored otherwise. */
function misspelt(values: StackSections["values"]): ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  for (const key of Object.keys(values)) {
    const [space, name] = split(key);
    if (space !== namespace && nearest(space, [namespace])) {
      issues.push({ path: key, message: `this namespace is never read; did you mean ${namespace}:${name}?` });
    }
  }
  return issues;
}

/**
 * Keys of values that are too large to be searched, which recursion may not survive. Other programs' values are none of our business; our own
 * sections are refused where they are read.
 */
function tooLarge(values: StackSections["values"]): { readonly keys: ReadonlySet<string>; readonly issues: readonly ValidationIssue[] } {
  const found = Object.entries(values).flatMap(([key, value]) => {
    const message = (excess(value) ?? excess(structured(value)))?.message;
    return message === undefined ? [] : [{ path: key, message }];
  });
  return { keys: new Set(found.map(({ path }) => path)), issues: found.filter(({ path }) => split(path)[0] === "aws") };
}

/** Sections in which a secret may stand: that of its key; of the defaults all that they have. */
function sectionsOf(key: string, defaults: unknown): string[] {
  return key === defaultsKey && isRecord(defaults) ? Object.keys(defaults) : [split(key)[1]];
}

function hidden(key: string, value: unknown): unknown {
  const [space, name] = split(key);
  if (key === defaultsKey && isRecord(value)) return Object.entries(value).map(([section, inner]) => secretsIn(section, inner));
  return space === "aws" ? secretOfLogin(key, value) : secretsIn(name, value);
}

/**
 * Reads the settings of a stack.
 * @param awsLogin how the program's own provider signs in; default: what the stack's config says
 * @throws SettingsError with every problem, named by its path in the stack file
 */
export function parseStackSections<Plan extends AddonPlanFindings>(
  config: StackSections,
  catalog: AddonCatalog<Plan>,
  awsLogin?: AwsLogin,
): ValidatedSettings<Plan> {
  const count = Object.keys(config.values).length;
  if (count > bounds.entries)
    throw new SettingsError([{ path: "config", message: `expected at most ${bounds.entries} keys, found ${count}; remove some` }]);
  const large = tooLarge(config.values);
  const values = Object.fromEntries(Object.entries(config.values).filter(([key]) => !large.keys.has(key)));
  const own = Object.entries(config.values).filter(([key]) => split(key)[0] === namespace && key !== defaultsKey);
  const defaults = config.values[defaultsKey];
  const secrets = config.secrets ?? new Set<string>();
  const examined = validateSettings(
    {
      region: values["aws:region"],
      defaultName: `${config.project}-${config.stack}`,
      login: awsLogin ? readLogin(awsLogin) : readStackLogin(values, secrets),
      sections: Object.fromEntries(own.map(([key, value]) => [split(key)[1], value])),
      defaults: defaults === "" ? undefined : defaults,
      paths: { region: "aws:region", sections: `${namespace}:` },
    },
    catalog,
  );
  const encrypted = [...secrets].map((key) => hidden(key, values[key]));
  const redacted = redact([...encrypted, ...secretTexts(values)], { longestShown });
  const hide = (text: string) => withoutLogins(redacted(text));
  const ofProvider = plainProviderSecrets(Object.fromEntries(Object.entries(values).filter(([key]) => !secrets.has(key))));
  const searched = own.filter(([key]) => !secrets.has(key) && !large.keys.has(key));
  const plain = plainSecrets(Object.fromEntries(searched.map(([key, value]) => [split(key)[1], value])));
  const ofDefaults = isRecord(defaults) && !secrets.has(defaultsKey) && !large.keys.has(defaultsKey) ? plainSecrets(defaults) : [];
  const unencrypted = [
    ...plain.map((problem) => ({ ...problem, path: `${namespace}:${problem.path}` })),
    ...ofDefaults.map((problem) => ({ ...problem, path: `${defaultsKey}.${problem.path}` })),
  ];
  const all = [...misspelt(config.values), ...large.issues, ...ofProvider, ...examined.issues, ...unencrypted].map(({ path, message }) => ({
    path: hide(path),
    message: hide(message),
  }));
  if (all.length > 0 || !examined.validated) throw new SettingsError(all);
  return {
    ...examined.validated,
    ...(secrets.size > 0 && { secretSections: new Set([...secrets].flatMap((key) => sectionsOf(key, defaults))) }),
    findings: examined.findings.map((finding) => ({ ...finding, message: hide(finding.message), fix: hide(finding.fix) })),
  };
}
