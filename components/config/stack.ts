import { type Problem, SettingsError } from "../shared/problems";
import { redact } from "../shared/redact";
import { nearest } from "../shared/suggest";
import type { AddonCatalogue } from "./catalogue";
import type { Login } from "./defaults";
import { longestShown, shown } from "./describe";
import { isMap } from "./parse";
import { type AwsLogin, examine, type Reading } from "./read";
import { plainProviderSecrets, plainSecrets, secretPart, secretTexts, withoutLogins } from "./secrets";

/** A stack's config as Pulumi keeps it. */
export interface StackConfig {
  readonly project: string;
  readonly stack: string;
  /** Values by full key, such as `aws:region` and `eks-blueprints:network`; structured ones parsed. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Full keys whose values are secret: messages show nothing of them. */
  readonly secrets?: ReadonlySet<string>;
}

/** Namespace of our keys. */
const namespace = "eks-blueprints";

function split(key: string): readonly [namespace: string, name: string] {
  const colon = key.indexOf(":");
  return [key.slice(0, Math.max(colon, 0)), key.slice(colon + 1)];
}

/** Keys that nobody reads because their namespace, or the region's name, is misspelt. */
function misspelt(values: StackConfig["values"]): Problem[] {
  const problems: Problem[] = [];
  for (const key of Object.keys(values)) {
    const [space, name] = split(key);
    if (space !== namespace && nearest(space, [namespace])) {
      problems.push({ path: key, message: `nobody reads this namespace; did you mean ${namespace}:${name}?` });
    }
    if (space === "aws" && name !== "region" && values["aws:region"] === undefined && nearest(name, ["region"])) {
      problems.push({ path: key, message: "nobody reads this key; did you mean aws:region?" });
    }
  }
  return problems;
}

/** How the stack's AWS provider logs in, and kubectl likewise: by the last role of the chain, and the profile. */
function loginOf(values: StackConfig["values"]): {
  readonly awsLogin: AwsLogin;
  readonly login: Login;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const profile = values["aws:profile"] ?? undefined;
  if (profile !== undefined && typeof profile !== "string") {
    problems.push({ path: "aws:profile", message: `expected the name of an AWS profile, found ${shown(profile)}` });
  }
  const chain = values["aws:assumeRoles"] ?? [];
  const roles = Array.isArray(chain) ? chain.map((role) => (isMap(role) ? role.roleArn : undefined)) : [undefined];
  if (!roles.every((role) => typeof role === "string")) {
    problems.push({ path: "aws:assumeRoles", message: `expected a list of maps with roleArn, found ${shown(chain)}` });
  }
  const roleArns = roles as string[];
  const named = profile === undefined ? {} : { profile: profile as string };
  const awsLogin = { ...named, ...(roleArns.length > 0 && { roleArns }) };
  return { awsLogin, login: { ...named, ...(roleArns.length > 0 && { roleArn: roleArns.at(-1) }) }, problems };
}

/**
 * Reads the settings of a stack.
 * @throws SettingsError with every problem, named by its path in the stack file
 */
export function readStackConfig(config: StackConfig, catalogue: AddonCatalogue): Reading {
  const { values } = config;
  const own = Object.entries(values).filter(([key]) => split(key)[0] === namespace);
  const { awsLogin, login, problems } = loginOf(values);
  const examined = examine(
    {
      region: values["aws:region"],
      defaultName: `${config.project}-${config.stack}`,
      login,
      sections: Object.fromEntries(own.map(([key, value]) => [split(key)[1], value])),
      paths: { region: "aws:region", sections: `${namespace}:` },
    },
    catalogue,
  );
  const secrets = config.secrets ?? new Set();
  const encrypted = [...secrets].map((key) => secretPart(split(key)[1], values[key]));
  const redacted = redact([...encrypted, ...secretTexts(values)], { longestShown });
  const hide = (text: string) => withoutLogins(redacted(text));
  const ofProvider = plainProviderSecrets(Object.fromEntries(Object.entries(values).filter(([key]) => !secrets.has(key))));
  const plain = plainSecrets(Object.fromEntries(own.filter(([key]) => !secrets.has(key)).map(([key, value]) => [split(key)[1], value])));
  const unencrypted = plain.map((problem) => ({ ...problem, path: `${namespace}:${problem.path}` }));
  const all = [...misspelt(values), ...problems, ...ofProvider, ...examined.problems, ...unencrypted].map(({ path, message }) => ({
    path: hide(path),
    message: hide(message),
  }));
  if (all.length > 0 || !examined.reading) throw new SettingsError(all);
  return {
    ...examined.reading,
    ...(secrets.size > 0 && { secretSections: new Set([...secrets].map((key) => split(key)[1])) }),
    ...(Object.keys(awsLogin).length > 0 && { awsLogin }),
    findings: examined.findings.map((finding) => ({ ...finding, message: hide(finding.message), fix: hide(finding.fix) })),
  };
}
