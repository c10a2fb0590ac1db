import type { PolicySettings } from "../../components/util/policy-settings";
import { Failure } from "../project/failure";
import type { StackFile } from "../project/stack";
import type { Policies } from "../report/policy-findings";
import type { Json } from "../report/printable";

const key = "eks-blueprints:policies";

/**
 * How policy rules are applied: by section `policies` of the stack file, which every program may have.
 * @param settings those of our own program, or null
 * @throws Failure with every problem of the section
 */
export function policiesOf(settings: Json, { config }: StackFile, label: string, date?: string): Policies {
  const today = date ?? new Date().toISOString().slice(0, 10);
  if (settings !== null) return { settings: (settings as unknown as { policies: PolicySettings }).policies, today };
  const section = config[key];
  if (section === undefined) return { settings: { profile: "development", exceptions: {} }, today };
  const { parseStackConfig, SettingsError } = require("../../components") as typeof import("../../components");
  const placeholder = { "aws:region": "us-east-1" }; // a region is required; nothing of this section depends on it
  try {
    const parsed = parseStackConfig({ project: "any", stack: "any", config: { ...placeholder, [key]: section }, secretKeys: [] });
    return { settings: parsed.settings.policies, today };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new Failure(error.issues.map(({ path, message }) => `${label}: ${path}: ${message}`));
  }
}
