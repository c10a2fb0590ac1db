import type { Settings } from "../../components";
import { Failure } from "../project/failure";
import type { StackFile } from "../project/stack";
import type { Json } from "../report/printable";

const names = ["policies", "cost", "budget"] as const;

/** Sections of the stack file that the plan itself reads, for any program. */
export type OwnSections = Partial<Pick<Settings, (typeof names)[number]>>;

/**
 * Reads these sections from the settings of this project's program, or from the stack file of another program, with the same schema.
 * @param settings those of this project's program, or null
 * @throws Failure with all problems of these sections
 */
export function ownSections(settings: Json, { config }: StackFile, label: string): OwnSections {
  if (settings !== null) return settings as unknown as OwnSections;
  const keys = names.map((name) => `eks-blueprints:${name}`).filter((key) => config[key] !== undefined);
  if (keys.length === 0) return {};
  const { parseStackConfig, SettingsError } = require("../../components") as typeof import("../../components");
  const placeholder = { "aws:region": "us-east-1" }; // the schema requires a region, but these sections do not depend on it
  const given = { ...placeholder, ...Object.fromEntries(keys.map((key) => [key, config[key]!])) };
  try {
    return parseStackConfig({ project: "any", stack: "any", config: given, secretKeys: [] }).settings;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new Failure(error.issues.map(({ path, message }) => `${label}: ${path}: ${message}`));
  }
}
