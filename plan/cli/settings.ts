import type { StackFile } from "../project/stack";
import type { Json } from "../report/printable";

/** Reads settings with every default filled in, from a stack's config. */
export type SettingsReader = (project: string, stack: string, config: StackFile) => Json;

/** The reader of our own program's settings. What it loads is what the program loads too, so it costs nothing beside a run. */
export function loadSettingsReader(): SettingsReader {
  const { parseStackConfig } = require("../../components") as typeof import("../../components");
  return (project, stack, { config, secretKeys }) => parseStackConfig({ project, stack, config, secretKeys }).settings as unknown as Json;
}
