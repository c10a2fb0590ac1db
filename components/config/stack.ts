import type { AwsLogin } from "../shared/aws-login";
import { type Problem, SettingsError } from "../shared/problems";
import { redact } from "../shared/redact";
import { nearest } from "../shared/suggest";
import type { AddonCatalogue } from "./catalogue";
import { longestShown } from "./describe";
import { readLogin, readStackLogin, secretOfLogin } from "./login";
import { examine, type Reading } from "./read";
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

/** Keys that nobody reads because their namespace is misspelt. */
function misspelt(values: StackConfig["values"]): Problem[] {
  const problems: Problem[] = [];
  for (const key of Object.keys(values)) {
    const [space, name] = split(key);
    if (space !== namespace && nearest(space, [namespace])) {
      problems.push({ path: key, message: `nobody reads this namespace; did you mean ${namespace}:${name}?` });
    }
  }
  return problems;
}

function hidden(key: string, value: unknown): unknown {
  const [space, name] = split(key);
  return space === "aws" ? secretOfLogin(key, value) : secretPart(name, value);
}

/**
 * Reads the settings of a stack.
 * @param awsLogin how the program's own provider signs in; default: what the stack's config says
 * @throws SettingsError with every problem, named by its path in the stack file
 */
export function readStackConfig(config: StackConfig, catalogue: AddonCatalogue, awsLogin?: AwsLogin): Reading {
  const { values } = config;
  const own = Object.entries(values).filter(([key]) => split(key)[0] === namespace);
  const secrets = config.secrets ?? new Set<string>();
  const examined = examine(
    {
      region: values["aws:region"],
      defaultName: `${config.project}-${config.stack}`,
      login: awsLogin ? readLogin(awsLogin) : readStackLogin(values, secrets),
      sections: Object.fromEntries(own.map(([key, value]) => [split(key)[1], value])),
      paths: { region: "aws:region", sections: `${namespace}:` },
    },
    catalogue,
  );
  const encrypted = [...secrets].map((key) => hidden(key, values[key]));
  const redacted = redact([...encrypted, ...secretTexts(values)], { longestShown });
  const hide = (text: string) => withoutLogins(redacted(text));
  const ofProvider = plainProviderSecrets(Object.fromEntries(Object.entries(values).filter(([key]) => !secrets.has(key))));
  const plain = plainSecrets(Object.fromEntries(own.filter(([key]) => !secrets.has(key)).map(([key, value]) => [split(key)[1], value])));
  const unencrypted = plain.map((problem) => ({ ...problem, path: `${namespace}:${problem.path}` }));
  const all = [...misspelt(values), ...ofProvider, ...examined.problems, ...unencrypted].map(({ path, message }) => ({
    path: hide(path),
    message: hide(message),
  }));
  if (all.length > 0 || !examined.reading) throw new SettingsError(all);
  return {
    ...examined.reading,
    ...(secrets.size > 0 && { secretSections: new Set([...secrets].map((key) => split(key)[1])) }),
    findings: examined.findings.map((finding) => ({ ...finding, message: hide(finding.message), fix: hide(finding.fix) })),
  };
}
