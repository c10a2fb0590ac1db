// Environments from stack files, as the counterparts of their options are read from them.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { Environment, parseSettings, resolveSettings, type SettingsInput } from "../../../components";
import { mergeValues } from "../../../components/util/deep-merge";
import { type Inputs, type MockOptions, type Resources, startMocks } from "../../harness/mocks/mocks";

type Sections = Readonly<Record<string, unknown>>;

/** Sections of a stack file in `tests/fixtures/cases`. */
export function caseSections(name: string): Sections {
  const { config } = parse(readFileSync(`tests/fixtures/cases/${name}.yaml`, "utf8")) as { config: Sections };
  const ours = Object.entries(config).filter(([key]) => key.startsWith("eks-blueprints:"));
  return Object.fromEntries(ours.map(([key, value]) => [key.slice("eks-blueprints:".length), value]));
}

/** Sections as YAML, merged one over the other. */
export function sections(...parts: readonly string[]): Sections {
  return parts.map((part) => (parse(part) ?? {}) as Sections).reduce(mergeValues, {});
}

export interface Outcome {
  readonly resources: Resources;
  /** `path: message; fix`, one each. */
  readonly findings: readonly string[];
  readonly outputs: Inputs;
}

/** @throws SettingsError where the settings are rejected */
export async function outcomeOf(input: Sections, options: MockOptions = {}): Promise<Outcome> {
  const mocks = startMocks(options);
  const { findings, outputs } = await mocks.run(async () => {
    const settings = parseSettings({ region: "eu-west-1", ...withZones(input) } as SettingsInput & { region: string });
    const { outputs } = new Environment("eks", await resolveSettings(settings));
    return { findings: settings.findings.map(({ path, message, fix }) => `${path}: ${message}; ${fix}`), outputs };
  });
  return { resources: mocks.resources, findings, outputs };
}

/** Zones by name need no lookup. */
function withZones(input: Sections): Sections {
  const { network, cluster } = input as SettingsInput;
  return network?.existing || cluster?.existing ? input : { ...input, network: { zones: ["eu-west-1a", "eu-west-1b"], ...network } };
}

/** Problems of settings that are rejected, or nothing. */
export function issuesOf(input: Sections): string {
  try {
    // the default name is that of the project, which other tests set
    const cluster = { name: "shop", ...(input.cluster as object | undefined) };
    parseSettings({ region: "eu-west-1", ...input, cluster } as SettingsInput & { region: string });
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

/** Configuration of an EKS add-on. */
export function configurationOf(resources: Resources, addon: string): Inputs {
  const { inputs } = resources.named(`eks-${addon}`, "aws:eks/addon:Addon");
  return JSON.parse(inputs.configurationValues ?? "{}");
}
